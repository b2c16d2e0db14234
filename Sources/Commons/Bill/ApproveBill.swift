import Ledger
import Wire

/// Gives a draft its number and posts it: from here on we owe it.
public struct ApproveBill: Command {
    public let id: ID<Document>
    /// What the draft was when it was read: `version` of its detail.
    public let version: String?

    public init(id: ID<Document>, version: String? = nil) {
        self.id = id
        self.version = version
    }

    public static let declaration = Declaration(
        "bill.approve", "Approve a bill: number it and post it.",
        .post("/api/bills/:id/approve"), access: .action(.issueDocuments),
        approval: .secondPersonAboveLimit,
        refusals: [
            .documentUnknown, .notADraft, .draftChanged, .nothingToIssue, .supplierNumberTaken,
            .approvalWaiting,
        ], fields: ["version": StoredDocument.versionNote])

    public var step: Subject? { Subject(kind: "document", id: id.text) }

    public func amountAtStake(in work: any Work) throws -> Stake? {
        try StoredDocument.require(id, .bill, in: work).stake(in: work)
    }

    public func matter(in work: any Work) throws -> JSONValue? {
        try StoredDocument.require(id, .bill, in: work).matter(in: work)
    }

    public func perform(in work: any Work) throws -> DocumentItem {
        let document = try StoredDocument.require(id, .bill, in: work)
        try document.check(version: version)
        return try document.issue(in: work)
    }
}
