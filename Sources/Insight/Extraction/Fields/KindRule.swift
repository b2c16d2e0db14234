/// What the paper calls itself, and what its money says.
enum KindRule {
    private static let creditNotes = Phrase.list("CREDITNOTE NOTEDECREDIT NOTAKREDIT")
    /// Words that say so at the head of a line only; within a sentence they mean other things.
    private static let creditTitles = Phrase.list("AVOIR GUTSCHRIFT CREDITMEMO STORNORECHNUNG")
    /// A row of its own says so; within others it is a policy: `NO REFUND WITHOUT RECEIPT`.
    private static let refunds = Phrase.list(
        "REFUND REFUNDRECEIPT REFUNDRETURN RETURNRECEIPT SALESRETURN SALEREFUND REMBOURSEMENT "
            + "RUECKERSTATTUNG DEVOLUCION")
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
        let isCredited = keys.contains { line in
            line.count <= 40 && creditTitles.contains { line.starts(with: $0) }
        }
        let isRefund = keys.contains { refunds.contains($0) }
        if any(creditNotes) || isCredited || isRefund { return .creditNote }
        if any(receipts) || any(paid) && !hasDueDate { return .receipt }
        if any(orders) && !any(invoices) { return .purchaseOrder }
        return any(invoices) || hasDueDate ? .invoice : .unknown
    }
}
