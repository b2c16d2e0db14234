import Ledger
import Testing

@testable import Insight

@Suite("What came once is no trade to come")
struct CashTradeTests {
    private static let today = CashForecastTests.today

    /// Invoices of some five hundred every third day of two hundred, paid the same day.
    private static func shop(days: Int = 200) -> CashHistory {
        var history = CashHistory(currency: .kes)
        for ago in stride(from: days, to: 0, by: -3) {
            let more = ago * 3_700 % 20_000
            sell(Int64(40_000 + more), ago: ago, in: &history)
        }
        return history
    }

    private static func sell(
        _ amount: Int64, _ direction: CashDirection = .in, ago: Int, capital: Int64 = 0,
        in history: inout CashHistory
    ) {
        let day = today.adding(days: -ago)
        let id = "\(direction)-\(history.papers.count)"
        history.papers.append(
            .init(
                id: id, number: id, party: "buyer", direction: direction, day: day, due: day,
                amount: amount, knownAt: Instant(day), capital: capital))
        history.settlings.append(
            .init(paper: id, payment: id, day: day, amount: amount, knownAt: Instant(day)))
        history.movements.append(
            .init(
                day: day, amount: amount * direction.sign, payment: id, party: "buyer",
                key: "buyer", name: "", knownAt: Instant(day)))
        history.movements.sort { $0.day < $1.day }
    }

    private static func post(
        _ amount: Int64, _ key: String, ago: Int, capital: Int64, in history: inout CashHistory
    ) {
        let day = today.adding(days: -ago)
        history.movements.append(
            .init(
                day: day, amount: amount, key: key, name: key, knownAt: Instant(day),
                capital: capital))
        history.movements.sort { $0.day < $1.day }
    }

    private static func trade(_ history: CashHistory, _ direction: CashDirection = .in) -> Int64 {
        let basis = CashBasis(plain: history, asOf: today, weeks: 13, seed: 1)
        return CashOnceTests.total(basis, direction, .trade)
    }

    @Test("A loan, an owner's capital and a van leave trade as it was", arguments: [170, 100, 30])
    func capital(ago: Int) {
        let usual = Self.trade(Self.shop())
        #expect(1_400_000...1_600_000 ~= usual, "\(usual)")
        for amount in [Int64(10_000_000), -10_000_000] {
            var history = Self.shop()
            Self.post(amount, "loan", ago: ago, capital: amount, in: &history)
            #expect(Self.trade(history) == usual)
            #expect(Self.trade(history, .out) == 0)
        }
        var history = Self.shop()
        Self.sell(10_000_000, .out, ago: ago, capital: 10_000_000, in: &history)
        #expect(Self.trade(history) == usual)
        #expect(Self.trade(history, .out) == 0)
    }

    @Test("Of an instalment the interest is spent; one that recurs is found whole")
    func instalments() {
        var history = Self.shop()
        Self.post(-1_200_000, "instalment", ago: 40, capital: -1_000_000, in: &history)
        func flows(_ history: CashHistory) -> [Int64] {
            let recurring = RecurringCash(
                history, on: Self.today, until: Self.today.adding(days: 91))
            return TradeFlow.all(history, without: recurring, on: Self.today, weeks: 13)
                .filter { $0.direction == .out }.map(\.amount)
        }
        #expect(flows(history) == [200_000])
        for ago in [70, 101, 130, 9] {
            Self.post(-1_200_000, "instalment", ago: ago, capital: -1_000_000, in: &history)
        }
        #expect(flows(history).isEmpty)
        let basis = CashBasis(history, asOf: Self.today, weeks: 13)
        #expect(basis.items.map(\.amounts).allSatisfy { $0.allSatisfy { $0 == 1_200_000 } })
        #expect(CashOnceTests.total(basis, .out, .item) == 3_600_000)
    }

