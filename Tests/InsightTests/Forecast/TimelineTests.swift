import Insight
import Ledger
import Testing

@Suite("Times of a series lie on steps that go on")
struct TimelineTests {
    static let continued: [(times: [String], frequency: Frequency, next: [String])] = [
        (["2024-01-31", "2024-02-29", "2024-03-31"], .monthly, ["2024-04-30", "2024-05-31"]),
        (["2024-01-01", "2024-02-01", "2024-03-01"], .monthly, ["2024-04-01", "2024-05-01"]),
        (["2023-03-31", "2023-06-30", "2023-09-30"], .quarterly, ["2023-12-31", "2024-03-31"]),
        (["2020-12-31", "2021-12-31", "2022-12-31"], .yearly, ["2023-12-31", "2024-12-31"]),
        (["2024-01-05", "2024-01-12", "2024-01-19"], .weekly, ["2024-01-26", "2024-02-02"]),
        (["2024-02-27", "2024-02-28"], .daily, ["2024-02-29", "2024-03-01"]),
        (["2024-01-01 22:00:00", "2024-01-01 23:00:00"], .hourly,
            ["2024-01-02 00:00:00", "2024-01-02 01:00:00"]),
        (["3", "1", "2"], .counted(1), ["4", "5"]),
        (["0", "2", "4", "8", "10"], .counted(2), ["12", "14"]),
        (["5"], .counted(1), ["6", "7"]),
        (["2024-01-01", "2024-01-15", "2024-01-29"], .days(14), ["2024-02-12", "2024-02-26"]),
        (["2024-01-01", "2024-01-11", "2024-01-21"], .days(10), ["2024-01-31", "2024-02-10"]),
        (["2024-01-01", "2024-01-29", "2024-02-26"], .days(28), ["2024-03-25", "2024-04-22"]),
        (["2023-06-30", "2023-12-31", "2024-06-30"], .months(6), ["2024-12-31", "2025-06-30"]),
        (["2023-01-01", "2023-07-01", "2024-01-01"], .months(6), ["2024-07-01", "2025-01-01"]),
        // The last Friday of a month, which has neither a day of the month nor a number of days.
        (["2024-01-26", "2024-02-23", "2024-03-29", "2024-04-26", "2024-05-31"], .monthly,
            ["2024-06-26", "2024-07-26"]),
        (["2024-01-01 00:15", "2024-01-01 00:30", "2024-01-01 00:45"], .seconds(900),
            ["2024-01-01 01:00:00", "2024-01-01 01:15:00"]),
        // Midnight of a zone whose summer time began.
        (["2024-03-29T23:00Z", "2024-03-30T23:00Z", "2024-03-31T22:00Z", "2024-04-01T22:00Z"],
            .daily, ["2024-04-02T23:00:00", "2024-04-03T23:00:00"]),
    ]

