import Insight
import Ledger
import Testing

@testable import Commons

@Suite("What the books hold reaches the forecast whole, whenever it happened or was entered")
struct ForecastBooksTests {
    private static func post(_ shop: Shop, _ amount: String, on day: Day) async throws {
        _ = try await shop.perform(
            PostEntry(
                id: shop.newID(JournalEntry.self), day: day, description: "Lease",
                lines: [
                    .init(accountID: try shop.account("1010"), amount: try shop.money(amount)),
                    .init(
                        accountID: try shop.account("3000"),
                        amount: try shop.money(amount).negated()),
                ]))
    }

    private static func plan(
        _ shop: Shop, _ amount: String, kind: CashPlan.Kind = .tax, _ currency: Currency = .kes,
        until last: Day? = nil, replaces: String? = nil
    ) async throws -> CashPlan {
        let first = try shop.today.day.adding(days: last == nil ? 5 : -400)
        return try await shop.perform(
            DeclareCashPlan(
                id: shop.newID(CashPlan.self), name: "Planned", kind: kind, direction: .out,
                amount: try Money(decimal: amount, currency: currency), rhythm: .monthly,
                firstDay: first, lastDay: last, replaces: replaces))
    }

    @Test func `Entries for days far ahead leave every forecast standing`() async throws {
        try await Shop.with(on: "2026-01-05") { shop in
            _ = try await shop.trade(weeks: 3)
            let before = try await shop.forecast()
            for month in 6...8 {
                let day = try #require(Day(year: 2027, month: month, day: 15))
                try await Self.post(shop, "-10.00", on: day)
            }
            let after = try await shop.forecast()
            #expect(after.opening == before.opening)
            #expect(after.weeks.map(\.p50) == before.weeks.map(\.p50))
            let past = try await shop.backtest(weeks: 4)
            #expect(past.trials.isEmpty)
            let plan = try await Self.plan(shop, "1.00")
            #expect(plan.name == "Planned")
        }
    }

    @Test func `A paper of four years ago, paid since, leaves today's papers whole`() async throws {
        try await Shop.with(on: "2023-01-25") { shop in
            let buyer = try await shop.party("Kiosk", supplier: false)
            let old = try await shop.invoice("300.00", to: buyer, on: shop.today, due: shop.today)
            shop.clock.move(to: "2023-02-25")
            _ = try await shop.pay("300.00", buyer, on: shop.today, for: [(old, "300.00")])
            // Three years and a day are read: the payment, and not its paper.
            shop.clock.move(to: "2026-02-10")
            let new = try await shop.invoice("400.00", to: buyer, on: shop.today, due: shop.today)
            let reply = try await shop.forecast()
            #expect(reply.basis.papers.map(\.id) == [new])
            #expect(reply.basis.papers.map(\.amount) == ["400.00"])
        }
    }

    @Test func `An overpayment that went back is no advance, also once its refund is void`()
        async throws
    {
        try await Shop.with(on: "2026-01-05") { shop in
            let buyer = try await shop.party("Kiosk", supplier: false)
            let old = try await shop.invoice("100.00", to: buyer, on: shop.today, due: shop.today)
            _ = try await shop.pay("150.00", buyer, on: shop.today, for: [(old, "100.00")])
            let back = try await shop.perform(
                RefundCredit(
                    id: shop.newID(Payment.self), partyID: buyer,
                    accountID: try shop.account("1010"), day: try shop.today.day,
                    amount: try shop.money("50.00")))
            _ = try await shop.invoice("80.00", to: buyer, on: shop.today, due: shop.today)
            func open() async throws -> [String] {
                try await shop.forecast().basis.papers.map(\.amount)
            }
            #expect(try await open() == ["80.00"])
            _ = try await shop.perform(VoidPayment(id: back.id, reason: "bounced"))
            #expect(try await open() == ["30.00"])
        }
    }

    @Test func `An earlier day knows nothing of what was entered since, however old it is`()
        async throws
    {
        try await Shop.with(on: "2026-01-05") { shop in
            _ = try await shop.trade(weeks: 3)
            let day = try shop.today.day
            shop.clock.move(to: day.adding(days: 2).iso)
            let before = try await shop.forecast(asOf: day)
            try await Self.post(shop, "5000.00", on: try "2020-03-02".day)
            let after = try await shop.forecast(asOf: day)
            #expect(after.opening == before.opening)
            let now = try await shop.forecast()
            #expect(try now.opening.subtracting(before.opening).decimal == "5000.00")
        }
    }

    @Test func `A plan takes the party of what it replaces, and its bill is expected once`()
        async throws
    {
        try await Shop.with(on: "2026-01-05") { shop in
            let (_, landlord) = try await shop.trade()
            let before = try await shop.forecast()
            let rent = try #require(before.basis.items.first { $0.party == landlord })
            let plan = try await Self.plan(
                shop, "310.00", kind: .recurring, replaces: rent.id)
            let party = try #require(plan.party)
            #expect(party.id == landlord)
            func days() async throws -> Int {
                let items = try await shop.forecast().basis.items
                return try #require(items.first { $0.id == plan.id.text }).days.count
            }
            let expected = try await days()
            #expect(expected == 3)
            _ = try await shop.bill("310.00", from: landlord, on: shop.today)
            let left = try await days()
            #expect(left == 2)
        }
    }

    @Test func `What comes once needs a day to come, and what returns has its next days`()
        async throws
    {
        try await Shop.with(on: "2026-01-05") { shop in
            func days(_ rhythm: CashRhythm, after ahead: Int) async throws -> Int {
                let plan = try await shop.perform(
                    DeclareCashPlan(
                        id: shop.newID(CashPlan.self), name: "Oven", kind: .purchase,
                        direction: .out, amount: try shop.money("1.00"), rhythm: rhythm,
                        firstDay: try shop.today.day.adding(days: ahead)))
                let items = try await shop.forecast().basis.items
                return try #require(items.first { $0.id == plan.id.text }).days.count
            }
            for past in [0, -1, -400] {
                try await shop.refuses("plan_over") { _ = try await days(.once, after: past) }
            }
            #expect(try await days(.once, after: 1) == 1)
            #expect(try await days(.monthly, after: 0) == 3)
        }
    }

    @Test func `Only plans that count say that taxes were declared`() async throws {
        try await Shop.with(on: "2026-01-05") { shop in
            _ = try await shop.trade(weeks: 3)
            func lacksTaxes(_ code: String? = nil) async throws -> Bool {
                let account = try code.map { try shop.account($0) }
                return try await shop.forecast(account: account).basis.gaps
                    .contains(.taxesUndeclared)
            }
            _ = try await Self.plan(shop, "1.00", until: try shop.today.day.adding(days: -30))
            _ = try await Self.plan(shop, "1.00", .usd)
            #expect(try await lacksTaxes())
            _ = try await Self.plan(shop, "1.00")
            #expect(try await !lacksTaxes())
            // One account's forecast leaves the plan out and says so.
            #expect(try await !lacksTaxes("1010"))
            try await shop.refuses("amount_too_large") {
                _ = try await Self.plan(shop, "10000000000000.01")
            }
            let largest = try await Self.plan(shop, "10000000000000.00")
            #expect(largest.amount.decimal == "10000000000000.00")
        }
    }
}
