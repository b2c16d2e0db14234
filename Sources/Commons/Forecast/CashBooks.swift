import Insight
import Ledger
import Storage

/// Reads the facts of a cash forecast from the books.
struct CashBooks {
    let organisation: ID<Organisation>
    let currency: Currency
    /// One money account alone; nil for all of them together, where transfers cancel out.
    let account: ID<Account>?
    /// The last day that is asked about, and the moment until which facts count.
    let asOf: Day
    let knownAt: Instant

    /// Three years say what recurs and how the seasons go.
    private static let daysRead = 3 * 366
    static let moneyRoles = "('cash', 'bank', 'mobile_money')"

    var ofAllAccounts: CashBooks {
        CashBooks(
            organisation: organisation, currency: currency, account: nil, asOf: asOf,
            knownAt: knownAt)
    }

    var since: Day { asOf.adding(days: -Self.daysRead) }

    func history(in snapshot: any Snapshot) throws -> CashHistory {
        let capital = try self.capital(in: snapshot)
        let names = try self.names(in: snapshot)
        return CashHistory(
            currency: currency, before: try before(in: snapshot),
            papers: try papers(in: snapshot, capital), settlings: try settlings(in: snapshot),
            movements: try movements(in: snapshot, capital), names: names,
            wordings: names.mapValues { Self.key(of: $0) })
    }

    /// Money accounts with what lay on them then, in their currency.
    func accounts(in snapshot: any Snapshot) throws -> [CashAccount] {
        try snapshot.rows(
            """
            SELECT a.id, a.code, a.name,
                CAST(COALESCE((SELECT SUM(l.amount) FROM entry_line l
                    WHERE l.organisation_id = a.organisation_id AND l.account_id = a.id
                        AND l.currency = b.currency AND l.day <= $2 AND l.recorded_at <= $3
                ), 0) AS BIGINT),
                b.currency
            FROM account a
            JOIN account_balance b
                ON b.organisation_id = a.organisation_id AND b.account_id = a.id
            WHERE a.organisation_id = $1 AND a.role IN \(Self.moneyRoles)
            ORDER BY a.code, b.currency
            """, [.id(organisation), .day(asOf), .instant(knownAt)]
        ) { row in
            CashAccount(
                id: try row.id(0), code: try row.text(1), name: try row.text(2),
                balance: try row.money(3, currency: 4))
        }
    }

    /// The account's condition and its value, after `count` other values.
    private func narrowed(_ column: String, after count: Int) -> (sql: String, values: [Value]) {
        guard let account else { return ("", []) }
        return (" AND \(column) = $\(count + 1)", [.id(account)])
    }

    private func before(in snapshot: any Snapshot) throws -> Int64 {
        let narrow = narrowed("l.account_id", after: 4)
        return try snapshot.first(
            """
            SELECT \(WideSum.columns("l.amount")) FROM entry_line l
            JOIN account a ON a.organisation_id = l.organisation_id AND a.id = l.account_id
            WHERE l.organisation_id = $1 AND l.currency = $2 AND l.day < $3
                AND l.recorded_at <= $4 AND a.role IN \(Self.moneyRoles)\(narrow.sql)
            """,
            [.id(organisation), .text(currency.code), .day(since), .instant(knownAt)]
                + narrow.values
        ) { try WideSum.read($0, from: 0) } ?? 0
    }

    private func movements(
        in snapshot: any Snapshot, _ capital: Capital
    ) throws -> [CashHistory.Movement] {
        let narrow = narrowed("l.account_id", after: 3)
        return try snapshot.rows(
            """
            SELECT m.day, m.amount, m.recorded_at, e.payment_id,
                COALESCE(p.party_id, d.party_id), e.description, e.id, e.reverses_id
            FROM (
                SELECT l.entry_id, l.day, l.recorded_at, CAST(SUM(l.amount) AS BIGINT) AS amount
                FROM entry_line l
                JOIN account a ON a.organisation_id = l.organisation_id AND a.id = l.account_id
                WHERE l.organisation_id = $1 AND l.currency = $2 AND l.day >= $3
                    AND a.role IN \(Self.moneyRoles)\(narrow.sql)
                GROUP BY l.entry_id, l.day, l.recorded_at
                HAVING SUM(l.amount) <> 0
            ) AS m
            JOIN entry e ON e.organisation_id = $1 AND e.id = m.entry_id
            LEFT JOIN payment p ON p.organisation_id = $1 AND p.id = e.payment_id
            LEFT JOIN document d ON d.organisation_id = $1 AND d.id = e.document_id
            ORDER BY m.day, m.entry_id
            """, [.id(organisation), .text(currency.code), .day(since)] + narrow.values
        ) { row in
            let party = try row.textIfAny(4)
            let wording = try row.text(5)
            let entry = try row.text(6)
            return CashHistory.Movement(
                day: try row.day(0), amount: try row.integer(1), payment: try row.textIfAny(3),
                party: party, key: party ?? Self.key(of: wording), name: wording,
                knownAt: try row.instant(2), entry: entry, undoes: try row.textIfAny(7),
                wording: Self.key(of: wording), capital: -(capital.entries[entry] ?? 0))
        }
    }

