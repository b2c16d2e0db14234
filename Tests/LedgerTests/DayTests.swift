import Foundation
import Ledger
import Testing

@Suite struct DayTests {
    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = .gmt
        return calendar
    }()

    /// Foundation changes to the Julian calendar before 1582; ours is Gregorian throughout.
    @Test func everyDayFrom1583To2600AgreesWithFoundation() throws {
        let first = try #require(Day(year: 1583, month: 1, day: 1))
        let last = try #require(Day(year: 2600, month: 12, day: 31))
        var day = first
        while day <= last {
            let date = Date(timeIntervalSince1970: Double(day.daysSinceEpoch) * 86_400)
            let parts = Self.calendar.dateComponents([.year, .month, .day, .weekday], from: date)
            let ours = day.components
            let agrees =
                ours.year == parts.year && ours.month == parts.month && ours.day == parts.day
                && day.weekday.rawValue % 7 + 1 == parts.weekday
            if !agrees { Issue.record("\(day) is \(parts) for Foundation") }
            if Day(year: ours.year, month: ours.month, day: ours.day) != day {
                Issue.record("\(day) does not come back from its parts")
            }
            day = day.adding(days: 37)
        }
    }

    @Test func theCalendarIsWholeFromItsFirstToItsLastDay() {
        var day = Day.earliest
        var previous = (year: 0, month: 12, day: 31)
        while true {
            let parts = day.components
            let isNext =
                (parts.day == previous.day + 1 && parts.month == previous.month
                    && parts.year == previous.year)
                || (parts.day == 1 && parts.month == previous.month + 1
                    && parts.year == previous.year
                    && previous.day == Day.length(ofMonth: previous.month, year: previous.year))
                || (parts.day == 1 && parts.month == 1 && parts.year == previous.year + 1
                    && previous.month == 12 && previous.day == 31)
            if !isNext {
                Issue.record("\(day) does not follow \(previous)")
                return
            }
            if day == .latest { break }
            previous = parts
            day = day.adding(days: 1)
        }
        #expect(Day.earliest.iso == "0001-01-01")
        #expect(Day.latest.iso == "9999-12-31")
    }

    /// Foundation adds months from a 29th, 30th or 31st by the length of February in the wrong
    /// year (29 March 1916 less 25 months is 1 March 1914); of its answers only earlier days are
    /// compared, and for the others only the lengths of its months.
    @Test func monthsAreAddedAsFoundationAddsThem() throws {
        var random = SeededGenerator(seed: 14)
        for _ in 0..<5_000 {
            let number = Int32.random(in: -100_000...200_000, using: &random)
            let months = Int.random(in: -600...600, using: &random)
            let day = try #require(Day(daysSinceEpoch: number))
            let moved = day.adding(months: months)
            let index = day.year * 12 + day.month - 1 + months
            #expect(moved.year == index / 12 && moved.month == index % 12 + 1)
            let date = Date(timeIntervalSince1970: Double(moved.daysSinceEpoch) * 86_400)
            let length = try #require(Self.calendar.range(of: .day, in: .month, for: date)).count
            #expect(moved.day == min(day.day, length))
            if day.day <= 28 {
                let start = Date(timeIntervalSince1970: Double(number) * 86_400)
                #expect(Self.calendar.date(byAdding: .month, value: months, to: start) == date)
            }
        }
    }

    @Test(arguments: [
        ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"),
        ("2026-03-31", -1, "2026-02-28"), ("2026-12-15", 1, "2027-01-15"),
        ("2024-02-29", 12, "2025-02-28"), ("2000-02-29", 1_200, "2100-02-28"),
        ("9999-12-01", 1, "9999-12-31"), ("0001-01-31", -1, "0001-01-01"),
        ("2026-01-01", .max, "9999-12-31"), ("2026-01-01", .min, "0001-01-01"),
    ])
    func aShorterMonthEndsTheSum(from: String, months: Int, to: String) throws {
        #expect(try #require(Day(iso: from)).adding(months: months).iso == to)
    }

    @Test(arguments: [
        "", "2026-2-3", "2026-02-30", "2025-02-29", "1900-02-29", "0000-01-01", "10000-01-01",
        "2026-13-01", "2026-00-10", "2026-01-00", "20260101", "2026-01-01 ", "2026/01/01",
        "-026-01-01", "2026-01-٣1", "2026-01-01T00:00:00Z",
    ])
    func onlyRealDaysInISOFormAreRead(text: String) {
        #expect(Day(iso: text) == nil)
    }

    @Test func isoTextReadsBack() throws {
        for number in stride(
            from: Day.earliest.daysSinceEpoch, to: Day.latest.daysSinceEpoch, by: 997)
        {
            let day = try #require(Day(daysSinceEpoch: number))
            #expect(Day(iso: day.iso) == day)
        }
    }

    @Test func spansAndMonthEnds() throws {
        let day = try #require(Day(iso: "2024-02-10"))
        #expect(day.monthEnd.iso == "2024-02-29")
        #expect(day.monthStart.iso == "2024-02-01")
        #expect(day.monthEnd.isMonthEnd)
        #expect(day.days(to: try #require(Day(iso: "2025-02-10"))) == 366)
        #expect(day.adding(years: 1).iso == "2025-02-10")
        #expect(day.weekday == .saturday)
        #expect(day.adding(days: .max) == .latest)
        #expect(day.adding(days: .min) == .earliest)
    }
}
