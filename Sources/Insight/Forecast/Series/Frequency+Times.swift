import Ledger

extension Frequency {
    /// The frequency of distinct times in rising order: that of the gap which at least half of
    /// them show. Nil where no gap is so common, or where it says nothing of the others.
    init?(of times: [TimePoint]) {
        guard let first = times.first, first.form != .number else {
            self = .counted(Self.numbers(times.map { $0.value }))
            return
        }
        let gap = CommonGap(times.map { $0.value })
        let isOfDays = times.allSatisfy { $0.secondOfDay == first.secondOfDay }
        guard isOfDays || gap.isUsual && gap.length.isMultiple(of: 86_400) else {
            guard gap.isUsual else { return nil }
            self = .every(seconds: gap.length)
            return
        }
        guard let seen = Self.calendar(times.map { $0.day }) else { return nil }
        self = seen
    }

    /// The usual gap, otherwise the least: whether all numbers lie on it is seen later.
    private static func numbers(_ numbers: [Int64]) -> Int64 {
        let gap = CommonGap(numbers)
        return gap.isUsual ? gap.length : max(gap.least, 1)
    }

    private static func calendar(_ days: [Day]) -> Frequency? {
        guard days.count > 1 else { return .daily }
        let months = CommonGap(days.map { $0.monthsSinceYearZero })
        let isOfMonths = months.isUsual && months.length > 0
        if isOfMonths, MonthDay(days).share > 0.5 { return .every(months: Int(months.length)) }
        let places = days.map { Int64($0.daysSinceEpoch) }
        let gap = CommonGap(places)
        if gap.isUsual, gap.length > 0, holds(gap, places) {
            return gap.length == 1 ? daily(days) : .every(days: Int(gap.length))
        }
        // Days of which many are left out: those on which nothing was sold, say.
        if !isOfMonths, gap.least == 1, 5 * gap.leastCount >= places.count { return daily(days) }
        // The last Friday of each month, say.
        return isOfMonths && months.least > 0 ? .every(months: Int(months.length)) : nil
    }

    private static func daily(_ days: [Day]) -> Frequency {
        skipsWeekends(days) ? .workdays : .every(days: 1)
    }

    /// Weeks and more may have a day that was moved; of shorter steps each gap is a multiple.
    private static func holds(_ gap: CommonGap, _ places: [Int64]) -> Bool {
        guard gap.length >= 7 else { return gap.dividesAll }
        let rest = StepGrid.commonRest(of: places, gap.length)
        return 2 * places.count { StepGrid.rest(of: $0, gap.length) == rest } > places.count
    }

    private static func skipsWeekends(_ days: [Day]) -> Bool {
        guard let first = days.first, let last = days.last, first.days(to: last) >= 14 else {
            return false
        }
        return days.allSatisfy { $0.weekday.rawValue <= 5 }
    }
}

/// The gap that is seen most often between rising whole numbers, the shortest of several.
private struct CommonGap {
    private(set) var length: Int64 = 0
    /// Whether every other gap is a multiple of it.
    let dividesAll: Bool
    /// Whether it is that of more than half of the gaps, or of half where it divides the others.
    let isUsual: Bool
    let least: Int64
    let leastCount: Int

    init(_ places: [Int64]) {
        let gaps = zip(places.dropFirst(), places).map { $0 - $1 }.sorted()
        var (most, run) = (0, 0)
        for (index, gap) in gaps.enumerated() {
            run = index > 0 && gaps[index - 1] == gap ? run + 1 : 1
            if run > most { (most, length) = (run, gap) }
        }
        let length = length
        let least = gaps.first ?? 0
        self.least = least
        leastCount = gaps.count { $0 == least }
        dividesAll = length > 0 && gaps.allSatisfy { $0.isMultiple(of: length) }
        isUsual = 2 * most > gaps.count || 2 * most == gaps.count && dividesAll
    }
}
