import Ledger

/// The same forecast at earlier dates, each from what was known by its end. What one date says
/// does not depend on who asks, so that each is made once.
struct CashPast {
    /// The quantiles of one week's balance.
    struct Band {
        var p10: Int64
        var p50: Int64
        var p90: Int64

        /// Half of its width.
        var half: Double { max(Double(p90) - Double(p10), 0) / 2 }
    }

    private let history: CashHistory
    private let weeks: Int
    private let end: (Day) -> Instant
    private var bands: [Day: [Band]] = [:]

    /// Days from one date to the one before.
    static let step = 28
    /// Days of books that a forecast needs before its date to be tried.
    private static let daysNeeded = 120

    /// Courses of trade that say how wide a past band was; all of them would cost a second.
    private static let courses = 8

    init(_ history: CashHistory, weeks: Int, end: @escaping (Day) -> Instant) {
        self.history = history
        self.weeks = weeks
        self.end = end
    }

    /// What was known by the end of a date; nil where that is too little to be tried.
    func known(on date: Day) -> CashHistory? {
        let known = history.known(at: end(date))
        guard let first = known.movements.first?.day, first.days(to: date) >= Self.daysNeeded
        else { return nil }
        return known
    }

    /// What a forecast of a date says without having learnt from its own misses.
    mutating func bands(on date: Day) -> [Band]? {
        if let made = bands[date] { return made }
        guard let known = known(on: date) else { return nil }
        let made = Self.bands(
            of: CashBasis(plain: known, asOf: date, weeks: weeks, seed: 1, courses: Self.courses))
        bands[date] = made
        return made
    }

    static func bands(of basis: CashBasis) -> [Band] {
        CashForecast(basis).weeks.map { Band(p10: $0.p10, p50: $0.p50, p90: $0.p90) }
    }
}

/// The balance at the end of any day.
struct BalanceLine {
    private var days: [Day] = []
    private var ends: [Int64]

    init(_ history: CashHistory) {
        ends = [history.before]
        for movement in history.movements {
            days.append(movement.day)
            ends.append((ends.last ?? 0).addingClamped(movement.amount))
        }
    }

    subscript(day: Day) -> Int64 {
        var (low, high) = (0, days.count)
        while low < high {
            let middle = (low + high) / 2
            if days[middle] <= day { low = middle + 1 } else { high = middle }
        }
        return ends[low]
    }
}
