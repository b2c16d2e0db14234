/// What the paper calls itself, and what its money says.
enum KindRule {
    private static let creditNotes = Phrase.list("CREDITNOTE NOTEDECREDIT NOTAKREDIT AVOIR")
    private static let orders = Phrase.list("PURCHASEORDER BONDECOMMANDE PESANANBELIAN")
    private static let receipts = Phrase.list(
        "RECEIPT CASHBILL CASHSALE OFFICIALRECEIPT RESIT RISITI RECU SIMPLIFIEDTAXINVOICE CASHIER")
    private static let invoices = Phrase.list(
        "INVOICE FACTURE INVOIS ANKARA RECHNUNG FATTURA FACTURA")
    private static let paid = Phrase.list("CHANGE CASHTENDER TENDERED BAKI CASH TUNAI VISA")

    static func kind(_ lines: [TextLine], hasDueDate: Bool) -> PaperKind {
        let keys = lines.map { Fold.alphanumerics($0.folded) }
        func any(_ phrases: [[UInt8]]) -> Bool {
            keys.contains { line in phrases.contains { Phrase.contains(line, $0) } }
        }
        if keys.isEmpty { return .unknown }
        if any(creditNotes) { return .creditNote }
        if any(receipts) || any(paid) && !hasDueDate { return .receipt }
        if any(orders) && !any(invoices) { return .purchaseOrder }
        return any(invoices) || hasDueDate ? .invoice : .unknown
    }
}