    @Test("The frequency is seen and continued", arguments: continued)
    func continues(times: [String], frequency: Frequency, next: [String]) throws {
        let points = try times.map { try #require(TimePoint($0)) }
        let (timeline, _) = try Timeline.arranged(
            points, points.map { _ in 1 }, frequency: nil)
        #expect(timeline.frequency == frequency)
        #expect((0..<2).map { timeline.time(at: timeline.count + $0)?.text } == next)
    }

    @Test("Workdays skip the weekend, and a missing day is a gap")
    func workdays() throws {
        let days = ["04", "05", "06", "07", "08", "11", "13", "14", "15", "18", "19", "20"]
        let points = try days.map { try #require(TimePoint("2024-03-\($0)")) }
        let (timeline, values) = try Timeline.arranged(
            points, points.indices.map(Double.init), frequency: nil)
        #expect(timeline.frequency == .workdays)
        #expect(values.count == 13)
        #expect(values[6].isNaN && values[7] == 6)
        #expect((0..<3).map { timeline.time(at: 13 + $0)?.text }
            == ["2024-03-21", "2024-03-22", "2024-03-25"])
    }

    @Test("Rows out of order are put in order")
    func unsorted() throws {
        let points = try ["2024-01-03", "2024-01-01", "2024-01-02"]
            .map { try #require(TimePoint($0)) }
        #expect(try Timeline.arranged(points, [3, 1, 2], frequency: nil).values == [1, 2, 3])
    }

    @Test("Two values for one time are refused by that time")
    func duplicates() throws {
        let points = try ["2024-01-01", "2024-01-02", "2024-01-01"]
            .map { try #require(TimePoint($0)) }
        #expect(throws: ForecastRefusal.duplicateTime("2024-01-01")) {
            try Timeline.arranged(points, [1, 2, 3], frequency: nil)
        }
    }

    @Test("What is no time is not read",
        arguments: ["", "2024-02-30", "2024-01-01 25:00", "01/02/2024", "12.5", "2024-1-1"])
    func malformed(text: String) { #expect(TimePoint(text) == nil) }
}

@Suite("Values that were moved, and times that show no step")
struct UnevenTimesTests {
    static func arranged(
        _ times: [String], frequency: String? = nil
    ) throws -> (timeline: Timeline, values: [Double]) {
        let points = try times.map { try #require(TimePoint($0)) }
        return try Timeline.arranged(
            points, points.indices.map(Double.init),
            frequency: try frequency.map { try #require(Frequency(name: $0)) })
    }

    static func days(_ offsets: [Int]) -> [String] {
        offsets.map { Day(daysSinceEpoch: 19_723 + Int32($0))?.iso ?? "" }
    }

    /// 2024-01-01 was a Monday; what holidays moved goes to the next or the last workday.
    static let moved: [(name: String, move: [Int: Int])] = [
        ("the first", [0: 1]), ("the last", [59: -3]), ("some", [0: 1, 12: -3, 13: 1, 40: 2]),
    ]

    @Test("A week whose day a holiday moved is still that week", arguments: moved)
    func weeks(name: String, move: [Int: Int]) throws {
        let times = Self.days((0..<60).map { 7 * $0 + (move[$0] ?? 0) })
        for frequency in [nil, "W", "7D"] {
            let (timeline, values) = try Self.arranged(times, frequency: frequency)
            #expect(timeline.frequency == .weekly)
            #expect(values == (0..<60).map(Double.init))
            #expect(timeline.time(at: 60)?.text == "2025-02-24")
            #expect(timeline.time(at: 0)?.text == "2024-01-01")
        }
    }

    @Test("A week that is missing stays a gap beside one that was moved")
    func missingWeek() throws {
        let move = [0: 1, 2: -2, 6: 2]
        let weeks = (0..<20).filter { $0 != 3 }
        let (timeline, values) = try Self.arranged(
            Self.days(weeks.map { 7 * $0 + (move[$0] ?? 0) }))
        #expect(timeline.frequency == .weekly)
        #expect(values.count == 20 && values[3].isNaN && values[2] == 2 && values[4] == 3)
    }

    @Test("Days of which many are left out are days")
    func sparseDays() throws {
        let offsets = [0, 1, 3, 6, 7, 9, 12, 14, 15, 18, 20, 23, 24, 27, 29]
        let (timeline, values) = try Self.arranged(Self.days(offsets))
        #expect(timeline.frequency == .daily)
        #expect(values.count == 30 && values.count { $0.isNaN } == 15)
    }

    @Test("Pay on the first that weekends move into the month before is monthly")
    func movedMonths() throws {
        let times = [
            "2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01", "2024-05-01", "2024-05-31",
            "2024-07-01", "2024-08-01", "2024-08-30", "2024-10-01",
        ]
        let (timeline, values) = try Self.arranged(times)
        #expect(timeline.frequency == .monthly)
        #expect(values == (0..<10).map(Double.init))
        #expect(timeline.time(at: 10)?.text == "2024-11-01")
    }

    @Test("Times without a common step are refused, and not forecast as days",
        arguments: [[0, 2, 7, 9, 18], [0, 3, 5, 12, 14, 21, 33, 40], [0, 2, 4, 7, 9, 11, 14]])
    func uneven(offsets: [Int]) throws {
        #expect(throws: ForecastRefusal.unevenTimes) { try Self.arranged(Self.days(offsets)) }
        #expect(ForecastRefusal.unevenTimes.message.contains("--frequency"))
        let named = try Self.arranged(Self.days(offsets), frequency: "D")
        #expect(named.values.count == offsets[offsets.count - 1] + 1)
    }

    @Test("Counted steps have no remainder")
    func countedRemainder() throws {
        for numbers in [["0", "2", "4", "7", "9"], ["0", "10", "20", "30", "35", "40"]] {
            let refused = numbers[numbers.count == 5 ? 3 : 4]
            #expect(throws: ForecastRefusal.irregularTime(refused)) {
                try Self.arranged(numbers)
            }
        }
    }

    @Test("Two values within one step are refused by the second's time")
    func crowded() throws {
        let times = Self.days((0..<20).map { 7 * $0 } + [72])
        #expect(throws: ForecastRefusal.crowdedStep(time: "2024-03-13", frequency: "weekly")) {
            try Self.arranged(times)
        }
    }

    @Test("A calendar's frequency does not suit numbers")
    func unfit() throws {
        #expect(throws: ForecastRefusal.unfitFrequency("monthly")) {
            try Self.arranged(["1", "2", "3"], frequency: "M")
        }
    }

    @Test("Hours are printed with their hour, also where the table has plain days")
    func hoursOfDays() throws {
        let (timeline, values) = try Self.arranged(Self.days([0, 1]), frequency: "H")
        #expect(values.count == 25)
        #expect((25..<28).map { timeline.time(at: $0)?.text } == [
            "2024-01-02 01:00:00", "2024-01-02 02:00:00", "2024-01-02 03:00:00",
        ])
    }

    @Test("Clock times beside the hour are refused unless somebody says that hours are meant")
    func ragged() throws {
        let times = ["07:00", "08:00", "09:00", "10:20", "11:00", "12:00"]
            .map { "2024-01-01 " + $0 }
        #expect(throws: ForecastRefusal.irregularTime("2024-01-01 10:20:00")) {
            try Self.arranged(times)
        }
        let (timeline, values) = try Self.arranged(times, frequency: "H")
        #expect(values == [0, 1, 2, 3, 4, 5])
        #expect(timeline.time(at: 6)?.text == "2024-01-01 13:00:00")
    }

