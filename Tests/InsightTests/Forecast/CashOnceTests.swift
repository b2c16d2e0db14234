import Ledger
import Testing

@testable import Insight

@Suite("Each franc stands in one place")
struct CashOnceTests {
    static let first = CashForecastTests.first
    static let today = CashForecastTests.today
    static let shop = CashForecastTests.shop.history
    static let basis = CashForecastTests.basis

    static func basis(of history: CashHistory) -> CashBasis {
        CashBasis(history, asOf: today, weeks: 13)
    }

    /// What leaves, or comes, within the forecast.
    static func total(
        _ basis: CashBasis, _ direction: CashDirection, _ cause: CashForecast.Cause? = nil
    ) -> Int64 {
        CashForecast(basis).weeks.flatMap(\.parts)
            .filter { $0.direction == direction && cause ?? $0.cause == $0.cause }
            .reduce(0) { $0 + abs($1.amount) }
    }

    @Test("A payment that was recorded by mistake and undone changes nothing",
        arguments: ["payment", nil] as [String?])
    func undone(payment: String?) {
        var history = Self.shop
        for (entry, undoes, amount) in [("a", nil, 500_000_000), ("b", "a", -500_000_000)]
            as [(String, String?, Int64)]
        {
            history.movements.append(
                .init(
                    day: Self.today.adding(days: -1), amount: amount, payment: payment,
                    party: "prompt", key: "prompt", name: "prompt",
                    knownAt: Instant(Self.today, hour: entry == "a" ? 9 : 11), entry: entry,
                    undoes: undoes))
        }
        #expect(Self.basis(of: history) == Self.basis)
        // Until it was undone it was money.
        let then = Instant(Self.today, hour: 10)
        #expect(
            Self.basis(of: history.known(at: then)).opening
                == Self.basis(of: Self.shop.known(at: then)).opening + 500_000_000)
    }

    @Test("Where more recurs than is named, the rest stays in trade and the largest are named")
    func manyItems() {
        var history = CashHistory(currency: .kes, before: 10_000_000)
        for month in 0..<24 {
            let day = Day(year: 2024, month: 12, day: 5)?.adding(months: month) ?? Self.first
            for member in 0..<80 {
                history.movements.append(
                    .init(
                        day: day, amount: 50_000, party: "member-\(member)",
                        key: "member-\(member)", name: "Member", knownAt: Instant(day)))
            }
            history.movements.append(
                .init(
                    day: day, amount: -1_000_000, party: "landlord", key: "landlord",
                    name: "Landlord", knownAt: Instant(day)))
        }
        let basis = Self.basis(of: history)
        #expect(basis.items.count == 60)
        #expect(basis.items.contains { $0.party == "landlord" })
        #expect(Self.total(basis, .out) == 3_000_000)
        let coming = Double(Self.total(basis, .in)) / Double(80 * 3 * 50_000)
        #expect(0.85...1.15 ~= coming, "\(coming)")
    }

    @Test("Wages that came before their day are not expected on it again", arguments: [20, 14])
    func early(day: Int) throws {
        var history = CashHistory(currency: .kes, before: 10_000_000)
        for month in 1...11 {
            let day = try #require(Day(year: 2026, month: month, day: month == 11 ? day : 28))
            history.movements.append(
                .init(
                    day: day, amount: -10_000, key: "wages", name: "Wages", knownAt: Instant(day)))
        }
        let wages = try #require(Self.basis(of: history).items.first)
        #expect(wages.days.map(\.month) == [12, 1])
        #expect(wages.days.allSatisfy { $0 > Self.today.adding(days: 20) })
    }

    @Test("Entries that are booked for years to come leave a forecast standing", arguments: 1...26)
    func bookedFarAhead(weeks: Int) throws {
        var history = Self.shop
        for month in 6...8 {
            let day = try #require(Day(year: 2027, month: month, day: 15))
            history.movements.append(
                .init(
                    day: day, amount: -10_000, key: "lease", name: "Lease",
                    knownAt: Instant(Self.today)))
        }
        let basis = CashBasis(history, asOf: Self.today, weeks: weeks)
        #expect(basis.opening == Self.basis.opening)
        #expect(CashForecast(basis).weeks.count == weeks)
        let items = basis.items.filter { $0.name == "Lease" }
        #expect(items.allSatisfy { $0.days.allSatisfy { $0 <= basis.end } })
    }

    @Test("What was paid too much and went back is neither an advance nor trade")
    func refund() throws {
        func history(isRefunded: Bool) -> CashHistory {
            var history = CashHistory(currency: .kes, before: 10_000_000)
            let day = Self.today.adding(days: -40)
            history.papers = [
                .init(
                    id: "old", number: "1", party: "buyer", direction: .in, day: day, due: day,
                    amount: 100_000, knownAt: Instant(day)),
                .init(
                    id: "new", number: "2", party: "buyer", direction: .in, day: Self.today,
                    due: Self.today.adding(days: 7), amount: 80_000, knownAt: Instant(Self.today)),
            ]
            history.movements = [
                .init(
                    day: day, amount: 150_000, payment: "paid", party: "buyer", key: "buyer",
                    name: "", knownAt: Instant(day))
            ]
            history.settlings = [
                .init(
                    paper: "old", payment: "paid", day: day, amount: 100_000, knownAt: Instant(day))
            ]
            guard isRefunded else { return history }
            history.movements.append(
                .init(
                    day: day.adding(days: 1), amount: -50_000, payment: "back", party: "buyer",
                    key: "buyer", name: "", knownAt: Instant(day.adding(days: 1))))
            history.settlings.append(
                .init(
                    paper: "", payment: "paid", day: day, amount: 50_000,
                    knownAt: Instant(day.adding(days: 1)), refund: "back"))
            return history
        }
        #expect(Self.basis(of: history(isRefunded: false)).papers.map(\.amount) == [30_000])
        let basis = Self.basis(of: history(isRefunded: true))
        #expect(basis.papers.map(\.amount) == [80_000])
        let recurring = RecurringCash(
            history(isRefunded: true), on: Self.today, until: basis.end)
        let flows = TradeFlow.all(
            history(isRefunded: true), without: recurring, on: Self.today, weeks: 13)
        #expect(flows.map(\.amount) == [100_000] && flows.first?.direction == .in)
    }

    @Test("Books that were entered late are not tried on days of which nothing was known")
    func enteredLate() {
        var history = Self.shop
        let entered = Instant(Self.today.adding(days: -3))
        for index in history.movements.indices { history.movements[index].knownAt = entered }
        for index in history.papers.indices { history.papers[index].knownAt = entered }
        for index in history.settlings.indices { history.settlings[index].knownAt = entered }
        #expect(CashBacktest(history, asOf: Self.today, weeks: 13) == nil)
        #expect(CashBacktest(Self.shop, asOf: Self.today, weeks: 13) != nil)
    }

    @Test("What was left out twice is expected once")
    func leftOut() throws {
        var history = CashHistory(currency: .kes, before: 10_000_000)
        for week in 3..<20 {
            let day = Self.today.adding(days: -7 * week + 6)
            history.movements.append(
                .init(
                    day: day, amount: -10_000, key: "milk", name: "Milk", knownAt: Instant(day)))
        }
        history.movements.sort { $0.day < $1.day }
        let milk = try #require(Self.basis(of: history).items.first)
        let tomorrow = Self.today.adding(days: 1)
        #expect(milk.days.filter { $0 == tomorrow }.count == 1)
        #expect(milk.days.count == 14)
    }

    @Test("Scenarios speak of what is there, by id, name or number")
    func resolved() throws {
        let basis = Self.basis
        func resolved(_ text: String) throws -> [CashScenario.Change] {
            try CashScenario(text, currency: .kes).resolved(for: basis).changes
        }
        #expect(
            try resolved("late:st agnes SCHOOL:21,late:slow:2") == [
                .late(party: "slow", days: 21), .late(party: "slow", days: 2),
            ])
        let paper = try #require(basis.papers.first)
        #expect(try resolved("skip:\(paper.number)") == [.skip(id: paper.id)])
        #expect(try resolved("skip:Wages,sales:5") == [
            .skip(id: "out:wages"), .sales(percent: 5),
        ])
        let day = basis.end
        #expect(
            try resolved("once:\(day.iso):-5.00") == [.once(day: day, amount: -500)])
        for (text, refusal) in [
            ("late:nobody:3", .nobody("nobody")), ("skip:nothing", .nothing("nothing")),
            ("once:2020-01-01:5", .outside(try #require(Day(iso: "2020-01-01")))),
            ("once:\(day.adding(days: 1).iso):5", .outside(day.adding(days: 1))),
            ("once:\(day.iso):90000000000000000", .tooMuch("90000000000000000.00")),
            ("sales:0", .unchanged("0 per cent")), ("purchases:-0", .unchanged("0 per cent")),
            ("late:slow:0", .unchanged("slow")), ("once:\(day.iso):0.00", .unchanged(day.iso)),
            ("skip:Wages,skip:out:wages", .unchanged("out:wages")),
        ] as [(String, CashScenarioRefusal)] {
            #expect(throws: refusal) { try resolved(text) }
        }
    }

    @Test("Sums beyond what a number holds stay at its end")
    func beyond() {
        var history = CashHistory(currency: .kes, before: 100)
        history.declared = [DeclaredCashTests.plan(.max / 2, .weekly)]
        let weeks = CashForecast(Self.basis(of: history)).weeks
        #expect(zip(weeks, weeks.dropFirst()).allSatisfy { $0.p50 >= $1.p50 })
        #expect(weeks.last?.p50 == .min && weeks.last?.expected == .min)
    }
}
