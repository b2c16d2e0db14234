/// The public holidays of a country, by rule.
public struct HolidayCalendar: Sendable {
    public struct Entry: Sendable {
        public var name: String
        public var rule: HolidayRule
        /// The years in which it was kept; several where it was given up and came back.
        public var years: [ClosedRange<Int>]

        init(_ name: String, _ rule: HolidayRule, _ years: ClosedRange<Int>...) {
            self.name = name
            self.rule = rule
            self.years = years.isEmpty ? [1900...2099] : years
        }

        func isKept(in year: Int) -> Bool { years.contains { $0.contains(year) } }
    }

    /// ISO 3166-1.
    public let country: String
    public let entries: [Entry]

    /// KE, UG, TZ, RW, NG, GH, ET, SN or IN.
    public init?(country: String) {
        guard let entries = Self.entries(of: country) else { return nil }
        self.country = country
        self.entries = entries
    }

    public static let countries = ["KE", "UG", "TZ", "RW", "NG", "GH", "ET", "SN", "IN"]

    /// As the Prophet model takes them. Days that the moon decides reach a day to both sides.
    public func holidays(years: ClosedRange<Int>) -> [ProphetHoliday] {
        entries.map { entry in
            var holiday = ProphetHoliday(entry.name, days: [])
            for year in years where entry.isKept(in: year) {
                holiday.days += entry.rule.days(in: year)
            }
            if case .islamic = entry.rule {
                holiday.lowerWindow = -1
                holiday.upperWindow = 1
            }
            return holiday
        }
    }
}