    static let seasons: [(name: String, season: Int, words: String)] = [
        ("15min", 96, "every 15 minutes"), ("5T", 288, "every 5 minutes"),
        ("min", 1, "every minute"), ("7min", 1, "every 7 minutes"), ("2H", 12, "every 2 hours"),
        ("60min", 24, "hourly"), ("24h", 7, "daily"), ("2W", 26, "every 14 days"),
        ("28D", 13, "every 28 days"), ("10D", 1, "every 10 days"), ("6M", 2, "every 6 months"),
        ("4Q", 1, "yearly"), ("W-MON", 52, "weekly"), ("B", 5, "workdays"),
    ]

    @Test("A frequency may be several steps, and a day or a year is its season", arguments: seasons)
    func names(name: String, season: Int, words: String) throws {
        let frequency = try #require(Frequency(name: name))
        #expect(frequency.season == season && frequency.name == words)
    }

    @Test("What is no frequency is not read", arguments: ["", "0D", "1001D", "2B", "X", "-", "D2"])
    func noNames(name: String) { #expect(Frequency(name: name) == nil) }
}

@Suite("A table of series is read whole or refused by its line")
struct SeriesTableTests {
    @Test("Columns in any order, quoted names, empty values, further columns")
    func reads() throws {
        let text = "\u{FEFF}y,ds,unique_id,note\r\n1.5,2024-01-01,\"A, \"\"B\"\"\",x\r\n"
            + ",2024-01-02,\"A, \"\"B\"\"\",\r\n-2e1,2024-01-01,C,\"two\nlines\"\n"
        let table = try SeriesTable(csv: Array(text.utf8))
        #expect(table.series.map(\.name) == ["A, \"B\"", "C"])
        #expect(table.series[0].values[0] == 1.5 && table.series[0].values[1].isNaN)
        #expect(table.series[1].values == [-20])
    }