    /// Letters alone: numbers and dates in a wording change from month to month.
    static func key(of wording: String) -> String {
        let letters = wording.lowercased().unicodeScalars.map { scalar in
            scalar.properties.isAlphabetic ? Character(scalar) : " "
        }
        let words = String(letters).split(separator: " ")
        return words.isEmpty ? "-" : words.joined(separator: "-")
    }

    private func papers(
        in snapshot: any Snapshot, _ capital: Capital
    ) throws -> [CashHistory.Paper] {
        let usual = try account.map { _ in try UsualAccounts(self, in: snapshot) }
        return try snapshot.rows(
            """
            SELECT d.id, COALESCE(d.number, ''), d.party_id, d.kind, d.day,
                COALESCE(d.due_day, d.day), d.payable, d.withheld, d.issued_at, v.recorded_at
            FROM document d
            LEFT JOIN entry v ON v.organisation_id = d.organisation_id
                AND v.document_id = d.id AND v.kind = 'void'
            WHERE d.organisation_id = $1 AND d.currency = $2 AND d.kind IN ('invoice', 'bill')
                AND d.issued_at IS NOT NULL AND (d.day >= $3 OR d.payable <> \(DocumentSQL.settled))
            ORDER BY d.day, d.id
            """, [.id(organisation), .text(currency.code), .day(since)]
        ) { row in
            let (id, party) = (try row.text(0), try row.text(2))
            return CashHistory.Paper(
                id: id, number: try row.text(1), party: party,
                direction: try row.text(3) == "invoice" ? .in : .out, day: try row.day(4),
                due: try row.day(5), amount: try row.integer(6), withheld: try row.integer(7),
                knownAt: try row.instant(8), voidAt: try row.instantIfAny(9),
                isElsewhere: usual.map { $0.account(of: party) != account?.text } ?? false,
                capital: capital.papers[id] ?? 0)
        }
    }

    private func settlings(in snapshot: any Snapshot) throws -> [CashHistory.Settling] {
        try snapshot.rows(
            """
            SELECT COALESCE(a.document_id, ''), a.payment_id, COALESCE(p.day, a.day), a.amount,
                a.recorded_at, a.refund_id
            FROM allocation a
            LEFT JOIN document d ON d.organisation_id = a.organisation_id AND d.id = a.document_id
            LEFT JOIN payment p ON p.organisation_id = a.organisation_id AND p.id = a.payment_id
            WHERE a.organisation_id = $1 AND a.currency = $2
                AND (d.id IS NULL OR d.kind IN ('invoice', 'bill'))
                AND (COALESCE(p.day, a.day) >= $3 OR d.id IS NOT NULL
                    AND (d.day >= $3 OR d.payable <> \(DocumentSQL.settled)))
            ORDER BY a.recorded_at, a.id
            """, [.id(organisation), .text(currency.code), .day(since)]
        ) { row in
            CashHistory.Settling(
                paper: try row.text(0), payment: try row.textIfAny(1), day: try row.day(2),
                amount: try row.integer(3), knownAt: try row.instant(4),
                refund: try row.textIfAny(5))
        }
    }

    private func names(in snapshot: any Snapshot) throws -> [String: String] {
        var names: [String: String] = [:]
        try snapshot.each(
            "SELECT id, name FROM party WHERE organisation_id = $1", [.id(organisation)]
        ) { names[try $0.text(0)] = try $0.text(1) }
        return names
    }
}

/// Through which account each party's money goes mostly; whoever never paid nor was paid goes the
/// way of most.
private struct UsualAccounts {
    private var byParty: [String: (account: String, count: Int64)] = [:]
    private var main: String?

    init(_ books: CashBooks, in snapshot: any Snapshot) throws {
        var all: [String: Int64] = [:]
        let first = try snapshot.first(
            """
            SELECT id FROM account WHERE organisation_id = $1 AND role IN \(CashBooks.moneyRoles)
            ORDER BY code LIMIT 1
            """, [.id(books.organisation)]
        ) { try $0.text(0) }
        try snapshot.each(
            """
            SELECT party_id, account_id, COUNT(*) FROM payment
            WHERE organisation_id = $1 AND day >= $2 AND day <= $3 AND created_at <= $4
            GROUP BY party_id, account_id ORDER BY party_id, account_id
            """,
            [
                .id(books.organisation), .day(books.since), .day(books.asOf),
                .instant(books.knownAt),
            ]
        ) { row in
            let (party, account, used) =
                (try row.text(0), try row.text(1), try row.integer(2))
            all[account, default: 0] += used
            if used > byParty[party]?.count ?? 0 { byParty[party] = (account, used) }
        }
        let most = all.max { ($0.value, $1.key) < ($1.value, $0.key) }
        main = (most?.value ?? 0) > 0 ? most?.key : first
    }

    func account(of party: String) -> String? { byParty[party]?.account ?? main }
}

/// A money account as a forecast may be narrowed to it.
public struct CashAccount: Codable, Sendable {
    public let id: ID<Account>
    public let code: String
    public let name: String
    public let balance: Money
}
