import Insight
import Ledger
import Storage

/// Something that knows of money to come besides open papers and the books' own habits. A noun
/// that has such knowledge (loans with their instalments, taxes with their days) declares one and
/// lists it in `CashSources.all`; nothing else changes.
protocol CashSource: Sendable {
    /// What it knows of the days from `question.asOf` on, as far as it was known then.
    static func items(
        for question: CashQuestion, in snapshot: any Snapshot
    ) throws -> [DeclaredCash]
    /// What a forecast lacks while this source and its like know nothing of that kind.
    static func covered(by question: CashQuestion, in snapshot: any Snapshot) throws
        -> Set<CashBasis.Gap>
    /// Whether it knows of money that comes in these weeks and that this question leaves out.
    static func leavesOut(for question: CashQuestion, in snapshot: any Snapshot) throws -> Bool
}

enum CashSources {
    static let all: [any CashSource.Type] = [CashPlan.self]

    static func items(
        for question: CashQuestion, in snapshot: any Snapshot
    ) throws -> [DeclaredCash] {
        try all.flatMap { try $0.items(for: question, in: snapshot) }
    }

    /// What nobody has said anything about, and what was said and is left out.
    static func gaps(for question: CashQuestion, in snapshot: any Snapshot) throws
        -> [CashBasis.Gap]
    {
        var gaps: Set<CashBasis.Gap> = [.taxesUndeclared, .loansUndeclared]
        for source in all {
            gaps.subtract(try source.covered(by: question, in: snapshot))
            if try source.leavesOut(for: question, in: snapshot) { gaps.insert(.plansLeftOut) }
        }
        return CashBasis.Gap.allCases.filter { gaps.contains($0) }
    }
}

/// What a cash forecast is asked about.
struct CashQuestion: Sendable {
    let organisation: ID<Organisation>
    let currency: Currency
    let account: ID<Account>?
    let asOf: Day
    private(set) var knownAt: Instant
    let weeks: Int
    /// Whether its answer is a record: it is asked of today and of as many weeks as the pages show.
    /// Everything else could be asked without end.
    let isKept: Bool
    /// Whether `asOf` is past where the organisation is: of today more will be booked.
    let isOver: Bool
    /// In which the organisation's days end.
    let zone: BusinessZone

    private static let usualWeeks = 13

    /// Of today what is known now, of an earlier day what was known by its end.
    init(
        _ organisation: ID<Organisation>, currency: Currency, account: ID<Account>?, asOf: Day?,
        weeks: Int?, in zone: BusinessZone, now: Instant, pointer: String?
    ) throws(Refusal) {
        let today = zone.day(at: now)
        let day = asOf ?? today
        guard day <= today else {
            throw Refusal(.knownLater, "Give a day that has come.", at: pointer)
        }
        self.organisation = organisation
        self.currency = currency
        self.account = account
        self.asOf = day
        isOver = day < today
        knownAt = isOver ? zone.end(of: day) : now
        self.weeks = weeks ?? Self.usualWeeks
        isKept = !isOver && self.weeks == Self.usualWeeks
        self.zone = zone
    }

    /// The question as of books of which `change` is the last: one that was written after the
    /// question was asked, or by a node whose clock is ahead, belongs to what is known today.
    func seeing(_ change: BooksChange?) -> CashQuestion {
        guard !isOver, let change, change.at > knownAt else { return self }
        var question = self
        question.knownAt = change.at
        return question
    }

    var books: CashBooks {
        CashBooks(
            organisation: organisation, currency: currency, account: account, asOf: asOf,
            knownAt: knownAt)
    }

    /// All facts until `knownAt`, with what was declared by then.
    func history(in snapshot: any Snapshot) throws -> CashHistory {
        var history = try books.history(in: snapshot).known(at: knownAt)
        history.declared = try CashSources.items(for: self, in: snapshot)
        guard account != nil, history.declared.contains(where: { !$0.item.days.isEmpty }) else {
            return history
        }
        // What one account is to pay may have been paid from another.
        let whole = try books.ofAllAccounts.history(in: snapshot).known(at: knownAt)
        history.declared = history.declared.map { $0.netted(by: whole, on: asOf) }
        return history
    }

    var days: CashDays {
        let zone = zone
        return CashDays(day: { zone.day(at: $0) }, end: { zone.end(of: $0) })
    }

    func basis(of history: CashHistory, gaps: [CashBasis.Gap]) -> CashBasis {
        var basis = CashBasis(history, asOf: asOf, weeks: weeks, isOver: isOver, days: days)
        basis.gaps += gaps
        return basis
    }
}
