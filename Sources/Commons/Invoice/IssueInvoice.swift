import Ledger
import Wire

/// Gives a draft its number and posts it: from here on the customer owes it.
public struct IssueInvoice: Command {
    public let id: ID<Document>
    /// What the draft was when it was read: `version` of its detail.
    public let version: String?

    public init(id: ID<Document>, version: String? = nil) {
        self.id = id
        self.version = version
    }

    public static let declaration = Declaration(
        "invoice.issue", "Issue an invoice: number it and post it.",
        .post("/api/invoices/:id/issue"), access: .action(.issueDocuments),
        approval: .secondPersonAboveLimit,
        refusals: [
            .documentUnknown, .notADraft, .draftChanged, .nothingToIssue, .supplierNumberTaken,
            .approvalWaiting,
        ], fields: ["version": StoredDocument.versionNote])

    public var step: Subject? { Subject(kind: "document", id: id.text) }

    public func amountAtStake(in work: any Work) throws -> Stake? {
        try StoredDocument.require(id, .invoice, in: work).stake(in: work)
    }

    public func matter(in work: any Work) throws -> JSONValue? {
        try StoredDocument.require(id, .invoice, in: work).matter(in: work)
    }

    public func perform(in work: any Work) throws -> DocumentItem {
        let document = try StoredDocument.require(id, .invoice, in: work)
        try document.check(version: version)
        return try document.issue(in: work)
    }
}
