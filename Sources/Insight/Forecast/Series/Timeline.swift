import Ledger

/// The evenly spaced steps on which a series' times lie, onwards into the future.
public struct Timeline: Sendable {
    public let frequency: Frequency
    public let first: TimePoint
    /// Steps from the first time to the last, both included.
    public let count: Int
    private let isAtMonthEnd: Bool
    private let dayOfMonth: Int

    /// Orders the values by time and gives each step its value, NaN where there is none.
    ///
    /// - Parameter frequency: nil to see it from the times.
    public static func arranged(
        _ times: [TimePoint], _ values: [Double], frequency: Frequency?
    ) throws(ForecastRefusal) -> (timeline: Timeline, values: [Double]) {
        let order = times.indices.sorted { times[$0] < times[$1] }
        guard let start = order.first else { throw .noValues }
        for (left, right) in zip(order, order.dropFirst()) where times[left] == times[right] {
            throw .duplicateTime(times[left].text)
        }
        for time in times where (time.form == .number) != (times[start].form == .number) {
            throw .mixedTimes(time.text)
        }
        let sorted = order.map { times[$0] }
        let seen = frequency ?? Frequency(of: sorted)
        var timeline = Timeline(seen, sorted)
        var slots: [Int] = []
        for time in sorted {
            guard let slot = timeline.slot(of: time), slot != slots.last else {
                // Two values within one step: days are the finest that still orders them.
                guard frequency == nil, seen != .daily, sorted[0].form != .number else {
                    throw .irregularTime(time.text)
                }
                return try arranged(times, values, frequency: .daily)
            }
            slots.append(slot)
        }
        let length = (slots.last ?? 0) + 1
        guard length <= Forecaster.mostValues else { throw .tooManyValues }
        timeline = Timeline(seen, sorted, count: length)
        var filled = [Double](repeating: .nan, count: length)
        for (slot, index) in zip(slots, order) { filled[slot] = values[index] }
        return (timeline, filled)
    }

    private init(_ frequency: Frequency, _ sorted: [TimePoint], count: Int = 0) {
        self.frequency = frequency
        self.count = count
        first = sorted[0]
        let days = sorted.map { $0.day }
        isAtMonthEnd = first.form != .number && days.allSatisfy { $0.isMonthEnd }
        dayOfMonth = days.map { $0.day }.max() ?? 1
    }

    /// The time so many steps after the first.
    public func time(at step: Int) -> TimePoint {
        switch frequency {
        case .yearly: months(12 * step)
        case .quarterly: months(3 * step)
        case .monthly: months(step)
        case .weekly: first.with(day: first.day.adding(days: 7 * step))
        case .daily: first.with(day: first.day.adding(days: step))
        case .workdays: workday(step)
        case .hourly: TimePoint(form: first.form, value: first.value + 3_600 * Int64(step))
        case .seconds(let gap), .counted(let gap):
            TimePoint(form: first.form, value: first.value + gap * Int64(step))
        }
    }

    private func months(_ months: Int) -> TimePoint {
        let start = first.day.monthStart.adding(months: months)
        let day = isAtMonthEnd
            ? start.monthEnd : start.adding(days: min(dayOfMonth, start.monthEnd.day) - 1)
        return first.with(day: day)
    }

    private func workday(_ step: Int) -> TimePoint {
        let weekday = min(first.day.weekday.rawValue, 5) - 1
        let weeks = (weekday + step) / 5
        return first.with(day: first.day.adding(days: 7 * weeks + (weekday + step) % 5 - weekday))
    }

    /// Nil where a time lies on no step.
    private func slot(of time: TimePoint) -> Int? {
        let day = time.day
        let months = (day.year - first.day.year) * 12 + day.month - first.day.month
        let days = first.day.days(to: day)
        switch frequency {
        case .yearly: return day.year - first.day.year
        case .quarterly: return months / 3
        case .monthly: return months
        case .weekly: return days / 7
        case .daily: return days
        case .workdays:
            guard day.weekday.rawValue <= 5 else { return nil }
            let weekday = first.day.weekday.rawValue - 1
            return (days + weekday) / 7 * 5 + day.weekday.rawValue - 1 - weekday
        case .hourly: return Int((time.value - first.value) / 3_600)
        case .seconds(let gap), .counted(let gap):
            return Int((time.value - first.value) / max(gap, 1))
        }
    }
}
