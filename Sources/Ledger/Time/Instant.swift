/// A moment in microseconds since 1970-01-01T00:00:00Z, without leap seconds.
public struct Instant: Hashable, Comparable, Sendable {
    public let microseconds: Int64

    static let microsecondsPerSecond: Int64 = 1_000_000
    static let secondsPerDay: Int64 = 86_400

    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// The given time of that day in UTC.
    public init(_ day: Day, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        let seconds =
            Int64(day.daysSinceEpoch) * Self.secondsPerDay
            + Int64(hour * 3_600 + minute * 60 + second)
        microseconds = seconds * Self.microsecondsPerSecond
    }

    /// Reads RFC 3339: `2026-11-23T10:15:00.25+03:00`. Capital `T` and `Z`; digits beyond the
    /// microsecond are cut off; leap seconds and unknown offsets (`-00:00`) are refused.
    public init?(rfc3339 text: String) {
        var reader = DigitReader(text)
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2),
            reader.skip("-"), let dayOfMonth = reader.number(2), reader.skip("T"),
            let day = Day(year: year, month: month, day: dayOfMonth),
            let hour = reader.number(2), hour < 24, reader.skip(":"),
            let minute = reader.number(2), minute < 60, reader.skip(":"),
            let second = reader.number(2), second < 60,
            let fraction = Self.fraction(&reader), let offset = Self.offsetMinutes(&reader),
            reader.isAtEnd
        else { return nil }
        let start = Instant(day, hour: hour, minute: minute, second: second)
        microseconds =
            start.microseconds + fraction - offset * 60 * Self.microsecondsPerSecond
    }

    /// RFC 3339 in UTC; six decimals of the second unless they are zero. Moments outside the years
    /// 1 to 9999, which the form cannot hold, are written as its first or last day.
    public var rfc3339: String {
        let (seconds, fraction) = Self.floorDivide(microseconds, Self.microsecondsPerSecond)
        let (_, time) = Self.floorDivide(seconds, Self.secondsPerDay)
        let clock = Int(time)
        var text = day.iso + "T" + DigitReader.padded(clock / 3_600, 2) + ":"
        text += DigitReader.padded(clock / 60 % 60, 2) + ":" + DigitReader.padded(clock % 60, 2)
        if fraction != 0 { text += "." + DigitReader.padded(Int(fraction), 6) }
        return text + "Z"
    }

    /// The day in UTC.
    public var day: Day { day(offsetMinutes: 0) }

    /// The day where clocks are so many minutes ahead of UTC (East Africa: 180).
    public func day(offsetMinutes: Int) -> Day {
        let seconds = Self.floorDivide(microseconds, Self.microsecondsPerSecond).quotient
        let days = Self.floorDivide(
            seconds + Int64(offsetMinutes) * 60, Self.secondsPerDay
        ).quotient
        guard let epoch = Day(daysSinceEpoch: 0) else { return .earliest }
        return epoch.adding(days: Int(days))
    }

    /// Whole milliseconds since the epoch, cut toward the past.
    public var milliseconds: Int64 { Self.floorDivide(microseconds, 1_000).quotient }

    /// Later by so many microseconds, within the range of Int64.
    public func adding(microseconds more: Int64) -> Instant {
        let (sum, overflow) = microseconds.addingReportingOverflow(more)
        if overflow { return Instant(microseconds: more < 0 ? .min : .max) }
        return Instant(microseconds: sum)
    }

    /// Later by so many seconds, within the range of Int64 microseconds.
    public func adding(seconds: Int64) -> Instant {
        let (product, overflow) = seconds.multipliedReportingOverflow(
            by: Self.microsecondsPerSecond)
        if overflow { return Instant(microseconds: seconds < 0 ? .min : .max) }
        return adding(microseconds: product)
    }

    public static func < (left: Instant, right: Instant) -> Bool {
        left.microseconds < right.microseconds
    }

    private static func fraction(_ reader: inout DigitReader) -> Int64? {
        guard reader.skip(".") else { return 0 }
        guard let first = reader.digit() else { return nil }
        var weight: Int64 = 100_000
        var value = Int64(first) * weight
        while let digit = reader.digit() {
            weight /= 10
            value += Int64(digit) * weight
        }
        return value
    }

    private static func offsetMinutes(_ reader: inout DigitReader) -> Int64? {
        if reader.skip("Z") { return 0 }
        let isBehind = reader.skip("-")
        guard isBehind || reader.skip("+"), let hours = reader.number(2), hours < 24,
            reader.skip(":"), let minutes = reader.number(2), minutes < 60
        else { return nil }
        let offset = Int64(hours * 60 + minutes)
        if isBehind { return offset == 0 ? nil : -offset }
        return offset
    }

    private static func floorDivide(_ value: Int64, _ divisor: Int64)
        -> (quotient: Int64, remainder: Int64)
    {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

extension Instant: CustomStringConvertible {
    public var description: String { rfc3339 }
}
