import Ledger

/// An invoice with everything that belongs to it.
public struct ShowInvoice: Query {
    public let id: ID<Document>

    public init(id: ID<Document>) { self.id = id }

    public static let declaration = Declaration(
        "invoice.read", "Show an invoice.", .get("/api/invoices/:id"), access: .action(.readBooks),
        refusals: [.documentUnknown])

    public func answer(in view: View) throws -> DocumentDetail {
        try DocumentDetail.find(id, .invoice, in: view)
    }
}
