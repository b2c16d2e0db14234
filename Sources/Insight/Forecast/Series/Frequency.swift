import Ledger

/// How far apart the values of a series lie.
public enum Frequency: Sendable, Hashable {
    case yearly, quarterly, monthly, weekly, daily
    /// Monday to Friday.
    case workdays
    case hourly
    /// Another fixed distance in seconds.
    case seconds(Int64)
    /// Numbered steps without a calendar, so far apart.
    case counted(Int64)

    /// Steps of the season that one expects first.
    public var season: Int {
        switch self {
        case .yearly, .seconds, .counted: 1
        case .quarterly: 4
        case .monthly: 12
        case .weekly: 52
        case .daily: 7
        case .workdays: 5
        case .hourly: 24
        }
    }

    /// Reads `daily`, or the letters that pandas has for it: `D`, `B`, `W`, `M`, `MS`, `Q`, `Y`
    /// and `H`.
    public init?(name: String) {
        let upper = name.uppercased()
        let base = upper.split(separator: "-").first.map(String.init) ?? upper
        switch base {
        case "Y", "YE", "YS", "A", "AS", "YEARLY", "ANNUAL": self = .yearly
        case "Q", "QE", "QS", "QUARTERLY": self = .quarterly
        case "M", "ME", "MS", "MONTHLY": self = .monthly
        case "W", "WEEKLY": self = .weekly
        case "D", "DAILY": self = .daily
        case "B", "WORKDAYS": self = .workdays
        case "H", "HOURLY": self = .hourly
        default: return nil
        }
    }

    public var name: String {
        switch self {
        case .yearly: "yearly"
        case .quarterly: "quarterly"
        case .monthly: "monthly"
        case .weekly: "weekly"
        case .daily: "daily"
        case .workdays: "workdays"
        case .hourly: "hourly"
        case .seconds(let seconds): "every \(seconds) seconds"
        case .counted: "counted"
        }
    }

    /// The frequency of distinct times in rising order: that of their middle distance.
    init(of times: [TimePoint]) {
        let gaps = zip(times.dropFirst(), times).map { $0.value - $1.value }.sorted()
        guard let first = times.first, let gap = gaps.isEmpty ? nil : gaps[gaps.count / 2] else {
            self = .daily
            return
        }
        if first.form == .number {
            self = .counted(gaps.first ?? 1)
            return
        }
        let day: Int64 = 86_400
        switch gap {
        case 364 * day...367 * day: self = .yearly
        case 89 * day...93 * day: self = .quarterly
        case 28 * day...31 * day: self = .monthly
        case 7 * day: self = .weekly
        case day: self = Self.skipsWeekends(times) ? .workdays : .daily
        case 3_600: self = .hourly
        default: self = gap.isMultiple(of: day) && gap < 28 * day ? .daily : .seconds(gap)
        }
    }

    private static func skipsWeekends(_ times: [TimePoint]) -> Bool {
        guard let first = times.first, let last = times.last,
            last.value - first.value >= 14 * 86_400
        else { return false }
        return times.allSatisfy { $0.day.weekday.rawValue <= 5 }
    }
}
