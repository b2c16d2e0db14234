import Ledger

/// Throws a draft away. What was issued is never deleted.
public struct DeleteBill: Command {
    public let id: ID<Document>

    public init(id: ID<Document>) { self.id = id }

    public static let declaration = Declaration(
        "bill.delete", "Delete a draft of a bill.", .delete("/api/bills/:id"),
        access: .action(.writeDocuments), status: 204, refusals: [.documentUnknown, .notADraft])

    public func perform(in work: any Work) throws -> Done {
        try StoredDocument.require(id, .bill, in: work).deleteDraft(in: work)
        return Done()
    }
}
