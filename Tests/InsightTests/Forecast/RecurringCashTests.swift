import Ledger
import Testing

@testable import Insight

@Suite("What was agreed recurs, and what moves as sales do is trade")
struct RecurringCashTests {
    private static let today = CashForecastTests.today

    /// Books of one wording: the amounts of the days before today, the last one last.
    private static func books(_ sums: [(day: Day, amount: Int64)]) -> CashHistory {
        var history = CashHistory(currency: .kes, before: 100_000_000)
        for (day, amount) in sums {
            history.movements.append(
                .init(day: day, amount: amount, key: "sum", name: "Sum", knownAt: Instant(day)))
        }
        return history
    }

    private static func weekly(_ count: Int, _ amount: (Int, Day) -> Double) -> CashHistory {
        books(
            (0..<count).map { week in
                let day = today.adding(days: -7 * (count - 1 - week))
                return (day, Int64(amount(week, day).rounded()))
            })
    }

    /// Once a month on the fifth, the last in November.
    private static func monthly(_ amounts: [Int64]) -> [(day: Day, amount: Int64)] {
        amounts.enumerated().compactMap { place, amount in
            Day(year: 2026, month: 11, day: 5).map {
                ($0.adding(months: place + 1 - amounts.count), amount)
            }
        }
    }

    private static func items(_ history: CashHistory) -> [CashItem] {
        RecurringCash(history, on: today, until: today.adding(days: 91)).items
    }

    private static func plain(_ history: CashHistory) -> CashBasis {
        CashBasis(plain: history, asOf: today, weeks: 13, seed: 1)
    }

    /// The change until the end: p10, p50 and p90.
    private static func changes(_ basis: CashBasis) -> [Int64] {
        CashForecast(basis).weeks.last.map { week in
            [week.p10, week.p50, week.p90].map { $0 - basis.opening }
        } ?? []
    }

    @Test("Takings that are booked once a week have their season, and a band as wide as daily ones")
    func season() {
        func level(_ day: Day) -> Double {
            day.month == 12 && day.day < 29 ? 300_000 : day.month == 1 ? 60_000 : 100_000
        }
        var generator = SeededGenerator(seed: 4)
        let weekly = Self.weekly(109) { _, day in
            level(day) * (0.92 + 0.16 * generator.uniform())
        }
        let daily = Self.books(
            (0...760).map { ago in
                let day = Self.today.adding(days: ago - 760)
                return (day, Int64(level(day) / 7 * (0.92 + 0.16 * generator.uniform())))
            })
        #expect(Self.items(weekly).isEmpty && Self.items(daily).isEmpty)
        let (once, spread) = (Self.changes(Self.plain(weekly)), Self.changes(Self.plain(daily)))
        let ratio = Double(once[1]) / Double(spread[1])
        #expect(0.85...1.15 ~= ratio, "\(once) \(spread)")
        #expect(once[2] - once[0] > (spread[2] - spread[0]) / 2, "\(once) \(spread)")
    }

    @Test("Takings that grow or shrink from week to week are trade", arguments: [0.01, 0.02, -0.02])
    func trend(growth: Double) {
        let all = (0..<124).map { Elementary.power(1 + growth, Double($0)) * 100_000 }
        let history = Self.weekly(111) { week, _ in all[week] }
        #expect(Self.items(history).isEmpty)
        let truth = all.dropFirst(111).reduce(0, +)
        let coming = Double(CashOnceTests.total(Self.plain(history), .in, .trade))
        #expect(0.85...1.1 ~= coming / truth, "\(coming) of \(truth)")
    }

    @Test("What varies every week around one amount is an item once half a year has shown it",
        arguments: [(20, 0), (60, 1), (150, 1)])
    func steady(weeks: Int, items: Int) {
        var generator = SeededGenerator(seed: 11)
        let history = Self.weekly(weeks) { _, _ in -50_000 * (0.9 + 0.2 * generator.uniform()) }
        #expect(Self.items(history).count == items)
        // In one of the two places.
        let basis = Self.plain(history)
        let coming = Double(CashOnceTests.total(basis, .out)) / Double(13 * 50_000)
        #expect(0.85...1.15 ~= coming, "\(coming)")
        #expect(CashOnceTests.total(basis, .out, items == 1 ? .trade : .item) == 0)
    }

    @Test("A raise is followed at once, with the old amount in the doubt until it came twice",
        arguments: 1...6)
    func raised(times: Int) {
        let amounts = (0..<16).map { Int64($0 < 16 - times ? -400_000 : -500_000) }
        var history = Self.books(Self.monthly(amounts))
        for (day, amount) in Self.monthly(amounts) {
            history.papers.append(
                .init(
                    id: day.iso, number: "", party: "landlord", direction: .out, day: day,
                    due: day, amount: -amount, knownAt: Instant(day)))
        }
        let items = Self.items(history)
        #expect(items.map(\.id) == ["out:paper:landlord", "out:sum"])
        let likely: Set<Int64> = times == 1 ? [400_000, 500_000] : [500_000]
        #expect(items.allSatisfy { Set($0.amounts) == likely })
        history.papers = []
        let raised = times == 1 ? Int64(-1_200_000) : -1_500_000
        #expect(Self.changes(Self.plain(history)) == [-1_500_000, -1_500_000, raised])
    }

