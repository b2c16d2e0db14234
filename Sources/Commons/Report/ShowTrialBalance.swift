import Ledger
import Storage

/// How lists name an account.
public struct AccountName: Codable, Sendable, Hashable {
    public let id: ID<Account>
    public let code: String
    public let name: String
    public let kind: AccountKind
}

/// All accounts with their balances, which sum to zero in each currency.
public struct TrialBalanceReport: Codable, Sendable {
    public struct Row: Codable, Sendable, Hashable {
        public let accountID: ID<Account>
        public let account: AccountName
        /// Debits less credits.
        public let balance: Money
        /// The same in its column; one of the two is zero.
        public let debit: Money
        public let credit: Money
    }

    public struct Sum: Codable, Sendable, Hashable {
        public let debit: Money
        public let credit: Money
    }

    /// What took effect until the end of this day ...
    public let asOf: Day
    /// ... as far as it was recorded by this instant.
    public let knownAt: Instant
    public let rows: [Row]
    public let totals: [Sum]
}

/// The trial balance of a day, as it was known at an instant. The same question has the same
/// answer for ever: what is recorded later does not change what was known.
public struct ShowTrialBalance: Query {
    public let asOf: Day?
    public let knownAt: Instant?

    public init(asOf: Day? = nil, knownAt: Instant? = nil) {
        self.asOf = asOf
        self.knownAt = knownAt
    }

    public static let declaration = Declaration(
        "report.trial_balance", "Show the trial balance.", .get("/api/reports/trial-balance"),
        access: .action(.readBooks), refusals: [.knownLater, .amountTooLarge],
        fields: [
            "as_of": FieldNote("The last day that counts; today unless given."),
            "known_at": FieldNote("What was recorded by this instant; now unless given."),
        ])

    public static var isOfMoment: Bool { true }

    public func answer(in view: View) throws -> TrialBalanceReport {
        let known = knownAt ?? view.now
        if known > view.now {
            throw Refusal(.knownLater, "Give an instant that has passed.", at: "/known_at")
        }
        let day = asOf ?? view.today
        let rows = try view.snapshot.rows(
            """
            SELECT a.id, a.code, a.name, a.type, s.currency, s.balance
            FROM (
                SELECT account_id, currency, CAST(SUM(amount) AS BIGINT) AS balance
                FROM entry_line
                WHERE organisation_id = $1 AND day <= $2 AND recorded_at <= $3
                GROUP BY account_id, currency
            ) AS s
            JOIN account a ON a.organisation_id = $1 AND a.id = s.account_id
            ORDER BY s.currency, a.code
            """, [.id(view.actor.organisation), .day(day), .instant(known)],
            TrialBalanceReport.Row.init)
        return TrialBalanceReport(
            asOf: day, knownAt: known, rows: rows, totals: try totals(of: rows))
    }

    private func totals(
        of rows: [TrialBalanceReport.Row]
    ) throws -> [TrialBalanceReport.Sum] {
        var currencies: [Currency] = []
        for row in rows where !currencies.contains(row.debit.currency) {
            currencies.append(row.debit.currency)
        }
        return try currencies.map { currency in
            let mine = rows.filter { $0.debit.currency == currency }
            return TrialBalanceReport.Sum(
                debit: try BooksMoney.sum(mine.map(\.debit), currency),
                credit: try BooksMoney.sum(mine.map(\.credit), currency))
        }
    }
}

extension TrialBalanceReport.Row {
    fileprivate init(_ row: any Storage.Row) throws {
        let balance = try row.money(5, currency: 4)
        let zero = Money.zero(balance.currency)
        accountID = try row.id(0)
        account = AccountName(
            id: accountID, code: try row.text(1), name: try row.text(2),
            kind: try row.choice(3))
        self.balance = balance
        debit = balance.isPositive ? balance : zero
        credit = balance.isNegative ? try balance.negated() : zero
    }
}
