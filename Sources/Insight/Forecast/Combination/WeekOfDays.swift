/// The week of a series whose steps are parts of a day, as one season of all its steps: a Saturday
/// may have another course than a Monday, and not another level alone.
enum WeekOfDays {
    private static let days = 7
    /// Fewer weeks do not tell a day's own from its weekday's.
    static let fewestWeeks = 3

    /// Steps of a week.
    static func length(day: Int) -> Int { days * day }

    /// Whether the same step of other weeks tells more of a value than the same step of other days
    /// does, the level taken away and no value telling of itself.
    static func isSeen(in values: [Double], day: Int) -> Bool {
        let week = length(day: day)
        guard day > 1, values.count >= fewestWeeks * week else { return false }
        let level = level(of: values, over: week)
        let away = zip(values, level).map { $0 - $1 }
        return miss(away, season: week) < miss(away, season: day)
    }

    /// The mean over a week around each value, held at both ends.
    static func level(of values: [Double], over week: Int) -> [Double] {
        let before = week / 2
        let last = values.count - week
        var sum = values[..<week].reduce(0, +)
        var means = [sum / Double(week)]
        for start in 0..<last {
            sum += values[start + week] - values[start]
            means.append(sum / Double(week))
        }
        return values.indices.map { means[min(max($0 - before, 0), last)] }
    }

    /// The sum of absolute differences from the mean of a season's same step elsewhere.
    private static func miss(_ values: [Double], season: Int) -> Double {
        var sums = [Double](repeating: 0, count: season)
        var counts = sums
        for (step, value) in values.enumerated() {
            sums[step % season] += value
            counts[step % season] += 1
        }
        return values.enumerated().reduce(0) { sum, item in
            let place = item.offset % season
            let others = (sums[place] - item.element) / max(counts[place] - 1, 1)
            return sum + (item.element - others).magnitude
        }
    }

    /// The week's season, added or multiplied, whichever the values lie closer to.
    static func adjustment(of values: [Double], week: Int) -> SeasonalAdjustment {
        let added = SeasonalAdjustment(values, season: week, form: .additive)
        guard values.count >= week, values.allSatisfy({ $0 > 0 }) else { return added }
        let multiplied = SeasonalAdjustment(values, season: week, form: .multiplicative)
        guard multiplied.indices.allSatisfy({ $0 >= 0.01 }) else { return added }
        let level = level(of: values, over: week)
        func miss(_ adjustment: SeasonalAdjustment) -> Double {
            zip(values, adjustment.restored(to: level, from: 0))
                .reduce(0) { $0 + ($1.0 - $1.1).magnitude }
        }
        return miss(multiplied) < 0.99 * miss(added) ? multiplied : added
    }
}
