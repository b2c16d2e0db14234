import Ledger

/// Throws a draft away. What was issued is never deleted.
public struct DeleteInvoice: Command {
    public let id: ID<Document>

    public init(id: ID<Document>) { self.id = id }

    public static let declaration = Declaration(
        "invoice.delete", "Delete a draft of an invoice.", .delete("/api/invoices/:id"),
        access: .action(.writeDocuments), status: 204, refusals: [.documentUnknown, .notADraft])

    public func perform(in work: any Work) throws -> Done {
        try StoredDocument.require(id, .invoice, in: work).deleteDraft(in: work)
        return Done()
    }
}