    @Test("A raise is followed where wages vary by some hundredths, too")
    func raisedVarying() {
        var generator = SeededGenerator(seed: 3)
        let amounts = (0..<20).map { month -> Int64 in
            let level = month < 18 ? 400_000.0 : 500_000
            return -Int64(level * (0.985 + 0.03 * generator.uniform()))
        }
        let items = Self.items(Self.books(Self.monthly(amounts)))
        #expect(items.map(\.amounts) == [amounts.suffix(2).map { -$0 }])
    }

    @Test("An odd payment changes nothing, and is expected where it comes every December")
    func odd() {
        var amounts = [Int64](repeating: -400_000, count: 24)
        amounts[20] = -800_000
        #expect(Self.items(Self.books(Self.monthly(amounts))).map(\.amounts)
            == [[400_000, 400_000, 400_000, 400_000]])
        // December of 2024 and 2025.
        (amounts[0], amounts[20]) = (-400_000, -400_000)
        amounts.insert(contentsOf: [-400_000], at: 0)
        (amounts[1], amounts[13]) = (-800_000, -800_000)
        let items = Self.items(Self.books(Self.monthly(amounts)))
        #expect(Set(items.map(\.id)) == ["out:sum"])
        #expect(items.map { $0.days.map(\.month) } == [[12], [1, 2]])
        #expect(items.first?.amounts == [800_000])
        #expect(items.last?.amounts.allSatisfy { $0 == 400_000 } == true)
        #expect(
            CashOnceTests.total(Self.plain(Self.books(Self.monthly(amounts))), .out) == 1_600_000)
        // A double one that came last is one in four to stay.
        amounts = [Int64](repeating: -400_000, count: 11) + [-800_000]
        #expect(
            Self.items(Self.books(Self.monthly(amounts))).map(\.amounts)
                == [[400_000, 400_000, 400_000, 800_000]])
    }

    @Test("The band of what varies holds what it promises, of one month and of three")
    func coverage() {
        var (first, all) = (0, 0)
        let turns = 150
        for turn in 0..<turns {
            var generator = SeededGenerator(seed: UInt64(turn) * 7_919)
            func next() -> Int64 { -Int64(100_000 * (0.8 + 0.4 * generator.uniform())) }
            let basis = Self.plain(Self.books(Self.monthly((0..<18).map { _ in next() })))
            let weeks = CashForecast(basis).weeks
            func isWithin(_ change: Int64, _ week: CashForecast.Week) -> Bool {
                week.p10...week.p90 ~= basis.opening + change
            }
            let came = (0..<3).map { _ in next() }
            // The fifth of December is in the second week.
            if isWithin(came[0], weeks[1]) { first += 1 }
            if isWithin(came.reduce(0, +), weeks[12]) { all += 1 }
        }
        #expect(0.72...0.9 ~= Double(first) / Double(turns), "\(first) of \(turns)")
        #expect(0.72...0.9 ~= Double(all) / Double(turns), "\(all) of \(turns)")
    }

    @Test("Rent that is paid without a bill is an item of its party, and no trade")
    func onAccount() throws {
        var history = CashHistory(currency: .kes, before: 6_900_000)
        history.names = ["landlord": "Amani Properties"]
        for (day, amount) in Self.monthly([Int64](repeating: -400_000, count: 16)) {
            history.movements.append(
                .init(
                    day: day, amount: amount, payment: day.iso, party: "landlord",
                    key: "landlord", name: "Payment", knownAt: Instant(day)))
        }
        let basis = Self.plain(history)
        let item = try #require(basis.items.first)
        #expect(basis.items.count == 1 && item.name == "Amani Properties")
        #expect(item.party == "landlord" && item.days.map(\.day) == [5, 5, 5])
        #expect(CashOnceTests.total(basis, .out, .trade) == 0)
        #expect(CashOnceTests.total(basis, .out) == 1_200_000)
        #expect(CashForecast(basis).shortage?.day == Day(year: 2027, month: 1, day: 5))
        // What settles papers tells of them, and what went back of nothing.
        for refund in [nil, "back"] as [String?] {
            var settled = history
            settled.settlings = history.movements.map {
                .init(
                    paper: refund == nil ? "bill" : "", payment: $0.payment, day: $0.day,
                    amount: 400_000, knownAt: $0.knownAt, refund: refund)
            }
            #expect(Self.plain(settled).items.isEmpty)
        }
        history.declared = [
            DeclaredCashTests.plan(500_000, .monthly, replaces: "out:payment:landlord")
        ]
        #expect(Self.plain(history).items.map(\.id) == ["plan"])
        #expect(CashOnceTests.total(Self.plain(history), .out, .trade) == 0)
    }
}
