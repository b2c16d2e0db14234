import Ledger
import Testing

@testable import Insight

@Suite("What was declared stands for its like, and for no more")
struct DeclaredCashTests {
    private static let today = CashForecastTests.today
    private static let shop = CashForecastTests.shop.history
    private static let basis = CashForecastTests.basis

    private static func basis(of history: CashHistory) -> CashBasis {
        CashOnceTests.basis(of: history)
    }

    /// Books in which nothing but one sum leaves, twenty months long.
    private static func monthly(
        _ key: String, party: String? = nil, _ amount: (Int) -> Int64
    ) -> CashHistory {
        var history = CashHistory(currency: .kes, before: 10_000_000)
        for month in 0..<20 {
            let day = Day(year: 2025, month: 3, day: 20)?.adding(months: month)
                ?? CashForecastTests.first
            history.movements.append(
                .init(
                    day: day, amount: -amount(month), party: party, key: key, name: key,
                    knownAt: Instant(day)))
        }
        return history
    }

    /// Amounts of which none is what recurs.
    private static func uneven(_ month: Int) -> Int64 { Int64(100_000 * (1 + month * 7 % 5)) }

    static func plan(
        _ amount: Int64, _ rhythm: CashRhythm, from day: Day? = nil,
        _ direction: CashDirection = .out, until last: Day? = nil, party: String? = nil,
        replaces: String? = nil, key: String? = nil, isTax: Bool = false,
        declared: Day? = nil
    ) -> DeclaredCash {
        let start = day ?? today.adding(days: 9)
        let end = min(last ?? today.adding(days: 91), today.adding(days: 91))
        let ahead = max(start, today.adding(days: 1))
        return DeclaredCash(
            CashItem(
                id: "plan", name: "Plan", source: .declared, direction: direction, party: party,
                days: ahead <= end ? rhythm.days(from: start, within: ahead...end) : [],
                amounts: [amount]),
            rhythm, from: start, until: last, replaces: replaces, key: key, isAllOfParty: isTax,
            declaredAt: Instant(declared ?? today, hour: 12))
    }

