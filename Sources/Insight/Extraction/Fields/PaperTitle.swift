/// What a paper calls itself where it is no bill and no receipt, whatever it adds up.
enum PaperTitle {
    struct Title {
        /// For people: `a quotation`.
        var name: String
        /// Nothing is bought by it, so it has no total of goods either.
        var isUnpriced = false
        /// Stands beside the word invoice, or in its place on a paper with invoice numbers.
        var mayBeInvoice = false
        let phrases: [[UInt8]]

        init(
            _ name: String, isUnpriced: Bool = false, mayBeInvoice: Bool = false,
            _ phrases: String
        ) {
            self.name = name
            self.isUnpriced = isUnpriced
            self.mayBeInvoice = mayBeInvoice
            self.phrases = Phrase.list(phrases)
        }
    }

    private static let titles = [
        Title(
            "a quotation", mayBeInvoice: true,
            "QUOTATION QUOTE PRICEQUOTATION ESTIMATE DEVIS ANGEBOT KOSTENVORANSCHLAG PRESUPUESTO "
                + "COTIZACION SEBUTHARGA"),
        Title(
            "a pro forma invoice", mayBeInvoice: true,
            "PROFORMA PROFORMAINVOICE FACTUREPROFORMA PROFORMARECHNUNG FACTURAPROFORMA "
                + "ANKARAYAMAKADIRIO"),
        Title(
            "a purchase order",
            "PURCHASEORDER LOCALPURCHASEORDER BONDECOMMANDE BESTELLUNG PESANANBELIAN "
                + "ORDENDECOMPRA"),
        Title(
            "a delivery note",
            "DELIVERYNOTE DELIVERYORDER BONDELIVRAISON LIEFERSCHEIN ALBARAN NOTADEENTREGA"),
        Title(
            "a statement of account", isUnpriced: true,
            "STATEMENT STATEMENTOFACCOUNT ACCOUNTSTATEMENT BANKSTATEMENT RELEVEDECOMPTE "
                + "KONTOAUSZUG ESTADODECUENTA TAARIFAYAAKAUNTI"),
        Title("a price list", isUnpriced: true, "PRICELIST LISTEDEPRIX PREISLISTE LISTADEPRECIOS"),
        Title("a menu", isUnpriced: true, "MENU RESTAURANTMENU SPEISEKARTE"),
        Title(
            "a payslip", isUnpriced: true,
            "PAYSLIP SALARYSLIP BULLETINDEPAIE LOHNABRECHNUNG NOMINA"),
        Title(
            "a report of a till", isUnpriced: true, "ZREPORT XREPORT ENDOFDAYREPORT RAPPORTZ"),
        Title(
            "a curriculum vitae", isUnpriced: true, mayBeInvoice: true,
            "CURRICULUMVITAE LEBENSLAUF"),
    ]

    private static let voided = Phrase.list(
        "VOID VOIDED VOIDRECEIPT CANCELLED CANCELED TRANSACTIONCANCELLED TRANSACTIONVOIDED ANNULE "
            + "STORNIERT ANULADO IMEFUTWA BATILI DIBATALKAN")

    /// A title stands by itself, in the upper part, with no amount beside it.
    static func find(_ lines: [TextLine], _ amounts: Amounts) -> Title? {
        let head = max(fewestRows, lines.count / 3)
        for line in lines.prefix(head)
        where !amounts.byLine[line.index].contains(where: amounts.isPrice) {
            for words in Form.split(line) {
                let key = words.flatMap { $0.folded }.filter { Fold.isLetter($0) }
                if let title = titles.first(where: { $0.phrases.contains(key) }) { return title }
            }
        }
        return nil
    }

    private static let fewestRows = 8

    static func isVoided(_ lines: [TextLine]) -> Bool {
        lines.contains { line in
            voided.contains(Fold.alphanumerics(line.folded))
        }
    }
}
