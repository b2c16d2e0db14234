import Ledger
import Testing
import Wire

@testable import Insight

@Suite("Cash of the coming weeks")
struct CashForecastTests {
    static let first = Day(year: 2024, month: 11, day: 24) ?? .earliest
    static let today = first.adding(days: 729)
    static let shop = GeneratedShop(seed: 5, from: first)
    static let basis = CashBasis(shop.history, asOf: today, weeks: 13)

    @Test("Each payer has its own lateness, and an unknown one that of its segment")
    func lateness() throws {
        let habits = PaymentHabits(Self.shop.history, on: Self.today)
        let slow = try #require(habits.curve(of: "slow", .in, terms: 30).median)
        let prompt = try #require(habits.curve(of: "prompt", .in, terms: 7).median)
        #expect(28...37 ~= slow)
        #expect(-2...2 ~= prompt)
        #expect(habits.curve(of: "nobody", .in, terms: 30).median.map { 20...45 ~= $0 } == true)
    }

    @Test("Open papers count: who stops paying becomes later, not better")
    func censored() throws {
        var history = Self.shop.history
        let before = PaymentHabits(history, on: Self.today).curve(of: "prompt", .in, terms: 7)
        for number in 0..<40 {
            let day = Self.today.adding(days: -60 - number)
            history.papers.append(
                .init(
                    id: "open-\(number)", number: "", party: "prompt", direction: .in, day: day,
                    due: day.adding(days: 7), amount: 100_000, knownAt: Instant(day)))
        }
        let after = PaymentHabits(history, on: Self.today).curve(of: "prompt", .in, terms: 7)
        let place = 30 - LatenessCurve.days.lowerBound
        #expect(before.unpaid[place] < 80_000)
        #expect(after.unpaid[place] > 150_000)
    }

    @Test("Without any paper a plain expectation stands in")
    func noHistory() {
        let history = CashHistory(currency: .kes)
        let median = PaymentHabits(history, on: Self.today).curve(of: "x", .in, terms: 14).median
        #expect(median.map { 0...21 ~= $0 } == true)
        let basis = CashBasis(history, asOf: Self.today, weeks: 13)
        #expect(basis.gaps.contains(.tradeUnknown))
        let forecast = CashForecast(basis)
        #expect(forecast.weeks.allSatisfy { $0.p10 == 0 && $0.p90 == 0 })
        #expect(forecast.shortage == nil)
    }

    @Test("Rent and wages are found with their days and amounts; trade is not taken for them")
    func recurring() throws {
        #expect(Self.basis.items.map(\.name).sorted() == ["Amani Properties", "wages"])
        let rent = try #require(Self.basis.items.first { $0.party == "landlord" })
        #expect(rent.amounts.allSatisfy { $0 == 1_000_000 })
        #expect(rent.terms == 5)
        #expect(rent.days.allSatisfy { $0.day == 2 })
        #expect(rent.days.count == 3)
        let wages = try #require(Self.basis.items.first { $0.name == "wages" })
        #expect(wages.days.map(\.day) == [28, 28, 28])
        #expect(wages.direction == .out)
    }

    @Test("What is declared of a party replaces what was found")
    func declared() {
        var history = Self.shop.history
        history.declared = [
            DeclaredCash(
                CashItem(
                    id: "plan", name: "Rent", source: .declared, direction: .out,
                    party: "landlord", days: [Self.today.adding(days: 5)], amounts: [1_200_000]),
                .monthly, from: Self.today.adding(days: 5), declaredAt: Instant(Self.today))
        ]
        let basis = CashBasis(history, asOf: Self.today, weeks: 13)
        #expect(basis.items.filter { $0.party == "landlord" }.map(\.id) == ["plan"])
    }

    @Test("The parts of each week sum to the change of the expected balance")
    func partsSum() {
        let forecast = CashForecast(Self.basis)
        var balance = forecast.opening
        for week in forecast.weeks {
            balance += week.parts.reduce(0) { $0 + $1.amount }
            #expect(week.expected == balance)
            for part in week.parts where part.cause == .papers {
                #expect(part.papers.reduce(0) { $0 + $1.amount } == part.amount)
            }
            #expect(week.p10 <= week.p50 && week.p50 <= week.p90)
        }
        #expect(Set(forecast.weeks.flatMap(\.parts).map(\.cause)).count == 3)
    }

    @Test("Nothing is counted twice: steady shops go on as they did",
        arguments: CashDirection.allCases)
    func countedOnce(direction: CashDirection) {
        // One shop's next quarter is a matter of chance, that of ten together nearly none.
        var (coming, usual) = (Int64(0), Int64(0))
        for seed in UInt64(1)...10 {
            let shop = GeneratedShop(seed: seed, from: Self.first)
            let basis = CashBasis(plain: shop.history, asOf: Self.today, weeks: 13, seed: 1)
            let forecast = CashForecast(basis)
            coming += forecast.weeks.flatMap(\.parts).filter { $0.direction == direction }
                .reduce(0) { $0 + abs($1.amount) }
            usual += shop.history.movements.filter {
                ($0.amount > 0) == (direction == .in) && $0.day.days(to: Self.today) < 364
            }.reduce(0) { $0 + abs(Int64(clamping: $1.amount)) } / 4
        }
        let ratio = Double(coming) / Double(usual)
        #expect(0.93...1.07 ~= ratio, "\(direction): \(ratio)")
    }

