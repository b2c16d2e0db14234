import Ledger

/// When a holiday falls, year after year.
public enum HolidayRule: Sendable {
    case date(month: Int, day: Int)
    /// Days after Easter Sunday of the western churches.
    case easter(Int)
    /// Days after Easter Sunday of the Julian calendar.
    case orthodoxEaster(Int)
    /// A day of the tabular Islamic calendar. What is announced by sight of the moon may lie a
    /// day or two from it; a window of one day on both sides is wise.
    case islamic(month: Int, day: Int)
    /// So many days after 11 September, the new year of Ethiopia, which falls on the 12th
    /// before a leap year.
    case ethiopianYear(Int)
    /// 19 January; a day later in a leap year, since the Ethiopian leap day comes before it.
    case timkat
    /// The first day of that name in a month; 1 is Monday.
    case first(weekday: Int, month: Int)
    /// Days of a table, as month and day by year.
    case table([Int: (month: Int, day: Int)])

    /// Days since 1970; an Islamic day may fall twice into one year.
    public func days(in year: Int) -> [Int] {
        switch self {
        case .date(let month, let day): return Self.day(year, month, day)
        case .easter(let offset):
            let (month, day) = Self.easter(year)
            return Self.day(year, month, day).map { $0 + offset }
        case .orthodoxEaster(let offset):
            let (month, day, shift) = Self.julianEaster(year)
            return Self.day(year, month, day).map { $0 + shift + offset }
        case .islamic(let month, let day):
            let around = Int((Double(year) - 621.5774) * 1.030684)
            return ((around - 1)...(around + 2)).map { Self.islamic($0, month, day) }
                .filter { Self.year(of: $0) == year }
        case .ethiopianYear(let offset):
            return Self.day(year, 9, Self.isLeap(year + 1) ? 12 : 11).map { $0 + offset }
        case .timkat: return Self.day(year, 1, Self.isLeap(year) ? 20 : 19)
        case .first(let weekday, let month):
            return Self.day(year, month, 1).map { first in
                // 1 January 1970 was a Thursday.
                let own = ((first + 3) % 7 + 7) % 7 + 1
                return first + (weekday - own + 7) % 7
            }
        case .table(let table):
            return table[year].map { Self.day(year, $0.month, $0.day) } ?? []
        }
    }

    private static func isLeap(_ year: Int) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> [Int] {
        Day(year: year, month: month, day: day).map { [Int($0.daysSinceEpoch)] } ?? []
    }

    private static func year(of day: Int) -> Int {
        Day(daysSinceEpoch: Int32(clamping: day))?.year ?? 0
    }

    /// J. Meeus, "Astronomical Algorithms", 1991, chapter 8.
    private static func easter(_ year: Int) -> (month: Int, day: Int) {
        let golden = year % 19
        let (century, rest) = (year / 100, year % 100)
        let moon = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - moon + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7
        let shift = (golden + 11 * epact + 22 * weekday) / 451
        let sum = epact + weekday - 7 * shift + 114
        return (sum / 31, sum % 31 + 1)
    }

    /// Month and day of the Julian calendar, and how far that lies behind the Gregorian.
    private static func julianEaster(_ year: Int) -> (month: Int, day: Int, shift: Int) {
        let moon = (19 * (year % 19) + 15) % 30
        let weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
        let sum = moon + weekday + 114
        return (sum / 31, sum % 31 + 1, year / 100 - year / 400 - 2)
    }

    /// The civil tabular calendar with leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29.
    private static func islamic(_ year: Int, _ month: Int, _ day: Int) -> Int {
        day + (59 * (month - 1) + 1) / 2 + (year - 1) * 354 + (3 + 11 * year) / 30 - 492_149
    }
}