    @Test("Eight digits are days where all of a table are, and numbers otherwise")
    func compactDays() throws {
        func times(_ written: [String]) throws -> [String] {
            let rows = written.enumerated().map { "s\($0 % 2),\($1),1\n" }
            return try SeriesTable(csv: Array(("unique_id,ds,y\n" + rows.joined()).utf8))
                .series.flatMap { $0.times.map(\.text) }
        }
        #expect(
            try times(["20260131", "20260201", "19000101", "21001231"])
                == ["2026-01-31", "1900-01-01", "2026-02-01", "2100-12-31"])
        for other in ["20260229", "20261301", "18991231", "21010101", "5", "20260100"] {
            #expect(try times(["20260131", other]) == ["20260131", other])
        }
        #expect(try times(["20260131", "2026-02-01"]) == ["20260131", "2026-02-01"])
    }

    static let refused: [(text: String, part: String)] = [
        ("", "line 1 has no header: the table is empty"),
        ("a,b\n1,2\n", "line 1 needs the columns"),
        ("d\0s\0,\0y\0\n\0", "line 1 is UTF-16: save the table as CSV UTF-8"),
        ("ds,y\n2024-01-01,1\n2024-01-02\n", "line 3 has 1 fields instead of 2"),
        ("ds,y\n2024-13-01,1\n", "line 2 has \"2024-13-01\" for ds"),
        ("ds,y\n2024-01-01,twelve\n", "line 2 has \"twelve\" for y"),
        ("ds,y\n2024-01-01,inf\n", "line 2 has \"inf\" for y"),
        ("ds,y\n2024-01-01,1\n\"2024-01-02,2\n2024-01-03,3\n",
            "line 3 opens a quotation mark that nothing closes"),
        ("ds,\"y", "line 1 opens a quotation mark that nothing closes"),
        ("ds,y\n\"2024-01-01\"0,1\n", "line 2 has text after a closing quotation mark"),
    ]

    @Test("What is wrong is said with its line", arguments: refused)
    func refuses(text: String, part: String) {
        do {
            _ = try SeriesTable(csv: Array(text.utf8))
            Issue.record("\(text) was read")
        } catch {
            #expect(error.message.hasPrefix(part), "\(error.message)")
        }
    }

    @Test("A first time and a frequency name the times that a table of them would have")
    func fromFirst() throws {
        func series(
            _ values: [Double], _ first: String, _ frequency: String
        ) throws(ForecastRefusal) -> [String] {
            guard let time = TimePoint(first), let step = Frequency(name: frequency) else {
                return []
            }
            return try SeriesTable.Series(values, from: time, every: step).times.map { $0.text }
        }
        #expect(
            try series([1, .nan, 3], "2026-01-30", "B")
                == ["2026-01-30", "2026-02-02", "2026-02-03"])
        #expect(
            try series([1, 2, 3], "2026-01-31", "M") == ["2026-01-31", "2026-02-28", "2026-03-31"])
        #expect(
            try series([1, 2], "2026-01-31 18:00", "12H")
                == ["2026-01-31 18:00:00", "2026-02-01 06:00:00"])
        #expect(throws: ForecastRefusal.unfitFrequency("daily")) { try series([1], "17", "D") }
        #expect(throws: ForecastRefusal.irregularTime("2026-01-31")) {
            try series([1], "2026-01-31", "B")
        }
        #expect(throws: ForecastRefusal.timeOutOfRange) {
            try series([1, 2, 3], "9999-12-30", "D")
        }
    }
}
