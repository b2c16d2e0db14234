import Ledger
import Storage

/// What the books keep of an entry besides its lines.
struct EntryNote {
    enum Kind: String, Sendable {
        case manual, opening, issue, payment, allocation, release, void, reversal
    }

    let id: ID<JournalEntry>
    let kind: Kind
    let description: String
    var document: ID<Document>?
    var payment: ID<Payment>?
    var reverses: ID<JournalEntry>?
    var reason: String?
}

extension Work {
    /// Posts a balanced entry: buffered rows and sums of counters only, so that the entries of a
    /// whole group cost three statements.
    func post(_ entry: JournalEntry, _ note: EntryNote) throws {
        for line in entry.lines { try EntryLimit.check(line.amount) }
        let organisation = Value.id(actor.organisation)
        let id = Value.id(note.id)
        let day = Value.day(entry.day)
        let recorded = Value.instant(now)
        transaction.append(
            [
                organisation, id, .text(note.kind.rawValue), day, recorded,
                .text(note.description), .text(note.document?.text), .text(note.payment?.text),
                .text(note.reverses?.text), .text(note.reason), .id(actor.user),
            ], to: EntryTables.entry)
        for (position, line) in entry.lines.enumerated() {
            let account = Value.id(line.account)
            let currency = Value.text(line.amount.currency.code)
            transaction.append(
                [
                    organisation, id, .integer(Int64(position)), account, day, recorded,
                    .integer(line.amount.minorUnits), currency,
                ], to: EntryTables.line)
            transaction.add(
                line.amount.minorUnits, to: EntryTables.balance,
                key: [organisation, account, currency])
        }
    }

    /// Posts the opposite of an entry on its own day. The schema lets only one through.
    @discardableResult
    func reverse(
        _ id: ID<JournalEntry>, as kind: EntryNote.Kind, on day: Day, reason: String,
        description: String
    ) throws -> ID<JournalEntry> {
        let posted = try PostedEntry.find(id, of: actor.organisation, in: transaction)
        guard let posted else { throw Refusal(.entryUnknown, "No entry has this id.") }
        if posted.isReversed {
            throw Refusal(
                kind == .void ? .alreadyVoid : .alreadyReversed,
                "Another entry takes it back already.")
        }
        guard day >= posted.entry.day else {
            throw Refusal(
                .reversedBefore, "It is dated \(posted.entry.day.iso); choose that day or later.",
                at: "/day")
        }
        let reversal = newID(JournalEntry.self)
        try post(
            posted.entry.reversed(on: day),
            EntryNote(
                id: reversal, kind: kind, description: description, document: posted.document,
                payment: posted.payment, reverses: id, reason: reason))
        return reversal
    }
}

/// What one line may move. Nine thousand lines of the largest amount still sum within 64 bits, so
/// no balance and no report can be made to overflow by a slip of the pen.
enum EntryLimit {
    static let largest: Int64 = 1_000_000_000_000_000

    static func check(_ amount: Money, at pointer: String? = nil) throws {
        guard amount.minorUnits.magnitude <= UInt64(largest) else {
            throw Refusal(
                .amountTooLarge, "One entry moves at most "
                    + "\(Money(minorUnits: largest, currency: amount.currency)).", at: pointer)
        }
    }
}

enum EntryTables {
    static let entry = AppendedTable(
        "entry",
        [
            "organisation_id", "id", "kind", "day", "recorded_at", "description", "document_id",
            "payment_id", "reverses_id", "reason", "user_id",
        ])
    static let line = AppendedTable(
        "entry_line",
        [
            "organisation_id", "entry_id", "position", "account_id", "day", "recorded_at",
            "amount", "currency",
        ])
    static let balance = Counter(
        table: "account_balance", key: ["organisation_id", "account_id", "currency"],
        column: "amount")
}
