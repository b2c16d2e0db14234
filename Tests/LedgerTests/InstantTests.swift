import Foundation
import Ledger
import Testing

@Suite struct InstantTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", Int64(0)), ("1970-01-01T00:00:00.000001Z", 1),
        ("1969-12-31T23:59:59.999999Z", -1),
        ("2026-11-23T13:15:00.25+03:00", 1_795_428_900_250_000),
        ("2026-11-23T10:15:00.2500009Z", 1_795_428_900_250_000),
        ("2026-11-22T23:45:00-10:30", 1_795_428_900_000_000),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000_000),
    ])
    func rfc3339IsRead(text: String, microseconds: Int64) {
        #expect(Instant(rfc3339: text)?.microseconds == microseconds)
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T10:15Z", "2026-11-23T10:15:00", "2026-11-23 10:15:00Z",
        "2026-11-23t10:15:00z", "2026-11-23T24:00:00Z", "2026-11-23T10:60:00Z",
        "2026-11-23T10:15:60Z", "2026-11-23T10:15:00.Z", "2026-11-23T10:15:00-00:00",
        "2026-11-23T10:15:00+0300", "2026-11-23T10:15:00Z ", "2026-02-30T10:15:00Z",
    ])
    func otherFormsAreRefused(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test func textReadsBackAndAgreesWithFoundation() throws {
        var random = SeededGenerator(seed: 15)
        let style = Date.ISO8601FormatStyle()
        for _ in 0..<3_000 {
            let seconds = Int64.random(in: -11_000_000_000...20_000_000_000, using: &random)
            let whole = Instant(microseconds: seconds * 1_000_000)
            #expect(whole.rfc3339 == Date(timeIntervalSince1970: Double(seconds)).formatted(style))
            let part = whole.adding(microseconds: Int64.random(in: 0..<1_000_000, using: &random))
            #expect(Instant(rfc3339: part.rfc3339) == part)
        }
    }

    @Test func theDayDependsOnTheClock() throws {
        let late = try #require(Instant(rfc3339: "2026-11-23T22:30:00Z"))
        #expect(late.day.iso == "2026-11-23")
        #expect(late.day(offsetMinutes: 180).iso == "2026-11-24")
        #expect(Instant(microseconds: -1).day.iso == "1969-12-31")
        #expect(Instant(microseconds: -1).milliseconds == -1)
        #expect(Instant(microseconds: .max).day == .latest)
        #expect(Instant(microseconds: .min).day == .earliest)
        #expect(Instant(microseconds: .max).adding(seconds: 1).microseconds == .max)
    }
}
