/// How far apart the values of a series lie.
public enum Frequency: Sendable, Hashable {
    case yearly, quarterly, monthly, weekly, daily
    /// Monday to Friday.
    case workdays
    case hourly
    /// Another number of months.
    case months(Int)
    /// Another number of days.
    case days(Int)
    /// Another number of seconds.
    case seconds(Int64)
    /// Numbered steps without a calendar, so far apart.
    case counted(Int64)

    /// Steps of the season that one expects first: the year's, the week's or the day's.
    public var season: Int {
        switch self {
        case .yearly, .counted: 1
        case .quarterly: 4
        case .monthly: 12
        case .weekly: 52
        case .daily: 7
        case .workdays: 5
        case .hourly: 24
        case .months(let count): count > 0 && 12.isMultiple(of: count) ? 12 / count : 1
        case .days(let count):
            // Whole weeks that go into 52: fourteen days are the 26th part of a year.
            count > 0 && count.isMultiple(of: 7) && 364.isMultiple(of: count) ? 364 / count : 1
        case .seconds(let count):
            count >= Self.shortestOfDay && Self.secondsOfDay.isMultiple(of: count)
                ? Int(Self.secondsOfDay / count) : 1
        }
    }

    /// Steps of a day that is a season; nil where steps are days and longer.
    var day: Int? {
        switch self {
        case .hourly, .seconds: season > 1 ? season : nil
        default: nil
        }
    }

    /// Shorter steps would make a day of more than 288, which no model here learns well.
    private static let shortestOfDay: Int64 = 300
    private static let secondsOfDay: Int64 = 86_400

    public var name: String {
        switch self {
        case .yearly: "yearly"
        case .quarterly: "quarterly"
        case .monthly: "monthly"
        case .weekly: "weekly"
        case .daily: "daily"
        case .workdays: "workdays"
        case .hourly: "hourly"
        case .months(let count): "every \(count) months"
        case .days(let count): "every \(count) days"
        case .seconds(60): "every minute"
        case .seconds(let count) where count.isMultiple(of: 3_600): "every \(count / 3_600) hours"
        case .seconds(let count) where count.isMultiple(of: 60): "every \(count / 60) minutes"
        case .seconds(let count): "every \(count) seconds"
        case .counted: "counted"
        }
    }

    /// Reads `daily`, or the letters that pandas has for it: `D`, `B`, `W`, `M`, `MS`, `Q`, `Y`,
    /// `H`, `min`, with a number from 1 to 1,000 before them: `2W`, `6M`, `15min`.
    public init?(name: String) {
        let upper = name.uppercased()
        let base = upper.split(separator: "-").first ?? ""
        let digits = base.prefix { "0" <= $0 && $0 <= "9" }
        let unit = base.dropFirst(digits.count)
        guard let count = digits.isEmpty ? 1 : Int(digits), 1...1_000 ~= count else { return nil }
        switch unit {
        case "Y", "YE", "YS", "A", "AS", "YEARLY", "ANNUAL": self = .every(months: 12 * count)
        case "Q", "QE", "QS", "QUARTERLY": self = .every(months: 3 * count)
        case "M", "ME", "MS", "MONTHLY": self = .every(months: count)
        case "W", "WEEKLY": self = .every(days: 7 * count)
        case "D", "DAILY": self = .every(days: count)
        case "B" where count == 1, "WORKDAYS" where count == 1: self = .workdays
        case "H", "HOURLY": self = .every(seconds: 3_600 * Int64(count))
        case "MIN", "T": self = .every(seconds: 60 * Int64(count))
        default: return nil
        }
    }

    static func every(months: Int) -> Frequency {
        switch months {
        case 1: .monthly
        case 3: .quarterly
        case 12: .yearly
        default: .months(months)
        }
    }

    static func every(days: Int) -> Frequency {
        switch days {
        case 1: .daily
        case 7: .weekly
        default: .days(days)
        }
    }

    static func every(seconds: Int64) -> Frequency {
        if seconds.isMultiple(of: secondsOfDay) { return .every(days: Int(seconds / secondsOfDay)) }
        return seconds == 3_600 ? .hourly : .seconds(seconds)
    }
}
