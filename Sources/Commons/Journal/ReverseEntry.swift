import Ledger
import Storage
import Wire

/// Takes back an entry that was posted by hand. What a document or payment posted is taken back
/// with that document or payment.
public struct ReverseEntry: Command {
    public struct Reply: Codable, Sendable {
        public let id: ID<JournalEntry>
        public let reversesID: ID<JournalEntry>
    }

    public let id: ID<JournalEntry>
    public let day: Day?
    public let reason: String

    public init(id: ID<JournalEntry>, day: Day?, reason: String) {
        self.id = id
        self.day = day
        self.reason = reason
    }

    public static let declaration = Declaration(
        "journal.reverse", "Take back an entry by its opposite on a day of its own.",
        .post("/api/journal/:id/reverse"), access: .action(.postJournal),
        approval: .secondPersonAboveLimit, status: 201,
        refusals: [
            .entryUnknown, .entryOfDocument, .alreadyReversed, .reversedBefore, .approvalWaiting,
        ],
        fields: [
            "day": FieldNote("The day of the correction; today unless given."),
            "reason": FieldNote("Why, for whoever reads the books.", minimumLength: 1,
                maximumLength: 500),
        ])

    public var step: Subject? { Subject(kind: "entry", id: id.text) }

    public func amountAtStake(in work: any Work) throws -> Stake? {
        let posted = try PostedEntry.find(id, of: work.actor.organisation, in: work.transaction)
        return try posted.map { try Stake(debitsOf: $0.entry.lines.map(\.amount)) }
    }

    public func perform(in work: any Work) throws -> Reply {
        let posted = try PostedEntry.find(id, of: work.actor.organisation, in: work.transaction)
        guard let posted else { throw Refusal(.entryUnknown, "No entry has this id.") }
        guard posted.document == nil, posted.payment == nil else {
            throw Refusal(
                .entryOfDocument, "Void the document or payment that posted it; its entry follows.")
        }
        let day = day ?? work.today
        let reversal = try work.reverse(
            id, as: .reversal, on: day, reason: reason,
            description: "Reversal: \(reason)")
        work.record(
            Subject(kind: "entry", id: id.text), before: nil,
            after: .object([
                ("reversed_by", .string(reversal.text)), ("day", .string(day.iso)),
            ]), reason: reason)
        // Who follows the changes hears of the new entry by its own id, too.
        work.record(
            Subject(kind: "entry", id: reversal.text), before: nil,
            after: .object([("reverses", .string(id.text)), ("day", .string(day.iso))]),
            reason: reason)
        return Reply(id: reversal, reversesID: id)
    }
}
