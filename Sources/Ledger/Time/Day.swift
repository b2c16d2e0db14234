/// A calendar day (proleptic Gregorian), without time or zone, from 0001-01-01 to 9999-12-31.
public struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    public let daysSinceEpoch: Int32

    public static let earliest = Day(unchecked: -719_162)
    public static let latest = Day(unchecked: 2_932_896)

    /// Nil outside the years 1 to 9999.
    public init?(daysSinceEpoch: Int32) {
        guard Self.earliest.daysSinceEpoch...Self.latest.daysSinceEpoch ~= daysSinceEpoch else {
            return nil
        }
        self.daysSinceEpoch = daysSinceEpoch
    }

    /// Nil for a day that the calendar does not have.
    public init?(year: Int, month: Int, day: Int) {
        guard 1...9999 ~= year, 1...12 ~= month,
            day >= 1, day <= Self.length(ofMonth: month, year: year)
        else { return nil }
        self.init(unchecked: Self.daysSinceEpoch(year: year, month: month, day: day))
    }

    /// Reads `2026-11-23` and nothing else.
    public init?(iso text: String) {
        var reader = DigitReader(text)
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2),
            reader.skip("-"), let day = reader.number(2), reader.isAtEnd
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    private init(unchecked days: Int32) { daysSinceEpoch = days }

    /// `2026-11-23`.
    public var iso: String {
        let (year, month, day) = components
        return DigitReader.padded(year, 4) + "-" + DigitReader.padded(month, 2) + "-"
            + DigitReader.padded(day, 2)
    }

    public var year: Int { components.year }
    public var month: Int { components.month }
    public var day: Int { components.day }

    public var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        let index = (Int(daysSinceEpoch) + 3) % 7
        return Weekday(rawValue: (index + 7) % 7 + 1) ?? .monday
    }

    /// H. Hinnant, chrono-compatible low-level date algorithms: years that begin in March put the
    /// leap day last, and the Gregorian calendar repeats every 146,097 days.
    public var components: (year: Int, month: Int, day: Int) {
        let shifted = Int(daysSinceEpoch) + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int32 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear % 400
        let shiftedMonth = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int32(era * 146_097 + dayOfEra - 719_468)
    }

    public static func < (left: Day, right: Day) -> Bool {
        left.daysSinceEpoch < right.daysSinceEpoch
    }
}

extension Day: CustomStringConvertible {
    public var description: String { iso }
}
