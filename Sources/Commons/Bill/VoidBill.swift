import Ledger

/// Takes an issued bill back by an entry of its own; its number stays taken.
public struct VoidBill: Command {
    public let id: ID<Document>
    public let day: Day?
    public let reason: String
    public let releasePayments: Bool?

    public init(id: ID<Document>, day: Day? = nil, reason: String, releasePayments: Bool? = nil) {
        self.id = id
        self.day = day
        self.reason = reason
        self.releasePayments = releasePayments
    }

    public static let declaration = Declaration(
        "bill.void", "Void an issued bill.", .post("/api/bills/:id/void"),
        access: .action(.issueDocuments), approval: .secondPersonAboveLimit,
        refusals: VoidDocument.refusals, fields: VoidDocument.fields)

    public var step: Subject? { Subject(kind: "document", id: id.text) }

    public func amountAtStake(in work: any Work) throws -> Stake? {
        try StoredDocument.require(id, .bill, in: work).stake(in: work)
    }

    public func perform(in work: any Work) throws -> DocumentItem {
        try StoredDocument.require(id, .bill, in: work).void(
            on: day, reason: reason, releasing: releasePayments ?? false, in: work)
    }
}
