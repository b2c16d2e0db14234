import Ledger
import Wire

/// Gives a draft its number and posts it: from here on we owe it.
public struct ApproveBill: Command {
    public let id: ID<Document>

    public init(id: ID<Document>) { self.id = id }

    public static let declaration = Declaration(
        "bill.approve", "Approve a bill: number it and post it.",
        .post("/api/bills/:id/approve"), access: .action(.issueDocuments),
        approval: .secondPersonAboveLimit,
        refusals: [.documentUnknown, .notADraft, .nothingToIssue, .supplierNumberTaken])

    public func amountAtStake(in work: any Work) throws -> Stake? {
        try StoredDocument.require(id, .bill, in: work).stake(in: work)
    }

    public func matter(in work: any Work) throws -> JSONValue? {
        try StoredDocument.require(id, .bill, in: work).matter(in: work)
    }

    public func perform(in work: any Work) throws -> DocumentItem {
        try StoredDocument.require(id, .bill, in: work).issue(in: work)
    }
}
