import Ledger
import Testing
import Wire

@testable import Insight

@Suite("Days that are not booked yet are no days on which nothing was sold")
struct TradeEndTests {
    private static let today = GeneratedTill.today
    private static let daily: Int64 = 100_300

    /// The same takings on each day, the last of them so many days ago.
    private static func shop(
        days: Int = 200, last: Int, every: Int = 1, closed: Weekday? = nil, on today: Day = today
    ) -> CashHistory {
        var history = CashHistory(currency: .kes)
        for ago in stride(from: last + (days - last) / every * every, through: last, by: -every) {
            let day = today.adding(days: -ago)
            guard day.weekday != closed else { continue }
            history.movements.append(
                .init(
                    day: day, amount: daily, key: "sales", name: "Sales",
                    knownAt: Instant(day, hour: 18)))
        }
        return history
    }

    private static func total(_ basis: CashBasis) -> Double {
        Double(CashOnceTests.total(basis, .in)) / Double(daily)
    }

    @Test("This morning, this evening and days behind, the same sales are expected",
        arguments: [60, 200, 400], [0, 1, 2, 3, 7, 10, 14])
    func behind(days: Int, last: Int) {
        let basis = CashBasis(
            Self.shop(days: days, last: last), asOf: Self.today, weeks: 13, isOver: false)
        let total = Self.total(basis)
        #expect(abs(total - Double(91 + last)) < 0.2, "\(total)")
        // Today is not over, so that one day says nothing.
        let isBehind = last > 1
        #expect(basis.gaps.contains(.notBooked) == isBehind)
        #expect(basis.bookedUntil == (isBehind ? Self.today.adding(days: -last) : nil))
        let first = CashForecast(basis).weeks[0].parts.reduce(0) { $0 + $1.amount }
        #expect(abs(Double(first) / Double(Self.daily) - Double(7 + last)) < 0.2)
    }

    @Test("A look back at a day has all of it")
    func over() {
        let basis = CashBasis(Self.shop(last: 0), asOf: Self.today, weeks: 13)
        #expect(Self.total(basis) == 91)
        #expect(CashBasis(Self.shop(last: 1), asOf: Self.today, weeks: 13).bookedUntil != nil)
    }

    @Test("A shop that is closed on Sundays is behind by the days on which it is open",
        arguments: 0..<7)
    func closed(weekday: Int) {
        let today = Self.today.adding(days: weekday)
        for last in 0...3 {
            let history = Self.shop(last: last, closed: .sunday, on: today)
            let basis = CashBasis(history, asOf: today, weeks: 13, isOver: false)
            let missing = (0..<last).map { today.adding(days: -$0) }
                .filter { $0.weekday != .sunday }
            #expect(abs(Self.total(basis) - Double(78 + missing.count)) < 0.2)
            #expect(basis.gaps.contains(.notBooked) == missing.contains { $0 < today })
        }
    }

    @Test("Who sells every tenth day is not behind between two sales", arguments: [1, 7, 10, 11])
    func rare(last: Int) {
        let basis = CashBasis(
            Self.shop(days: 300, last: last, every: 10), asOf: Self.today, weeks: 13,
            isOver: false)
        #expect((basis.bookedUntil != nil) == (last > 10))
    }

    @Test("A shop that was silent for more than a month has closed")
    func gone() {
        let basis = CashBasis(Self.shop(last: 40), asOf: Self.today, weeks: 13, isOver: false)
        #expect(basis.bookedUntil == nil && Self.total(basis) < 1)
    }

    @Test("What is booked of today is not expected of it again")
    func half() {
        var history = Self.shop(last: 0)
        history.movements[history.movements.count - 1].amount = Self.daily / 4
        let basis = CashBasis(history, asOf: Self.today, weeks: 13, isOver: false)
        #expect(abs(Self.total(basis) - 91.75) < 0.01)
    }

    @Test("The day travels with the basis, and what is no day is none")
    func travels() throws {
        let basis = CashBasis(Self.shop(last: 5), asOf: Self.today, weeks: 13, isOver: false)
        let day = try #require(basis.bookedUntil)
        var writer = JSONWriter()
        basis.write(to: &writer)
        #expect(CashBasis(try JSONValue.parse(writer.bytes)) == basis)
        let text = String(decoding: writer.bytes, as: UTF8.self)
        #expect(text.contains("\"booked_until\":\"2026-11-25\""))
        let member = "\"booked_until\":"
        let other = text.replacing(member + "\"\(day.iso)\"", with: member + "\"x\"")
        #expect(CashBasis(try JSONValue.parse(Array(other.utf8))) == nil)
    }
}
