import Ledger

/// Counts times in whole months, days, workdays, seconds or numbers, as their frequency has it,
/// and says which time such a count is.
struct StepRuler: Sendable {
    /// How many of the units one step has.
    let length: Int64
    private let unit: Unit
    private let form: TimePoint.Form
    private let clock: Int64
    private let monthDay: MonthDay
    /// Days by which times are moved before their month is looked at.
    private let shift: Int

    private enum Unit { case month, day, workday, second, number }

    init(_ frequency: Frequency, of times: [TimePoint], shift: Int = 0) {
        (unit, length) = Self.measure(frequency)
        monthDay = MonthDay(unit == .month ? times.map { $0.day } : [])
        self.shift = shift
        let forms = times.map { $0.form }
        let written = forms.first { $0 != .day } ?? .day
        // Steps within a day need their clock, even where every day is written without.
        form = unit == .second && written == .day ? .moment(separator: " ") : written
        clock = times.first.map { $0.form == .number ? 0 : $0.secondOfDay } ?? 0
    }

    private static func measure(_ frequency: Frequency) -> (Unit, Int64) {
        switch frequency {
        case .yearly: (.month, 12)
        case .quarterly: (.month, 3)
        case .monthly: (.month, 1)
        case .months(let count): (.month, Int64(max(count, 1)))
        case .weekly: (.day, 7)
        case .daily: (.day, 1)
        case .days(let count): (.day, Int64(max(count, 1)))
        case .workdays: (.workday, 1)
        case .hourly: (.second, 3_600)
        case .seconds(let count): (.second, max(count, 1))
        case .counted(let count): (.number, max(count, 1))
        }
    }

    var isOfNumbers: Bool { unit == .number }
    /// Whether a time may lie beside its step only where somebody has named the frequency.
    var isOfClock: Bool { unit == .second }
    var shifts: [Int] { unit == .month ? monthDay.shifts : [0] }

    /// Nil on a weekend, where workdays are counted.
    func place(of time: TimePoint) -> Int64? {
        switch unit {
        case .month: return time.day.adding(days: shift).monthsSinceYearZero
        case .day: return Int64(time.day.daysSinceEpoch)
        case .workday:
            let day = time.day
            guard day.weekday.rawValue <= 5 else { return nil }
            let monday = Int64(day.daysSinceEpoch) - Int64(day.weekday.rawValue - 1)
            return (monday - Self.someMonday) / 7 * 5 + Int64(day.weekday.rawValue - 1)
        case .second, .number: return time.value
        }
    }

    /// 1970-01-05.
    private static let someMonday: Int64 = 4

    /// Nil beyond the calendar, and beyond the numbers that can be read.
    func time(at place: Int64) -> TimePoint? {
        switch unit {
        case .month: return Day(monthsSinceYearZero: place).map { on(monthDay.day(inMonthOf: $0)) }
        case .day: return day(place).map(on)
        case .workday:
            let weekday = StepGrid.rest(of: place, 5)
            return day((place - weekday) / 5 * 7 + Self.someMonday + weekday).map(on)
        case .second:
            let (first, last) = (Day.earliest.daysSinceEpoch, Day.latest.daysSinceEpoch)
            guard Int64(first) * 86_400..<(Int64(last) + 1) * 86_400 ~= place else { return nil }
            return TimePoint(form: form, value: place)
        case .number:
            guard place.magnitude < TimePoint.numberLimit else { return nil }
            return TimePoint(form: form, value: place)
        }
    }

    private func day(_ days: Int64) -> Day? {
        Int32(exactly: days).flatMap { Day(daysSinceEpoch: $0) }
    }

    private func on(_ day: Day) -> TimePoint {
        TimePoint(form: form, value: Int64(day.daysSinceEpoch) * 86_400 + clock)
    }
}
