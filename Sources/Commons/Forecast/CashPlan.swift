import Insight
import Ledger
import Storage

extension CashRhythm: Codable {}

/// Money that somebody declared: it comes or goes whatever the books have seen of it.
public struct CashPlan: Codable, Sendable, Hashable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        case recurring, tax, loan, purchase, other
    }

    public let id: ID<CashPlan>
    public let name: String
    public let kind: Kind
    public let direction: Payment.Direction
    public let amount: Money
    /// Whom it is paid to or by. What the books found of this party, of about this amount, is
    /// then left out.
    public let party: PartyName?
    /// The item of the forecast, found in the books, that it stands for.
    public let replaces: String?
    public let rhythm: CashRhythm
    public let firstDay: Day
    public let lastDay: Day?
    /// The money account that it goes through; without one it counts in all of them together alone.
    public let account: AccountName?
    public let createdAt: Instant
}

extension CashPlan {
    static let columns = """
        c.id, c.name, c.kind, c.direction, c.amount, c.currency, c.party_id, p.name, c.rhythm,
        c.first_day, c.last_day, c.replaces, c.created_at, a.id, a.code, a.name, a.type
        """
    static let tables = """
        cash_plan c LEFT JOIN party p
            ON p.organisation_id = c.organisation_id AND p.id = c.party_id
        LEFT JOIN account a
            ON a.organisation_id = c.organisation_id AND a.id = c.account_id
        """

    init(_ row: any Row) throws {
        id = try row.id(0)
        name = try row.text(1)
        kind = try row.choice(2)
        direction = try row.choice(3)
        amount = try row.money(4, currency: 5)
        party = row.isNull(6) ? nil : PartyName(id: try row.id(6), name: try row.text(7))
        rhythm = try row.choice(8)
        firstDay = try row.day(9)
        lastDay = row.isNull(10) ? nil : try row.day(10)
        replaces = try row.textIfAny(11)
        createdAt = try row.instant(12)
        account = row.isNull(13)
            ? nil
            : AccountName(
                id: try row.id(13), code: try row.text(14), name: try row.text(15),
                kind: try row.choice(16))
    }

    var subject: Subject { Subject(kind: "cash_plan", id: id.text) }

    /// The plans that lasted at an instant.
    static func lasting(
        at instant: Instant, of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> [CashPlan] {
        try snapshot.rows(
            """
            SELECT \(columns) FROM \(tables)
            WHERE c.organisation_id = $1 AND c.created_at <= $2
                AND (c.ended_at IS NULL OR c.ended_at > $2)
            ORDER BY c.first_day, c.id
            """, [.id(organisation), .instant(instant)], CashPlan.init)
    }
}

extension CashPlan: CashSource {
    static func items(
        for question: CashQuestion, in snapshot: any Snapshot
    ) throws -> [DeclaredCash] {
        // One that names no account counts in the whole only. One of another account brings nothing
        // here, but what it stands for is not expected here any more either.
        let plans = try asked(by: question, in: snapshot)
            .filter { question.account == nil || $0.account != nil }
        return plans.map { plan in
            let isElsewhere = question.account.map { $0 != plan.account?.id } ?? false
            let item = CashItem(
                id: plan.id.text, name: plan.name, source: .declared,
                direction: plan.direction == .in ? .in : .out, party: plan.party?.id.text,
                days: isElsewhere ? [] : plan.days(in: question),
                amounts: [plan.amount.minorUnits])
            return DeclaredCash(
                item, plan.rhythm, from: plan.firstDay, until: plan.lastDay,
                replaces: plan.replaces, key: CashBooks.key(of: plan.name),
                isAllOfParty: plan.kind == .tax || plan.kind == .loan,
                declaredAt: plan.createdAt)
        }
    }

    static func covered(by question: CashQuestion, in snapshot: any Snapshot) throws
        -> Set<CashBasis.Gap>
    {
        // What is over says nothing of what comes.
        let plans = try asked(by: question, in: snapshot)
            .filter { plan in plan.lastDay.map { $0 > question.asOf } ?? true }
        var covered: Set<CashBasis.Gap> = []
        if plans.contains(where: { $0.kind == .tax }) { covered.insert(.taxesUndeclared) }
        if plans.contains(where: { $0.kind == .loan }) { covered.insert(.loansUndeclared) }
        return covered
    }

    static func leavesOut(for question: CashQuestion, in snapshot: any Snapshot) throws -> Bool {
        guard question.account != nil else { return false }
        return try asked(by: question, in: snapshot)
            .contains { $0.account == nil && !$0.days(in: question).isEmpty }
    }

    private static func asked(
        by question: CashQuestion, in snapshot: any Snapshot
    ) throws -> [CashPlan] {
        try lasting(at: question.knownAt, of: question.organisation, in: snapshot)
            .filter { $0.amount.currency == question.currency }
    }

    /// Its days within the question's weeks. Without one it still says what the found item no
    /// longer is.
    private func days(in question: CashQuestion) -> [Day] {
        let start = question.asOf.adding(days: 1)
        let end = question.asOf.adding(days: 7 * question.weeks)
        let last = min(lastDay ?? end, end)
        return last < start ? [] : rhythm.days(from: firstDay, within: start...last)
    }
}
