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

    /// Books with what says how their facts were entered.
    struct Seen {
        var history: CashHistory
        var entering: CashEntering
    }

    /// Who asks later may see more entered afterwards, and then sees each date otherwise.
    private struct Key: Hashable {
        var date: Day
        var entering: CashEntering
    }

    private let weeks: Int
    private let days: CashDays
    private var bands: [Key: [Band]] = [:]

    /// Days from one date to the one before.
    static let step = 28
    /// Days of books that a forecast needs before its date to be tried.
    private static let daysNeeded = 120

    /// Courses of trade that say how wide a past band was; all of them would cost a second.
    private static let courses = 8

    init(weeks: Int, days: CashDays) {
        self.weeks = weeks
        self.days = days
    }

    func seen(_ history: CashHistory) -> Seen {
        var history = history
        let entering = CashEntering(&history, days)
        return Seen(history: history, entering: entering)
    }

    /// What was recorded by the end of a date; nil where that is too little to be tried.
    func known(_ history: CashHistory, on date: Day) -> CashHistory? {
        let known = history.known(at: days.end(date))
        return Self.isTried(known, on: date) ? known : nil
    }

    /// The opening balance alone, or what owners brought, is no past of trade.
    private static func isTried(_ known: CashHistory, on date: Day) -> Bool {
        known.firstEarned.map { $0.days(to: date) >= daysNeeded } ?? false
    }

    /// What a forecast of a date says without having learnt from its own misses.
    mutating func bands(of books: Seen, on date: Day) -> [Band]? {
        let key = Key(date: date, entering: books.entering)
        if let made = bands[key] { return made }
        let known = books.history.seen(at: days.end(date))
        guard Self.isTried(known, on: date) else { return nil }
        let made = Self.bands(
            of: CashBasis(
                plain: known, asOf: date, weeks: weeks, seed: 1, lag: books.entering.papers,
                courses: Self.courses))
        bands[key] = made
        return made
    }

    static func bands(of basis: CashBasis) -> [Band] {
        CashForecast(basis).weeks.map { Band(p10: $0.p10, p50: $0.p50, p90: $0.p90) }
    }
}

extension CashHistory {
    /// The day of the first movement that is more than owners' or lenders' money.
    var firstEarned: Day? {
        movements.first { Int64(clamping: $0.amount.magnitude) > $0.heldCapital }?.day
    }

    /// Without what owners and lenders gave or got back, or what bought property, by entries that
    /// do not recur: a forecast expects none of it, and missed nothing of its own.
    func withoutCapital(on day: Day, weeks: Int) -> CashHistory {
        let recurring = RecurringCash(self, on: day, until: day.adding(days: 7 * weeks)).movements
        var rest = self
        rest.movements = movements.map { movement in
            guard movement.heldCapital > 0, !recurring.contains(RecurringCash.mark(movement))
            else { return movement }
            var rest = movement
            rest.amount -= movement.amount > 0 ? movement.heldCapital : -movement.heldCapital
            return rest
        }
        return rest
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
