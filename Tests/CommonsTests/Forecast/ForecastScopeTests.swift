import Insight
import Ledger
import Storage
import Synchronization
import Testing

@testable import Commons

@Suite("A forecast says what it can be asked for, and what it leaves out")
struct ForecastScopeTests {
    @Test func `One account's forecast says that it leaves declared plans out`() async throws {
        try await Shop.with(on: "2026-01-05") { shop in
            let bank = try shop.account("1010")
            func gaps(_ account: ID<Account>?) async throws -> [CashBasis.Gap] {
                try await shop.forecast(account: account).basis.gaps
            }
            #expect(try await !gaps(bank).contains(.plansLeftOut))
            let plan = try await shop.perform(
                DeclareCashPlan(
                    id: shop.newID(CashPlan.self), name: "VAT", kind: .tax, direction: .out,
                    amount: try shop.money("50.00"), rhythm: .monthly,
                    firstDay: try shop.today.day.adding(days: 5)))
            #expect(try await gaps(bank).contains(.plansLeftOut))
            #expect(try await !gaps(bank).contains(.taxesUndeclared))
            #expect(try await !gaps(nil).contains(.plansLeftOut))
            _ = try await shop.perform(EndCashPlan(id: plan.id))
            #expect(try await !gaps(bank).contains(.plansLeftOut))
            #expect(try await gaps(bank).contains(.taxesUndeclared))
        }
    }

    @Test func `Currencies of papers and plans can be asked for, where no money is yet`()
        async throws
    {
        try await Shop.with(on: "2026-01-05") { shop in
            func currencies() async throws -> [String] {
                try await shop.forecast().currencies.map(\.code)
            }
            #expect(try await currencies() == ["KES"])
            let buyer = try await shop.party("Kiosk", supplier: false)
            let id = shop.newID(Document.self)
            _ = try await shop.perform(
                CreateInvoice(
                    id: id, partyID: buyer, day: try shop.today.day, dueDay: nil, currency: .usd,
                    lines: [
                        DraftLine(
                            description: "Tea", quantity: try Quantity(decimal: "1"),
                            unitPrice: try UnitPrice(decimal: "9.00", currency: .usd), taxes: [])
                    ]))
            #expect(try await currencies() == ["KES"])
            _ = try await shop.perform(IssueInvoice(id: id))
            #expect(try await currencies() == ["KES", "USD"])
            let plan = try await shop.perform(
                DeclareCashPlan(
                    id: shop.newID(CashPlan.self), name: "Licence", kind: .other, direction: .out,
                    amount: try Money(decimal: "5.00", currency: .eur), rhythm: .yearly,
                    firstDay: try shop.today.day.adding(days: 5)))
            #expect(try await currencies() == ["KES", "EUR", "USD"])
            _ = try await shop.perform(EndCashPlan(id: plan.id))
            #expect(try await currencies() == ["KES", "USD"])
            _ = try await shop.perform(VoidDocument(id: id, reason: "mistake"))
            #expect(try await currencies() == ["KES"])
        }
    }

    @Test func `What is booked while a forecast is asked for is in it, also by a clock ahead`()
        async throws
    {
        try await Shop.with(on: "2026-01-05") { shop in
            let buyer = try await shop.party("Kiosk", supplier: false)
            try await shop.pay("10.00", buyer, on: "2026-01-02")
            #expect(try await shop.forecast().opening == shop.money("10.00"))
            shop.clock.pass(seconds: 5)
            try await shop.pay("10.00", buyer, on: "2026-01-02")
            // Whoever asks now took the time before the payment was written.
            shop.clock.pass(seconds: -3)
            let asked = try await shop.forecast()
            #expect(try asked.opening == shop.money("20.00"))
            let scenario = try await shop.forecast(scenario: "once:2026-01-20:5")
            #expect(try scenario.opening == shop.money("20.00"))
            shop.clock.pass(seconds: 60)
            #expect(try await shop.forecast().opening == shop.money("20.00"))
        }
    }

    @Test func `A role in the acting organisation says nothing of another`() async throws {
        try await Shop.with(on: "2026-01-05") { shop in
            let other = try await Shop.open(shop.executor, shop.clock, .kes)
            _ = try await shop.executor.database.write { transaction in
                try transaction.execute(
                    """
                    INSERT INTO membership (user_id, organisation_id, role, created_at, joined_at)
                    VALUES ($1, $2, 'teller', 0, 0)
                    """, [.id(shop.owner.user), .id(other.owner.organisation)])
            }
            let teller = Actor(
                user: shop.owner.user, organisation: other.owner.organisation, role: .teller)
            let own = try await shop.forecast(as: teller)
            #expect(own.organisationID == shop.owner.organisation)
            try await shop.refuses("forbidden") { _ = try await other.forecast(as: teller) }
            for declaration in [ShowForecast.declaration, ShowForecastBacktest.declaration] {
                #expect(throws: Never.self) { try Access.check(declaration.access, teller) }
            }
        }
    }

    @Test func `Earlier days, other weeks and money that is not there leave no record`()
        async throws
    {
        try await Shop.with(on: "2026-01-05") { shop in
            _ = try await shop.trade()
            let kept = try await shop.forecast()
            _ = try await shop.backtest(weeks: 13)
            func records() async throws -> Int64 {
                try await shop.count("SELECT COUNT(*) FROM forecast")
            }
            #expect(try await records() == 2)
            let today = try shop.today.day
            for ago in [1, 30, 40_000] {
                let past = try await shop.forecast(asOf: today.adding(days: -ago))
                #expect(past.id == nil && past.asOf == today.adding(days: -ago))
            }
            for weeks in [1, 4, 26] { _ = try await shop.backtest(weeks: weeks) }
            let desk = try await ForecastDesk(
                shop.executor, as: shop.owner, shop.owner.organisation, currency: .usd,
                account: nil, asOf: nil, weeks: nil)
            _ = try await desk.recorded(.cash, requestID: "test") {
                try $0.forecast(CashScenario(), as: $1)
            }
            #expect(try await records() == 2)
            #expect(try await shop.forecast().id == kept.id)
        }
    }

    @Test func `What leaves no record is not computed again while the books stand still`()
        async throws
    {
        try await Shop.with(on: "2026-01-05") { shop in
            let buyer = try await shop.trade().buyer
            let computed = Mutex(0)
            func ask(asOf: Day?, weeks: Int?) async throws -> [UInt8] {
                let desk = try await ForecastDesk(
                    shop.executor, as: shop.owner, shop.owner.organisation, currency: nil,
                    account: nil, asOf: asOf, weeks: weeks)
                return try await desk.recorded(.cash, requestID: "test") {
                    computed.withLock { $0 += 1 }
                    return try $0.forecast(CashScenario(), as: $1)
                }
            }
            let past = try shop.today.day.adding(days: -30)
            for (asOf, weeks) in [(past, nil), (nil, 4)] as [(Day?, Int?)] {
                let before = computed.withLock { $0 }
                let first = try await ask(asOf: asOf, weeks: weeks)
                #expect(try await ask(asOf: asOf, weeks: weeks) == first)
                #expect(computed.withLock { $0 } == before + 1)
                _ = try await shop.invoice("900.00", to: buyer, on: shop.today)
                _ = try await ask(asOf: asOf, weeks: weeks)
                #expect(computed.withLock { $0 } == before + 2)
            }
        }
    }
}
