extension Day {
    /// So many days later, or earlier; stays within the calendar's first and last day.
    public func adding(days: Int) -> Day {
        let (sum, overflow) = Int(daysSinceEpoch).addingReportingOverflow(days)
        if overflow { return days < 0 ? .earliest : .latest }
        let first = Int(Self.earliest.daysSinceEpoch)
        let last = Int(Self.latest.daysSinceEpoch)
        return Day(daysSinceEpoch: Int32(min(max(sum, first), last))) ?? self
    }

    /// The same day so many months later, or the last of that month where it is shorter:
    /// 31 January + 1 month is 28 or 29 February. Stays within the calendar.
    public func adding(months: Int) -> Day {
        let (year, month, day) = components
        let (index, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        guard !overflow, 12..<(10_000 * 12) ~= index else {
            return months < 0 ? .earliest : .latest
        }
        let length = Self.length(ofMonth: index % 12 + 1, year: index / 12)
        return Day(year: index / 12, month: index % 12 + 1, day: min(day, length)) ?? self
    }

    /// As `adding(months:)`, twelve at a time: 29 February becomes the 28th in common years.
    public func adding(years: Int) -> Day {
        let (months, overflow) = years.multipliedReportingOverflow(by: 12)
        if overflow { return years < 0 ? .earliest : .latest }
        return adding(months: months)
    }

    /// How many days later the other day is; negative when it is earlier.
    public func days(to other: Day) -> Int {
        Int(other.daysSinceEpoch) - Int(daysSinceEpoch)
    }

    public var monthStart: Day { Day(year: year, month: month, day: 1) ?? self }

    public var monthEnd: Day {
        let (year, month, _) = components
        return Day(year: year, month: month, day: Self.length(ofMonth: month, year: year)) ?? self
    }

    public var isMonthEnd: Bool { self == monthEnd }

    public static func isLeap(year: Int) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    /// Days of a month from 1 to 12.
    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: isLeap(year: year) ? 29 : 28
        default: 31
        }
    }
}
