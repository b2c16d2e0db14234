import Ledger

/// The cash of the coming weeks: what lies on the accounts at the end of each, how sure that is,
/// what makes it, and the day on which it may not be enough. Amounts are minor units.
public struct CashForecast: Sendable, Equatable {
    /// What a part of a week's money comes from.
    public enum Cause: String, Sendable, CaseIterable {
        /// Papers that are open today.
        case papers
        /// What recurs or was declared.
        case item
        /// Trade that is still to come.
        case trade
    }

    /// One reason for a week's change.
    public struct Part: Sendable, Equatable {
        public var cause: Cause
        public var direction: CashDirection
        /// The party's id, or the item's; nil for trade.
        public var subject: String?
        /// Expected money of the week: positive when it comes.
        public var amount: Int64
        /// The open papers that it is made of; empty otherwise.
        public var papers: [PaperPart]
    }

    public struct PaperPart: Sendable, Equatable {
        public var id: String
        /// What of it is expected in the week.
        public var amount: Int64
        /// The chance, in millionths, that it is paid in the week.
        public var chance: Int64
    }

    public struct Week: Sendable, Equatable {
        public var start: Day
        public var end: Day
        /// The balance at the end of the week: one chance in ten to be less.
        public var p10: Int64
        public var p50: Int64
        /// One chance in ten to be more.
        public var p90: Int64
        /// The opening balance and all parts until here; the mean, where p50 is the middle.
        public var expected: Int64
        /// The chance, in millionths, that money ran out on some day until the end of the week.
        public var short: Int64
        /// What changes the expected balance in this week; their sum is that change.
        public var parts: [Part]
    }

    /// When money may run out.
    public struct Shortage: Sendable, Equatable {
        /// In millionths, of any day within the forecast.
        public var chance: Int64
        /// The middle of the first days without money, over the courses that have one.
        public var day: Day
        /// The middle of what is missing where a course lacks most, over the same courses.
        public var amount: Int64
    }

    public var currency: Currency
    public var asOf: Day
    public var opening: Int64
    public var weeks: [Week]
    public var shortage: Shortage?

    public init(_ basis: CashBasis, scenario: CashScenario = CashScenario()) {
        currency = basis.currency
        asOf = basis.asOf
        opening = basis.opening
        let plan = CashPlan(basis, scenario)
        let courses = CashCourses(plan)
        var expected = basis.opening
        weeks = (0..<basis.weeks).map { week in
            let parts = plan.parts(of: week)
            expected = parts.reduce(expected) { $0.addingClamped($1.amount) }
            let ends = courses.balances(at: 7 * week + 6).sorted()
            return Week(
                start: basis.asOf.adding(days: 7 * week + 1),
                end: basis.asOf.adding(days: 7 * week + 7),
                p10: ends[ends.count / 10], p50: ends[ends.count / 2],
                p90: ends[ends.count * 9 / 10], expected: expected,
                short: courses.short(until: 7 * week + 6), parts: parts)
        }
        shortage = courses.shortage(after: basis.asOf)
    }
}
