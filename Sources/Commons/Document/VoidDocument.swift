import Ledger

/// Takes any issued document back by an entry of its own: receipts and credit notes too.
public struct VoidDocument: Command {
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

    static let refusals: [RefusalCode] = [
        .documentUnknown, .notIssued, .alreadyVoid, .hasPayments, .hasRefund, .hasCreditNote,
        .reversedBefore, .issuerMissing, .approvalWaiting,
    ]
    static let fields: [String: FieldNote] = [
        "day": FieldNote("The day of the correction; today unless given."),
        "reason": FieldNote("Why, for whoever reads the books.", minimumLength: 1,
            maximumLength: 500),
        "release_payments": FieldNote(
            "Free the money that settles it first; it becomes the party's credit."),
    ]

    public static let declaration = Declaration(
        "document.void", "Void an issued document.", .post("/api/documents/:id/void"),
        access: .action(.issueDocuments), approval: .secondPersonAboveLimit,
        refusals: refusals, fields: fields)

    public var step: Subject? { Subject(kind: "document", id: id.text) }

    public func amountAtStake(in work: any Work) throws -> Stake? {
        try StoredDocument.require(id, in: work).stake(in: work)
    }

    public func perform(in work: any Work) throws -> DocumentItem {
        try StoredDocument.require(id, in: work).void(
            on: day, reason: reason, releasing: releasePayments ?? false, in: work)
    }
}
