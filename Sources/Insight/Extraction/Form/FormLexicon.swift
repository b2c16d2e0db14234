/// Phrases by which papers say what a value is: English, French, German, Swahili, Malay, Spanish,
/// Portuguese, Italian and Dutch; letters and digits only, accents dropped.
struct FormLexicon {
    struct Match {
        /// Of the line.
        var tokens: Range<Int>
        var strength: Double
    }

    private let phrases: [(text: [UInt8], once: [UInt8], strength: Double)]
    let longest: Int

    init(_ groups: (Double, String)...) {
        phrases = groups.flatMap { strength, text in
            Phrase.list(text).map { (text: $0, once: Self.once($0), strength: strength) }
        }
        longest = phrases.reduce(0) { max($0, $1.text.count) }
    }

    /// One wrong letter is forgiven in ten, two in twenty; a double letter may be read once.
    func strength(of joined: [UInt8]) -> Double? {
        var best: Double?
        let once = joined.count >= 6 ? Self.once(joined) : joined
        for phrase in phrases where phrase.strength > best ?? 0 {
            let limit = phrase.text.count / 10
            if EditDistance.between(joined[...], phrase.text, limit: limit) <= limit
                || once.count >= 6 && once == phrase.once
            {
                best = phrase.strength
            }
        }
        return best
    }

    private static func once(_ text: [UInt8]) -> [UInt8] {
        var letters: [UInt8] = []
        for letter in text where letter != letters.last { letters.append(letter) }
        return letters
    }

    func contains(_ joined: [UInt8]) -> Bool { strength(of: joined) != nil }

    /// Whether the letters are a heading or a label and nothing else.
    static func isLabel(_ joined: [UInt8]) -> Bool {
        [number, date, dueDate, PartyLexicon.seller, PartyLexicon.buyer, PartyLexicon.other]
            .contains { $0.contains(joined) } || TableLexicon.isHeading(joined)
    }

    /// The number's own label; below 0.9 it is the paper's title.
    static let number = FormLexicon(
        (
            0.95,
            """
            INVOICENUMBER INVOICENO INVOICENR INVOICENUM INVOICEID TAXINVOICENO TAXINVOICENUMBER \
            INVOICEREF INVOICEREFERENCE INVNO BILLNO BILLNUMBER CREDITNOTENO CREDITNOTENUMBER \
            CREDITNO RECEIPTNO RECEIPTNUMBER PURCHASEORDERNO PURCHASEORDERNUMBER PONUMBER \
            DOCUMENTNO DOCUMENTNUMBER FACTURENO FACTURENUMERO NUMERODEFACTURE NODEFACTURE \
            NDEFACTURE NFACTURE NUMEROFACTURE NOFACTURE FACTUREN REFERENCEFACTURE NUMEROAVOIR \
            NUMERODAVOIR AVOIRNO NODAVOIR RECHNUNGSNUMMER RECHNUNGSNR RECHNUNGNR RECHNUNGNUMMER \
            RECHNUNGSNO BELEGNUMMER BELEGNR DOKUMENTNUMMER HANDELSRECHNUNGNR GUTSCHRIFTNR \
            GUTSCHRIFTSNUMMER GUTSCHRIFTSNR KORREKTURNUMMER NAMBARIYAANKARA ANKARANO NAMBAANKARA \
            NAMBAYAANKARA NOINVOIS INVOISNO NOMBORINVOIS FACTURANO FACTURANUMERO NUMEROFACTURA \
            NUMERODEFACTURA FATURANO NUMERODAFATURA NUMEROFATTURA FATTURAN FATTURANUMERO \
            FACTUURNUMMER FACTUURNR
            """
        ),
        (
            0.8,
            """
            INVOICE TAXINVOICE COMMERCIALINVOICE PROFORMAINVOICE CREDITNOTE CREDITMEMO FACTURE \
            FACTUREPROFORMA AVOIR NOTEDECREDIT RECHNUNG HANDELSRECHNUNG RECHNUNGSKORREKTUR \
            KORREKTURRECHNUNG STORNORECHNUNG TEILRECHNUNG SCHLUSSRECHNUNG ABSCHLAGSRECHNUNG \
            BEITRAGSRECHNUNG PROFORMARECHNUNG GUTSCHRIFT ANKARA INVOIS FACTURA FATURA FATTURA \
            FACTUUR BILL PURCHASEORDER BONDECOMMANDE
            """
        ))