    @Test("A payer's delay moves its money and nobody else's")
    func late() {
        let usual = CashForecast(Self.basis)
        let late = CashForecast(
            Self.basis, scenario: CashScenario([.late(party: "slow", days: 21)]))
        #expect(late.weeks[3].p50 < usual.weeks[3].p50)
        func others(_ forecast: CashForecast) -> [CashForecast.Part] {
            forecast.weeks.flatMap(\.parts).filter { $0.subject != "slow" }
        }
        #expect(others(late) == others(usual))
        let first = late.weeks.prefix(3).flatMap(\.parts).filter { $0.subject == "slow" }
        #expect(first.isEmpty)
    }

    @Test("Sales fall, purchases are skipped, a payment is added: each recomputes")
    func scenarios() throws {
        let usual = CashForecast(Self.basis)
        let fewer = CashForecast(
            Self.basis, scenario: try CashScenario("sales:-20", currency: .kes))
        let drop = usual.weeks[12].expected - fewer.weeks[12].expected
        let trade = usual.weeks.flatMap(\.parts).filter { $0.cause == .trade && $0.amount > 0 }
            .reduce(0) { $0 + $1.amount }
        #expect(abs(drop - trade / 5) <= 13)
        let item = try #require(Self.basis.items.first { $0.name == "wages" })
        let skipped = CashForecast(
            Self.basis, scenario: try CashScenario("skip:\(item.id)", currency: .kes))
        #expect(skipped.weeks[12].expected - usual.weeks[12].expected == 6_000_000)
        let day = Self.today.adding(days: 10)
        let once = CashForecast(
            Self.basis, scenario: try CashScenario("once:\(day.iso):-5000.00", currency: .kes))
        #expect(usual.weeks[0].expected == once.weeks[0].expected)
        #expect(usual.weeks[1].expected - once.weeks[1].expected == 500_000)
        #expect(usual.weeks[1].p50 - once.weeks[1].p50 == 500_000)
    }

    @Test("A scenario that cannot be read is refused", arguments: [
        "late:x", "sales:much", "sales:-101", "late:x:-1", "once:2026-13-01:1", "once:x", "?",
        "skip", "once:2026-12-01:1.234",
    ])
    func unreadable(text: String) {
        #expect(throws: CashScenarioRefusal.self) {
            try CashScenario(text, currency: .kes)
        }
    }

    @Test("A bill that cannot be paid gives the day and the amount that is missing")
    func shortage() throws {
        var history = CashHistory(currency: .kes, before: 1_000_00)
        history.declared = [
            DeclaredCash(
                CashItem(
                    id: "tax", name: "Tax", source: .declared, direction: .out,
                    days: [Self.today.adding(days: 20)], amounts: [1_500_00]),
                .once, from: Self.today.adding(days: 20), declaredAt: Instant(Self.today))
        ]
        let forecast = CashForecast(CashBasis(history, asOf: Self.today, weeks: 13))
        let shortage = try #require(forecast.shortage)
        #expect(shortage.chance == LatenessCurve.whole)
        #expect(shortage.day == Self.today.adding(days: 20))
        #expect(shortage.amount == 500_00)
        #expect(forecast.weeks[1].short == 0)
        #expect(forecast.weeks[2].short == LatenessCurve.whole)
    }

    @Test("A basis is read back as it was written, and gives the same forecast")
    func travels() throws {
        var writer = JSONWriter()
        Self.basis.write(to: &writer)
        let read = try #require(CashBasis(try JSONValue.parse(writer.bytes)))
        #expect(read == Self.basis)
        #expect(CashForecast(read) == CashForecast(Self.basis))
        #expect(CashBasis(.object([])) == nil)
        // Credit of more days than the calendar has is no credit.
        let text = String(decoding: writer.bytes, as: UTF8.self)
        let terms = try #require(text.firstMatch(of: /"terms":-?[0-9]+/)).output
        for far in ["\(Int64.min)", "\(Int64.max)", "3652059", "-3652059"] {
            let other = text.replacing(terms, with: "\"terms\":" + far)
            #expect(CashBasis(try JSONValue.parse(Array(other.utf8))) == nil, "\(far)")
        }
    }

    @Test("What was recorded later does not change what was known")
    func knownThen() {
        let then = Self.today.adding(days: -91)
        let instant = Instant(then.adding(days: 1))
        let basis = CashBasis(Self.shop.history.known(at: instant), asOf: then, weeks: 13)
        var history = Self.shop.history
        history.movements.append(
            .init(
                day: then.adding(days: -3), amount: -7_000_000, key: "late", name: "late",
                knownAt: Instant(Self.today)))
        #expect(CashBasis(history.known(at: instant), asOf: then, weeks: 13) == basis)
    }

    @Test("On shops' own past the intervals hold what they promise and beat plain guesses")
    func backtest() throws {
        var (inside, weeks, wins) = (0.0, 0.0, 0)
        let seeds: [UInt64] = [1, 2, 3]
        for seed in seeds {
            let shop = GeneratedShop(seed: seed, from: Self.first)
            let backtest = try #require(
                CashBacktest(shop.history, asOf: Self.today, weeks: 13))
            inside += Double(backtest.coverage) * Double(backtest.weeks)
            weeks += Double(backtest.weeks)
            wins += backtest.guessWins ? 0 : 1
        }
        #expect(0.7e6...0.95e6 ~= inside / weeks)
        #expect(wins == seeds.count)
    }

    @Test("Books of a few weeks are not tried on their past")
    func tooYoung() {
        let shop = GeneratedShop(seed: 1, from: Self.today.adding(days: -60), days: 61)
        #expect(CashBacktest(shop.history, asOf: Self.today, weeks: 13) == nil)
        let forecast = CashForecast(CashBasis(shop.history, asOf: Self.today, weeks: 13))
        #expect(forecast.weeks.count == 13)
    }
}
