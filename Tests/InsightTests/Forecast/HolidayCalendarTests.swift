import Insight
import Testing

@Suite("Public holidays fall on the days that were kept")
struct HolidayCalendarTests {
    static let kept: [(country: String, name: String, day: String)] = [
        ("KE", "Good Friday", "2024-03-29"), ("KE", "Easter Monday", "2025-04-21"),
        ("KE", "Jamhuri Day", "2023-12-12"), ("UG", "Martyrs' Day", "2024-06-03"),
        ("TZ", "Nane Nane", "2022-08-08"), ("RW", "Umuganura", "2024-08-02"),
        ("NG", "Democracy Day", "2019-06-12"), ("NG", "Democracy Day in May", "2018-05-29"),
        ("GH", "Farmers' Day", "2023-12-01"), ("ET", "Fasika", "2024-05-05"),
        ("ET", "Fasika", "2025-04-20"), ("ET", "Enkutatash", "2023-09-12"),
        ("ET", "Enkutatash", "2024-09-11"), ("ET", "Meskel", "2024-09-27"),
        ("ET", "Timkat", "2024-01-20"), ("ET", "Timkat", "2023-01-19"),
        ("GH", "Republic Day", "2018-07-01"), ("GH", "Republic Day", "2025-07-01"),
        ("GH", "African Union Day", "2018-05-25"), ("KE", "Moi Day", "2009-10-10"),
        ("KE", "Mazingira Day", "2018-10-10"),
        ("SN", "Ascension", "2024-05-09"), ("SN", "Whit Monday", "2024-05-20"),
        ("IN", "Diwali", "2022-10-24"), ("IN", "Diwali", "2023-11-12"),
    ]

    @Test("Fixed days, both Easters, first weekdays, tables", arguments: kept)
    func falls(country: String, name: String, day: String) throws {
        let time = try #require(TimePoint(day))
        let calendar = try #require(HolidayCalendar(country: country))
        let year = try #require(Int(day.prefix(4)))
        let holiday = calendar.holidays(years: year...year).first { $0.name == name }
        #expect(holiday?.days == [Int(time.days)])
    }

    @Test("A day that was given up is kept no longer, and from its return on again", arguments: [
        ("GH", "Republic Day", 2019...2024), ("GH", "African Union Day", 2019...2030),
        ("KE", "Moi Day", 2010...2030), ("KE", "Mazingira Day", 2010...2017),
        ("ET", "Downfall of the Derg", 2025...2030),
    ])
    func isGivenUp(country: String, name: String, years: ClosedRange<Int>) throws {
        let calendar = try #require(HolidayCalendar(country: country))
        let holiday = try #require(calendar.holidays(years: years).first { $0.name == name })
        #expect(holiday.days.isEmpty)
    }

    static let feastsOfIndia: [(name: String, days: String)] = [
        ("Maha Shivaratri", "02-21 03-11 03-01 02-18 03-08 02-26 02-15 03-06"),
        ("Holi", "03-10 03-29 03-18 03-08 03-25 03-14 03-04 03-22"),
        ("Ram Navami", "04-02 04-21 04-10 03-30 04-17 04-06 03-26 04-15"),
        ("Mahavir Jayanti", "04-06 04-25 04-14 04-04 04-21 04-10 03-31"),
        ("Buddha Purnima", "05-07 05-26 05-16 05-05 05-23 05-12 05-01 05-20"),
        ("Janmashtami", "08-12 08-30 08-19 09-07 08-26 08-16 09-04 08-25"),
        ("Dussehra", "10-25 10-15 10-05 10-24 10-12 10-02 10-20 10-09"),
        ("Guru Nanak Jayanti", "11-30 11-19 11-08 11-27 11-15 11-05 11-24 11-14"),
        ("Diwali", "11-14 11-04 10-24 11-12 10-31 10-20 11-08 10-29"),
        ("Ambedkar Jayanti", "04-14 04-14 04-14 04-14 04-14 04-14 04-14 04-14"),
    ]

    @Test("The moving feasts of India, from 2020 on", arguments: feastsOfIndia)
    func moves(name: String, days: String) throws {
        let calendar = try #require(HolidayCalendar(country: "IN"))
        let kept = days.split(separator: " ")
        for (year, day) in zip(2020..., kept) {
            let time = try #require(TimePoint("\(year)-\(day)"))
            let holiday = calendar.holidays(years: year...year).first { $0.name == name }
            #expect(holiday?.days == [Int(time.days)], "\(year)")
        }
        #expect(kept.count > 6)
    }

    @Test("A feast of the moon comes eleven days earlier, or nineteen later, than a year before")
    func lunarYears() throws {
        let calendar = try #require(HolidayCalendar(country: "IN"))
        let moving = Self.feastsOfIndia.map(\.name).filter { $0 != "Ambedkar Jayanti" }
        for name in moving {
            let days = try #require(
                calendar.holidays(years: 2000...2030).first { $0.name == name }).days
            #expect(days.count >= 29)
            for (next, last) in zip(days.dropFirst(), days) where next - last < 400 {
                #expect([353, 354, 355, 356, 382, 383, 384, 385].contains(next - last), "\(name)")
            }
        }
    }

    static let feasts = ["2022-05-02", "2023-04-21", "2024-04-10", "2025-03-30"]

    @Test("The end of the fast is within a day of what was announced", arguments: feasts)
    func islamicDays(day: String) throws {
        let time = try #require(TimePoint(day))
        let calendar = try #require(HolidayCalendar(country: "KE"))
        let year = try #require(Int(day.prefix(4)))
        let feast = try #require(
            calendar.holidays(years: year...year).first { $0.name == "Eid al-Fitr" })
        #expect(feast.days.count == 1 && abs(feast.days[0] - Int(time.days)) <= 1)
        #expect(feast.lowerWindow == -1 && feast.upperWindow == 1)
    }

    @Test("A year may hold an Islamic feast twice")
    func twice() throws {
        let calendar = try #require(HolidayCalendar(country: "NG"))
        let feast = calendar.holidays(years: 2000...2000).first { $0.name == "Eid al-Fitr" }
        #expect(feast?.days.count == 2)
    }

    @Test("Every calendar has its Christmas or its Genna, and no name twice")
    func whole() throws {
        for country in HolidayCalendar.countries {
            let calendar = try #require(HolidayCalendar(country: country))
            let names = calendar.entries.map { $0.name }
            #expect(Set(names).count == names.count)
            #expect(names.contains("Christmas Day") || names.contains("Genna"))
        }
        #expect(HolidayCalendar(country: "XX") == nil)
    }
}
