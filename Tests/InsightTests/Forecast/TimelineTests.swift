import Insight
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
    ]

    @Test("The frequency is seen and continued", arguments: continued)
    func continues(times: [String], frequency: Frequency, next: [String]) throws {
        let points = try times.map { try #require(TimePoint($0)) }
        let (timeline, _) = try Timeline.arranged(
            points, points.map { _ in 1 }, frequency: nil)
        #expect(timeline.frequency == frequency)
        #expect((0..<2).map { timeline.time(at: timeline.count + $0).text } == next)
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
        #expect((0..<3).map { timeline.time(at: 13 + $0).text }
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

    static let refused: [(text: String, part: String)] = [
        ("", "line 1 has no header"), ("a,b\n1,2\n", "line 1 needs the columns"),
        ("ds,y\n2024-01-01,1\n2024-01-02\n", "line 3 has 1 fields instead of 2"),
        ("ds,y\n2024-13-01,1\n", "line 2 has \"2024-13-01\" for ds"),
        ("ds,y\n2024-01-01,twelve\n", "line 2 has \"twelve\" for y"),
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
}
