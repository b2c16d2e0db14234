/// The ways in which people write a day, a month, a week or a quarter as one whole number. A zero
/// at its front is lost there: 50318 is 5 March 2018, written 050318.
enum DayNumber: CaseIterable {
    case yearMonthDay, dayMonthYear, monthDayYear
    case shortYearMonthDay, dayMonthShortYear, monthDayShortYear
    case yearMonth, monthYear, shortYearMonth, monthShortYear
    case yearDay, shortYearDay
    case yearWeek, yearQuarter

    /// `month`: of the year; a week or a quarter in its place, or 30 days where days are counted
    /// through the year. `day`: of the month, 0 where none is written.
    struct Reading: Hashable {
        let year: Int
        let month: Int
        let day: Int
    }

    /// What has to stand beside the digits.
    enum Evidence {
        /// Nothing: no amounts look like this.
        case none
        /// A name that speaks of time, or so many different days in all months that no codes and no
        /// amounts could be so.
        case nameOrSpread
        /// A name that speaks of time.
        case name
        /// A name that says date, week or quarter.
        case ownName
    }

    var evidence: Evidence {
        switch self {
        case .yearMonthDay: .none
        case .dayMonthYear, .monthDayYear, .shortYearMonthDay, .dayMonthShortYear,
            .monthDayShortYear, .yearDay:
            .nameOrSpread
        case .yearMonth, .monthYear: .name
        case .shortYearMonth, .monthShortYear, .shortYearDay, .yearWeek, .yearQuarter: .ownName
        }
    }

    /// Nil for a number that is none of this kind.
    func reading(_ value: Double) -> Reading? {
        guard let number = Int(exactly: value), number > 0 else { return nil }
        let (high, middle, low) = (number / 10_000, number / 100 % 100, number % 100)
        return switch self {
        case .yearMonthDay: Self.checked(Self.full(high), middle, low)
        case .dayMonthYear: Self.checked(Self.full(number % 10_000), high % 100, high / 100)
        case .monthDayYear: Self.checked(Self.full(number % 10_000), high / 100, high % 100)
        case .shortYearMonthDay: Self.checked(Self.short(high), middle, low)
        case .dayMonthShortYear: Self.checked(Self.short(low), middle, high)
        case .monthDayShortYear: Self.checked(Self.short(low), high, middle)
        case .yearMonth: Self.part(Self.full(number / 100), low, of: 12)
        case .monthYear: Self.part(Self.full(number % 10_000), high, of: 12)
        case .shortYearMonth: Self.part(Self.short(number / 100), low, of: 12)
        case .monthShortYear: Self.part(Self.short(low), number / 100, of: 12)
        case .yearDay: Self.counted(Self.full(number / 1_000), number % 1_000)
        case .shortYearDay: Self.counted(Self.short(number / 1_000), number % 1_000)
        case .yearWeek: Self.part(Self.full(number / 100), low, of: 53)
        case .yearQuarter: Self.part(Self.full(number / 10), number % 10, of: 4)
        }
    }

    private static func full(_ year: Int) -> Int? { 1900...2100 ~= year ? year : nil }

    /// Of 1950 to 2049.
    private static func short(_ year: Int) -> Int? {
        0...99 ~= year ? year < 50 ? 2000 + year : 1900 + year : nil
    }

    private static func checked(_ year: Int?, _ month: Int, _ day: Int) -> Reading? {
        guard let year, 1...12 ~= month, day >= 1 else { return nil }
        let isLong = month != 2 && ![4, 6, 9, 11].contains(month)
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        guard day <= (isLong ? 31 : month == 2 ? isLeap ? 29 : 28 : 30) else { return nil }
        return Reading(year: year, month: month, day: day)
    }

    private static func part(_ year: Int?, _ part: Int, of most: Int) -> Reading? {
        guard let year, 1...most ~= part else { return nil }
        return Reading(year: year, month: part, day: 0)
    }

    private static func counted(_ year: Int?, _ day: Int) -> Reading? {
        guard let year, 1...366 ~= day else { return nil }
        return Reading(year: year, month: (day - 1) / 31 + 1, day: (day - 1) % 31 + 1)
    }
}

extension DayNumber {
    /// The first way in which nearly all of `values` are days, with the evidence that it asks for.
    ///
    /// - Parameters:
    ///   - most: what nearly all are, as a share.
    ///   - name: what the column is called.
    static func of(_ values: [Double], most: Double, name: TimeName) -> DayNumber? {
        allCases.first { $0.isWayOf(values, most: most, name: name) }
    }

    private func isWayOf(_ values: [Double], most: Double, name: TimeName) -> Bool {
        // What most of them are shows in a few, and most columns are nothing of the kind.
        guard values.prefix(Self.firstLook).count(where: { reading($0) != nil }) * 2
            >= min(values.count, Self.firstLook)
        else { return false }
        let readings = values.compactMap(reading)
        guard Double(readings.count) >= most * Double(values.count) else { return false }
        let spread = Spread(readings)
        return switch evidence {
        case .none: true
        case .name: name.isTime && (self == .yearMonth || spread.isSomething(own: true))
        case .ownName: name.isOwn(self) && spread.isSomething(own: true) && spread.isOfYears
        case .nameOrSpread:
            name.isTime && spread.isSomething(own: name.isDate)
                || !name.isCode && spread.isOfDays
        }
    }

    private static let firstLook = 200

    /// How many different ones there are.
    private struct Spread {
        private let (all, years, months, days): (Int, Int, Int, Int)
        private let span: Int

        init(_ readings: [Reading]) {
            let different = Set(readings)
            all = different.count
            years = Set(different.map(\.year)).count
            months = Set(different.map(\.month)).count
            days = Set(different.map(\.day)).count
            span = (different.map(\.year).max() ?? 0) - (different.map(\.year).min() ?? 0)
        }

        /// Not two or three numbers that happen to be days.
        ///
        /// - Parameter own: whether the column is called a date.
        func isSomething(own: Bool) -> Bool {
            (own ? all >= 3 : all >= 12) && (months >= 3 || years >= 2)
        }

        /// Not the months of one year, 1 to 12, which are counts as well; nor amounts, of which
        /// 500 and 550 would be half a century apart.
        var isOfYears: Bool { years >= 2 && span <= Self.mostYears }

        /// Days of loans come on all days of the month, in nearly all months, and in years that
        /// are not far from each other; codes in parts do not, and amounts are none.
        var isOfDays: Bool { all >= 100 && months >= 10 && days >= 28 && span <= Self.mostYears }

        private static let mostYears = 40
    }
}