    /// What may stand between a title and its number.
    static let numberWords = FormLexicon(
        (1, "NO NR NUM NUMBER NUMMER NUMERO N NBR NOMBOR NAMBA NAMBARI REF REFERENCE ID DOC"))

    /// Numbers of something else.
    static let otherNumbers = FormLexicon(
        (
            1,
            """
            ORDER ORDERNO CUSTOMER CUSTOMERNO CLIENT ACCOUNT DELIVERY DELIVERYNOTE PHONE TEL FAX \
            YOUR OUR IHRE UNSERE VOTRE NOTRE COMMANDE BESTELLUNG BESTELL BESTELLNR AUFTRAG \
            AUFTRAGS AUFTRAGSNR LIEFERSCHEIN LIEFERUNG KUNDEN KUNDE KUNDENNR KONTO STEUER VAT TVA \
            GEMASS GEMAESS GEMAB ODA
            """
        ))

    /// The day of the invoice itself; below 0.9 some day of it.
    static let date = FormLexicon(
        (
            0.95,
            """
            INVOICEDATE DATEOFINVOICE TAXINVOICEDATE TAXDATE BILLDATE BILLINGDATE BILLINGON \
            ISSUEDATE DATEOFISSUE DATEISSUED ISSUEDAT ISSUEDON ISSUED CREDITNOTEDATE \
            DOCUMENTDATE DATEDEFACTURE DATEFACTURE DATEDELAFACTURE DATEDEFACTURATION \
            DATEDEMISSION DATEDAVOIR DATEDELAVOIR DATEDUDOCUMENT RECHNUNGSDATUM RECHNUNGDATUM \
            BELEGDATUM AUSSTELLUNGSDATUM AUSSTELLUNGSTAG RECHNUNGSTAG GUTSCHRIFTSDATUM \
            DOKUMENTDATUM DATUMDERRECHNUNG TAREHEYAANKARA TARIKHINVOIS FECHADEFACTURA \
            FECHAFACTURA FECHADEEMISION DATADAFATURA DATADEEMISSAO DATAFATTURA DATADOCUMENTO \
            FACTUURDATUM
            """
        ), (0.75, "DATE DATED DATUM DATA FECHA TAREHE TARIKH VOM VON LE DU VAN"))

    /// Days of something else.
    static let otherDates = FormLexicon(
        (
            1,
            """
            DUE DUEDATE DUEON PAYBY PAYMENTDUE PAYABLE UNTIL BEFORE VALID EXPIRY EXPIRES DELIVERY \
            DELIVERYDATE DATEOFDELIVERY DATEOFSUPPLY SUPPLYDATE SHIPPED SHIPDATE SHIPPING ORDER \
            ORDERDATE ORDERED PERIOD SERVICEDATE PRINTED BIRTH STATEMENT REMIT PAID PAYMENT \
            ECHEANCE DATEDECHEANCE LIVRAISON DATEDELIVRAISON COMMANDE DATEDECOMMANDE REGLEMENT \
            AVANT JUSQUAU PERIODE PRESTATION VALIDITE VIREMENT PAYE LIEFERDATUM LIEFERUNG LIEFER \
            LIEFERTERMIN LEISTUNGSDATUM LEISTUNGSZEITRAUM LEISTUNG LIEFERUNDLEISTUNGSDATUM \
            BESTELLDATUM BESTELLUNG AUFTRAG AUFTRAGSDATUM FALLIG FALLIGKEIT FAELLIG ZAHLBAR BIS \
            BISZUM SPATESTENS ZEITRAUM ABRECHNUNGSZEITRAUM LIEFERSCHEIN DRUCKDATUM SKONTO STAND \
            VALUTA RECHNUNGSZEITRAUM KABLA VENCIMIENTO VENCIMENTO SCADENZA VERVALDATUM CONSEGNA \
            ENTREGA
            """
        ))

    /// The day by which to pay.
    static let dueDate = FormLexicon(
        (
            0.9,
            """
            DUEDATE DUEON PAYBY PAYMENTDUE PAYMENTDUEDATE PAYABLEBY PAYMENTDATE DUE ECHEANCE \
            DATEDECHEANCE DATELIMITEDEPAIEMENT AREGLERAVANT FALLIGKEITSDATUM FALLIGKEIT FALLIGAM \
            FALLIG FAELLIGAM FAELLIGKEIT FALLIGKEITSTAG ZAHLBARBIS ZAHLUNGSZIEL BISZUM \
            TARIKHAKHIR LIPAKABLA LIPAKABLAYA VENCIMIENTO VENCIMENTO SCADENZA VERVALDATUM REMITBY
            """
        ))
}
