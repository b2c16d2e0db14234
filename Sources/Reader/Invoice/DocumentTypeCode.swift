import Insight

/// What kind of document an electronic invoice says that it is (BT-3): the numbers of UNTDID 1001
/// that EN 16931 lists, in its first list for invoices and in its second for credit notes.
enum DocumentTypeCode {
    private static let invoices: Set<String> = [
        "71", "80", "82", "84", "102", "130", "202", "203", "204", "211", "218", "219", "295",
        "326", "331", "380", "382", "383", "384", "385", "386", "387", "388", "389", "390", "393",
        "394", "395", "456", "457", "471", "472", "473", "500", "501", "527", "553", "575", "623",
        "633", "751", "780", "817", "870", "875", "876", "877", "935",
    ]

    private static let creditNotes: Set<String> = [
        "81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532",
    ]

    private static let orders: Set<String> = ["105", "220", "221", "226", "227", "230", "231"]

    /// What people call some that are sent in the form of invoices and ask for no payment.
    private static let names = [
        "105": "purchase order", "220": "order", "221": "blanket order",
        "230": "change of an order", "231": "answer to an order", "270": "delivery note",
        "310": "offer",
        "325": "pro forma invoice", "351": "despatch advice",
    ]

    /// - Parameter code: BT-3; none counts as the invoice as which the document comes.
    static func kind(_ code: String?) -> PaperKind {
        guard let code = code.map(plain) else { return .invoice }
        if creditNotes.contains(code) { return .creditNote }
        if invoices.contains(code) { return .invoice }
        return orders.contains(code) ? .purchaseOrder : .unknown
    }

    /// For a person who may be about to book it as a bill; nil for invoices and credit notes.
    static func warning(_ code: String?, _ kind: PaperKind) -> ExtractionWarning? {
        guard kind != .invoice, kind != .creditNote else { return nil }
        let name = code.map(plain).flatMap { names[$0] } ?? (kind == .purchaseOrder ? "order" : nil)
        let number = code.map { "document of type \(plain($0).prefix(20))" } ?? "document"
        return ExtractionWarning(
            code: "not_an_invoice",
            message: "The electronic \(number)\(name.map { " (\($0))" } ?? "") asks for no "
                + "payment: it is no invoice.")
    }

    private static func plain(_ code: String) -> String { String(code.drop { $0 == "0" }) }
}