    @Test("One invoice of a hundred times the usual neither moves trade nor ends it",
        arguments: [170, 100, 30, 2])
    func outlier(ago: Int) throws {
        let usual = CashBasis(plain: Self.shop(), asOf: Self.today, weeks: 13, seed: 1)
        var history = Self.shop()
        Self.sell(10_000_000, ago: ago, in: &history)
        let basis = CashBasis(plain: history, asOf: Self.today, weeks: 13, seed: 1)
        func middle(_ basis: CashBasis) throws -> Double {
            let last = try #require(CashForecast(basis).weeks.last)
            return Double(last.p50 - basis.opening)
        }
        let middles = try middle(basis) / middle(usual)
        #expect(0.9...1.1 ~= middles, "\(middles)")
        let ratio = Double(CashOnceTests.total(basis, .in, .trade))
            / Double(CashOnceTests.total(usual, .in, .trade))
        #expect(0.9...1.1 ~= ratio, "\(ratio)")
    }

    @Test("Large weeks that return, or of which there are many, are how a trade goes")
    func lumps() {
        func flow(_ amount: Int, ago: Int) -> TradeFlow {
            let day = Self.today.adding(days: -ago)
            return TradeFlow(day: day, amount: Int64(amount), direction: .in, announced: day)
        }
        func flows(_ agos: [Int], weeks: Int) -> [TradeFlow] {
            let usual = (0..<weeks).map { week -> TradeFlow in
                let more = week * 7_919 % 20_000
                return flow(100_000 + more, ago: 7 * week)
            }
            return usual + agos.map { flow(2_000_000, ago: $0) }
        }
        func lost(_ agos: [Int], weeks: Int) -> Int64 {
            let all = flows(agos, weeks: weeks)
            let usual = TradeFlow.usual(all, on: Self.today, count: weeks)
            let before: Int64 = all.reduce(0) { $0 + $1.amount }
            let after: Int64 = usual.reduce(0) { $0 + $1.amount }
            return before - after
        }
        // What would lack to a usual week stays.
        #expect(1_980_000...2_000_000 ~= lost([100], weeks: 28))
        #expect(3_960_000...4_000_000 ~= lost([100, 300], weeks: 104))
        #expect(lost([30, 90, 150], weeks: 28) == 0)
        // The feast of last year and the one before.
        #expect(lost([35, 35 + 364], weeks: 104) == 0)
    }

    @Test("A past that was told too high ends no course but its own")
    func tooHigh() {
        var history = Self.shop(days: 400)
        for ago in [394, 387, 380] { Self.sell(10_000_000, ago: ago, in: &history) }
        let courses = CashBasis(plain: history, asOf: Self.today, weeks: 13, seed: 1).trade.incoming
        #expect(courses.contains { $0.allSatisfy { $0 > 0 } })
    }

    @Test("Books in which all recurs have no trade to come, and lack nothing")
    func noTrade() throws {
        var history = CashHistory(currency: .kes, before: 10_000_000)
        for month in 0..<25 {
            Self.post(-50_000, "rent", ago: 760 - month * 30, capital: 0, in: &history)
        }
        let basis = CashBasis(history, asOf: Self.today, weeks: 13)
        #expect(basis.items.map(\.id) == ["out:rent"])
        #expect(basis.gaps.isEmpty)
        for text in ["sales:10", "purchases:-5"] {
            #expect(throws: CashScenarioRefusal.unchanged(text)) {
                try CashScenario(text, currency: .kes).resolved(for: basis)
            }
        }
        let young = CashBasis(Self.shop(days: 20), asOf: Self.today, weeks: 13)
        #expect(young.gaps == [.tradeUnknown])
        let books = CashBasis(Self.shop(), asOf: Self.today, weeks: 13)
        #expect(books.gaps.isEmpty)
        #expect(throws: Never.self) {
            try CashScenario("sales:10", currency: .kes).resolved(for: books)
        }
        #expect(throws: CashScenarioRefusal.unchanged("purchases:10")) {
            try CashScenario("purchases:10", currency: .kes).resolved(for: books)
        }
    }
}
