import Ledger

/// The seasonal rest: money of papers that do not exist yet and of purchases without a paper.
///
/// Top down, all trade of a week is one series, forecast like any other. Of it only the share
/// counts that papers known today cannot bring: h weeks ahead, that share is what it was h weeks
/// after each past origin. So a paper that is open today is in `papers` and nowhere else.
public struct FutureTrade: Sendable, Equatable {
    /// Possible courses: what comes in each week. Course i belongs to course i of `outgoing`.
    public var incoming: [[Int64]]
    public var outgoing: [[Int64]]

    public init(incoming: [[Int64]] = [], outgoing: [[Int64]] = []) {
        self.incoming = incoming
        self.outgoing = outgoing
    }

    var isEmpty: Bool { incoming.isEmpty && outgoing.isEmpty }

    func courses(_ direction: CashDirection) -> [[Int64]] {
        direction == .in ? incoming : outgoing
    }

    /// The mean over all courses, to the minor unit.
    func expected(_ direction: CashDirection, week: Int) -> Int64 {
        let courses = courses(direction)
        guard !courses.isEmpty else { return 0 }
        let sum = courses.reduce(Int128(0)) { $0 + Int128($1[week]) }
        return Int64(
            clamping: Rounding.halfUp.quotient(sum, dividedBy: Int128(courses.count)))
    }
}

extension FutureTrade {
    /// Weeks of history that are looked at, and what a forecast of trade needs at least.
    private static let mostWeeks = 157
    static let fewestWeeks = 6
    static let mostCourses = 26

    /// - Parameters:
    ///   - end: up to which day the flows are whole, today or before.
    ///   - most: the most courses that tell of its doubt.
    init(
        _ flows: [TradeFlow], on today: Day, until end: TradeEnd, weeks: Int,
        most: Int = mostCourses
    ) {
        self.init()
        guard let first = flows.map({ $0.day }).min() else { return }
        let count = min(first.days(to: end.day) / 7, Self.mostWeeks)
        guard count >= Self.fewestWeeks else { return }
        let ahead = weeks + (end.day.days(to: today) + 6) / 7
        let origins = Self.origins(count, ahead, most)
        for direction in CashDirection.allCases {
            let own = flows.filter { $0.direction == direction }
            let usual = TradeFlow.usual(own, on: end.day, count: count)
            let record = TradeRecord(usual, until: end, count: count, weeks: ahead)
            let late = LateTrade(own, usual, from: end.day, to: today)
            let courses = record.courses(from: origins).map { late.joined($0, count: weeks) }
            if direction == .in { incoming = courses } else { outgoing = courses }
        }
    }

    /// Weeks before the end at which a forecast can be tried whole.
    private static func origins(_ count: Int, _ weeks: Int, _ most: Int) -> [Int] {
        let latest = count - fewestWeeks
        guard latest >= weeks else { return [] }
        let step = max(1, (latest - weeks) / most + 1)
        return Array(stride(from: weeks, through: latest, by: step))
    }
}
