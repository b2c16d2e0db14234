import Ledger
import Storage
import Wire

/// A journal entry by hand.
public struct PostEntry: Command {
    public struct Line: Codable, Sendable, Hashable {
        public let accountID: ID<Account>
        /// Debits are positive, credits negative.
        public let amount: Money

        public init(accountID: ID<Account>, amount: Money) {
            self.accountID = accountID
            self.amount = amount
        }
    }

    public struct Reply: Codable, Sendable {
        public let id: ID<JournalEntry>
        public let day: Day
        public let recordedAt: Instant
    }

    public let id: ID<JournalEntry>
    public let day: Day
    public let description: String
    public let lines: [Line]

    public init(id: ID<JournalEntry>, day: Day, description: String, lines: [Line]) {
        self.id = id
        self.day = day
        self.description = description
        self.lines = lines
    }

    public static let declaration = Declaration(
        "journal.post", "Post an entry to the journal by hand.", .post("/api/postings"),
        access: .action(.postJournal), approval: .secondPersonAboveLimit, status: 201,
        refusals: [.entryUnbalanced, .accountUnknown, .accountUnfit, .amountTooLarge],
        fields: [
            "id": FieldNote("Made by the client, so that a repeated request is recognised."),
            "day": FieldNote("The day on which it takes effect."),
            "description": FieldNote("What happened.", minimumLength: 1, maximumLength: 500),
            "lines": FieldNote("Debits and credits that balance in each currency.", items: 2...200),
            "lines.amount": FieldNote("A debit is positive, a credit negative."),
        ])

    public func amountAtStake(in work: any Work) throws -> Stake? {
        try Stake(debitsOf: lines.map(\.amount))
    }

    public func perform(in work: any Work) throws -> Reply {
        let chart = try work.chart(with: lines.map(\.accountID))
        for (index, line) in lines.enumerated() {
            let account = try chart.require(line.accountID, at: "/lines/\(index)/account_id")
            if ControlAccount.roles.contains(account.role) {
                throw Refusal(
                    .accountUnfit, "\(account.code) \(account.name) follows from documents and "
                        + "payments; record one of those instead.",
                    at: "/lines/\(index)/account_id")
            }
        }
        let entry = try JournalEntry.checked(
            day: day, lines.map { JournalLine(account: $0.accountID, amount: $0.amount) })
        try work.post(entry, EntryNote(id: id, kind: .manual, description: description))
        work.record(
            Subject(kind: "entry", id: id.text), before: nil,
            after: Self.trace(day: day, description: description, entry.lines))
        return Reply(id: id, day: day, recordedAt: work.now)
    }

    /// What the audit trail keeps of an entry by hand.
    static func trace(day: Day, description: String, _ lines: [JournalLine]) -> JSONValue {
        .object([
            ("day", .string(day.iso)), ("description", .string(description)),
            ("lines", .array(lines.map(\.trace))),
        ])
    }
}

extension Stake {
    /// What an entry moves: its debits in each of its currencies.
    init(debitsOf amounts: [Money]) throws {
        let currencies = Set(amounts.map(\.currency)).sorted { $0.code < $1.code }
        self.init(
            try currencies.map { currency in
                try BooksMoney.sum(
                    amounts.filter { $0.currency == currency && $0.isPositive }, currency)
            })
    }
}

/// Accounts whose balance is the sum of open documents or unapplied money. Nothing else posts to
/// them, so that they always tie out.
enum ControlAccount {
    static let roles: Set<AccountRole?> = [.receivable, .payable, .customerCredit, .supplierCredit]
}

extension JournalLine {
    var trace: JSONValue {
        .object([
            ("account_id", .string(account.text)), ("amount", .string(amount.decimal)),
            ("currency", .string(amount.currency.code)),
        ])
    }
}

extension JournalEntry {
    /// The entry, or the refusal that tells a person which line is at fault.
    static func checked(day: Day, _ lines: [JournalLine]) throws -> JournalEntry {
        do throws(JournalRefusal) {
            return try JournalEntry(day: day, lines: lines)
        } catch {
            switch error {
            case .fewerThanTwoLines:
                throw Refusal(.entryUnbalanced, "An entry has at least two lines.", at: "/lines")
            case .zeroLine(let index):
                throw Refusal(
                    .entryUnbalanced, "A line of nothing says nothing.",
                    at: "/lines/\(index)/amount")
            case .lineOutOfRange(let index):
                throw Refusal(
                    .amountTooLarge, "The amount is too large.", at: "/lines/\(index)/amount")
            case .unbalanced(let currency):
                throw Refusal(
                    .entryUnbalanced, "Debits and credits in \(currency.code) differ.",
                    at: "/lines")
            }
        }
    }
}

/// Sums that answer with a refusal instead of a fault.
enum BooksMoney {
    static func sum(_ amounts: some Sequence<Money>, _ currency: Currency) throws -> Money {
        do throws(MoneyError) {
            return try Money.sum(amounts, currency: currency)
        } catch {
            throw Refusal(MoneyRefusal.code(error), "The amounts cannot be summed.")
        }
    }

    static func opposite(_ amount: Money) throws -> Money {
        do throws(MoneyError) {
            return try amount.negated()
        } catch {
            throw Refusal(MoneyRefusal.code(error), "The amount is too large.")
        }
    }
}

enum MoneyRefusal {
    static func code(_ error: MoneyError) -> RefusalCode {
        switch error {
        case .currencyMismatch: .currencyMismatch
        case .overflow, .malformed: .amountTooLarge
        }
    }
}
