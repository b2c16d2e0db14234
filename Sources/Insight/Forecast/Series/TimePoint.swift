import Ledger

/// When a value was: a day, a moment, or a mere number.
public struct TimePoint: Sendable, Hashable, Comparable {
    public enum Form: Sendable, Hashable {
        case day
        /// A date with a clock time, written with this separator.
        case moment(separator: Character)
        case number
    }

    public let form: Form
    /// Seconds since 1970, without zone; for numbers the number.
    public let value: Int64

    init(form: Form, value: Int64) {
        self.form = form
        self.value = value
    }

    /// Numbers lie nearer to zero than this, so that their differences are exact.
    static let numberLimit: UInt64 = 1 << 52

    /// Reads `2026-11-23`, `2026-11-23 14:00:00`, with T for the space and seconds left out, or
    /// a whole number. Midnight on the clock is the day itself.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        if bytes.count < 10 || !bytes[1...].contains(UInt8(ascii: "-")) {
            guard let number = Int64(text), number.magnitude < Self.numberLimit else { return nil }
            self.init(form: .number, value: number)
            return
        }
        guard let day = Day(iso: String(decoding: bytes[..<10], as: UTF8.self)) else { return nil }
        let start = Int64(day.daysSinceEpoch) * 86_400
        if bytes.count == 10 {
            self.init(form: .day, value: start)
            return
        }
        guard let clock = Self.clock(bytes[11...]),
            bytes[10] == UInt8(ascii: " ") || bytes[10] == UInt8(ascii: "T")
        else { return nil }
        self.init(
            form: .moment(separator: bytes[10] == UInt8(ascii: "T") ? "T" : " "),
            value: start + clock)
    }

    /// The day that a number of eight digits writes, from 1900 to 2100; nil where it is none.
    public var asCompactDay: TimePoint? {
        guard form == .number, 19_000_101...21_001_231 ~= value,
            let day = Day(year: Int(value / 10_000), month: Int(value / 100 % 100),
                day: Int(value % 100))
        else { return nil }
        return TimePoint(form: .day, value: Int64(day.daysSinceEpoch) * 86_400)
    }

    /// `HH:MM`, `HH:MM:SS`, with a fraction of zeros and `Z` allowed, as seconds.
    private static func clock(_ bytes: ArraySlice<UInt8>) -> Int64? {
        var bytes = bytes
        if bytes.last == UInt8(ascii: "Z") { bytes = bytes.dropLast() }
        if let point = bytes.firstIndex(of: UInt8(ascii: ".")) {
            guard bytes[(point + 1)...].allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
            bytes = bytes[..<point]
        }
        let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard 2...3 ~= parts.count else { return nil }
        var total: Int64 = 0
        for (index, part) in parts.enumerated() {
            guard part.count == 2, part.allSatisfy({ 48...57 ~= $0 }) else { return nil }
            let number = part.reduce(0) { $0 * 10 + Int64($1 - 48) }
            guard number < (index == 0 ? 24 : 60) else { return nil }
            total = total * 60 + number
        }
        return parts.count == 2 ? total * 60 : total
    }

    /// Floors to the day; numbers count days from 1970 so that the question never fails.
    var day: Day {
        let days = value >= 0 ? value / 86_400 : -((86_399 - value) / 86_400)
        return Day(daysSinceEpoch: Int32(clamping: days)) ?? .latest
    }

    /// Days since 1970 with the share of a day; for numbers the number.
    public var days: Double { form == .number ? Double(value) : Double(value) / 86_400 }

    var secondOfDay: Int64 { value - Int64(day.daysSinceEpoch) * 86_400 }

    /// As it was written.
    public var text: String {
        switch form {
        case .number: return String(value)
        case .day: return day.iso
        case .moment(let separator):
            func two(_ number: Int64) -> String { (number < 10 ? "0" : "") + String(number) }
            let second = secondOfDay
            return day.iso + String(separator) + two(second / 3_600) + ":"
                + two(second / 60 % 60) + ":" + two(second % 60)
        }
    }

    public static func < (left: TimePoint, right: TimePoint) -> Bool { left.value < right.value }
}