    @Test("A plan stands for the found item of its party, its amount and its way alone")
    func replacesItsLike() {
        func items(_ plan: DeclaredCash) -> [String] {
            var history = Self.shop
            history.declared = [plan]
            return Self.basis(of: history).items.map(\.id).sorted()
        }
        let (rent, wages) = ("out:paper:landlord", "out:wages")
        #expect(Self.basis.items.map(\.id).sorted() == [rent, wages])
        #expect(items(Self.plan(1_200_000, .monthly, party: "landlord")) == [wages, "plan"])
        #expect(items(Self.plan(20_000, .monthly, party: "landlord")).contains(rent))
        #expect(items(Self.plan(1_000_000, .once, party: "landlord")).contains(rent))
        #expect(items(Self.plan(1_000_000, .monthly, .in, party: "landlord")).contains(rent))
        #expect(items(Self.plan(9_000_000, .monthly, replaces: rent)) == [wages, "plan"])
        // Wages have no party: the plan's words tell.
        #expect(items(Self.plan(2_500_000, .monthly, key: "wages")) == [rent, "plan"])
        #expect(items(Self.plan(2_500_000, .monthly, key: "-")).contains(wages))
        // A plan of another size, or that returns more rarely, is other money.
        #expect(items(Self.plan(900, .monthly, key: "wages")).contains(wages))
        #expect(items(Self.plan(1_000_000, .yearly, party: "landlord")).contains(rent))
        #expect(
            items(Self.plan(1_000_000, .yearly, party: "landlord", isTax: true)).contains(rent))
    }

    @Test("What is planned once comes on top, whatever it names")
    func onceReplacesNothing() {
        var history = Self.shop
        history.declared = [Self.plan(1_000_000, .once, replaces: "out:paper:landlord")]
        let items = Self.basis(of: history).items
        #expect(items.filter { $0.id != "plan" } == Self.basis.items)
        #expect(items.count == Self.basis.items.count + 1)
    }

    @Test("A found item lasts until the plan that replaces it begins", arguments: [true, false])
    func laterPlan(isNamed: Bool) {
        var history = Self.shop
        let begins = Self.today.adding(days: 70)
        history.declared = [
            Self.plan(
                1_500_000, .monthly, from: begins, party: "landlord",
                replaces: isNamed ? "out:paper:landlord" : nil)
        ]
        let basis = Self.basis(of: history)
        func days(_ id: String) -> [Day] { basis.items.first { $0.id == id }?.days ?? [] }
        let before = Self.basis.items.first { $0.party == "landlord" }?.days ?? []
        #expect(before.count == 3)
        #expect(days("out:paper:landlord") == before.filter { $0.days(to: begins) > 15 })
        #expect(days("out:paper:landlord").count == 2)
        #expect(days("plan") == [begins])
        #expect(basis.trade == Self.basis.trade)
    }

    @Test("A plan without a day in these weeks still replaces, also when its last day has passed")
    func planWithoutDays() {
        func basis(first: Int, last: Int? = nil, _ rhythm: CashRhythm) -> CashBasis {
            var history = Self.shop
            history.declared = [
                Self.plan(
                    1_000_000, rhythm, from: Self.today.adding(days: first),
                    until: last.map { Self.today.adding(days: $0) }, party: "landlord",
                    replaces: "out:paper:landlord")
            ]
            return Self.basis(of: history)
        }
        let without = Self.basis.items.filter { $0.party != "landlord" }
        #expect(without.count == 1)
        // The rent is paid once a year now, last month for the first time.
        let yearly = basis(first: -30, .yearly)
        #expect(yearly.items == without)
        #expect(yearly.trade == Self.basis.trade)
        // Its last instalment was due this month, and is not followed by more.
        #expect(basis(first: -400, last: -8, .monthly).items == without)
        // A plan that ended before what was seen since says nothing of it.
        #expect(basis(first: -800, last: -400, .monthly).items == Self.basis.items)
    }

    @Test("A plan's day for which the bill is there is the bill")
    func openBill() {
        var history = Self.shop
        let due = Self.today.adding(days: 4)
        history.papers.append(
            .init(
                id: "open", number: "77", party: "landlord", direction: .out,
                day: Self.today.adding(days: -1), due: due, amount: 1_000_000,
                knownAt: Instant(Self.today)))
        history.declared = [
            Self.plan(1_000_000, .monthly, from: due.adding(days: 5), party: "landlord")
        ]
        func days() -> [Int] {
            Self.basis(of: history).items.first { $0.id == "plan" }?.days.map(\.month) ?? []
        }
        #expect(days() == [1, 2])
        // Another amount is other money.
        history.papers[history.papers.count - 1].amount = 30_000
        #expect(days() == [12, 1, 2])
    }

    @Test("A bill that is paid in part, or before its day, is the plan's all the same")
    func paidBill() {
        let due = Self.today.adding(days: 6)
        func days(paid: Int64, known: Day, _ isTax: Bool = false, amount: Int64 = 1_000_000)
            -> [Int]
        {
            var history = Self.shop
            history.papers.append(
                .init(
                    id: "open", number: "77", party: "landlord", direction: .out,
                    day: known, due: due, amount: amount, knownAt: Instant(known)))
            history.settlings.append(
                .init(
                    paper: "open", payment: nil, day: known, amount: paid, knownAt: Instant(known)))
            history.declared = [
                Self.plan(
                    1_000_000, .monthly, from: due, party: "landlord", isTax: isTax,
                    declared: Self.today.adding(days: -30))
            ]
            return Self.basis(of: history).items.first { $0.id == "plan" }?.days.map(\.month) ?? []
        }
        let yesterday = Self.today.adding(days: -1)
        #expect(days(paid: 600_000, known: yesterday) == [12, 1])
        #expect(days(paid: 1_000_000, known: yesterday) == [12, 1])
        // Taxes are what they turn out to be.
        #expect(days(paid: 0, known: yesterday, true, amount: 4_000_000) == [12, 1])
        #expect(days(paid: 0, known: yesterday, amount: 4_000_000) == [11, 12, 1])
    }

    @Test("Money that moved near its day is the plan's, unless it was there when it was declared")
    func movedBefore() {
        func days(moved: Int, declared: Int) -> Int {
            var history = Self.shop
            let day = Self.today.adding(days: moved)
            history.movements.append(
                .init(
                    day: day, amount: -2_000_000, key: "wages-december", name: "Wages December",
                    knownAt: Instant(min(day, Self.today))))
            history.movements.sort { $0.day < $1.day }
            history.declared = [
                Self.plan(
                    2_500_000, .monthly, from: Self.today.adding(days: 9), key: "wages",
                    declared: Self.today.adding(days: declared))
            ]
            return Self.basis(of: history).items.first { $0.id == "plan" }?.days.count ?? 0
        }
        #expect(days(moved: -2, declared: -20) == 2)
        #expect(days(moved: -2, declared: 0) == 3)
        #expect(days(moved: -60, declared: -80) == 3)
        // Booked for a day to come.
        #expect(days(moved: 8, declared: 0) == 2)
    }

    @Test("What a plan replaces by name is no trade either, when its price has changed")
    func replacedTrade() {
        var history = Self.monthly("rent") { $0 < 16 ? 100_000 : 310_000 }
        #expect(CashOnceTests.total(Self.basis(of: history), .out) > 0)
        history.declared = [
            Self.plan(310_000, .monthly, replaces: "out:rent", key: "new-place")
        ]
        let basis = Self.basis(of: history)
        #expect(basis.items.map(\.id) == ["plan"])
        #expect(CashOnceTests.total(basis, .out, .trade) == 0)
    }

    @Test("A yearly plan of a party leaves its monthly money alone")
    func yearlyTax() {
        var history = Self.monthly("kra", party: "kra", Self.uneven)
        let before = Self.basis(of: history).items
        #expect(before.map(\.id) == ["out:kra"] && before[0].days.count >= 3)
        for ahead in [30, 366] {
            history.declared = [
                Self.plan(
                    9_000_000, .yearly, from: Self.today.adding(days: ahead), party: "kra",
                    isTax: true)
            ]
            let found = Self.basis(of: history).items.filter { $0.source == .found }
            #expect(found.map(\.id) == ["out:kra"])
            #expect(found.first?.days == before[0].days)
        }
    }

    @Test("A plan that began long ago still has its days", arguments: CashRhythm.allCases)
    func longAgo(rhythm: CashRhythm) throws {
        let first = try #require(Day(year: 1, month: 1, day: 31))
        let days = rhythm.days(
            from: first, within: Self.today...Self.today.adding(days: 400))
        let expected: [CashRhythm: ClosedRange<Int>] = [
            .once: 0...0, .weekly: 57...58, .fortnightly: 28...29, .monthly: 13...14,
            .quarterly: 4...5, .yearly: 1...2,
        ]
        #expect(expected[rhythm].map { $0 ~= days.count } == true, "\(days.count)")
    }

    @Test("What a declared tax was before is no trade to come, whatever the amounts")
    func taxes() {
        for party in [nil, "kra"] {
            var books = Self.monthly(party ?? "kra-vat-returns", party: party, Self.uneven)
            let alone = Self.basis(of: books)
            #expect(alone.items.map(\.source) == [.found])
            #expect(CashOnceTests.total(alone, .out, .item) > 300_000)
            books.declared = [Self.plan(250_000, .monthly, party: party, key: "vat", isTax: true)]
            let basis = Self.basis(of: books)
            #expect(CashOnceTests.total(basis, .out, .trade) == 0)
            #expect(CashOnceTests.total(basis, .out, .item) == 750_000)
            // One that begins much later does not tell what comes until then.
            books.declared = [
                Self.plan(
                    250_000, .monthly, from: Self.today.adding(days: 80), party: party, key: "vat",
                    isTax: true)
            ]
            let later = Self.basis(of: books)
            let found = later.items.filter { $0.source == .found }
            #expect(found.count == 1)
            let begins = Self.today.adding(days: 80)
            #expect(found.first?.days.isEmpty == false)
            #expect(found.first?.days.allSatisfy { $0 < begins } == true)
            #expect(later.items.filter { $0.source != .found }.map(\.days) == [[begins]])
            #expect(CashOnceTests.total(later, .out, .trade) == 0)
        }
    }
}
