import Insight
import Ledger
import Testing

@testable import Commons

@Suite("A forecast takes each fact of the books once, and as it was known")
struct ForecastOnceTests {
    @Test func `A payment that was void the same day leaves every week as it was`() async throws {
        try await Shop.with(on: "2026-01-05") { shop in
            let (buyer, _) = try await shop.trade()
            let before = try await shop.forecast()
            let wrong = try await shop.pay("50000.00", buyer, on: shop.today)
            let between = try await shop.forecast()
            #expect(try between.opening.subtracting(before.opening).decimal == "50000.00")
            _ = try await shop.perform(VoidPayment(id: wrong.id, reason: "another's money"))
            let after = try await shop.forecast()
            #expect(after.opening == before.opening)
            #expect(after.weeks.map(\.p50) == before.weeks.map(\.p50))
            #expect(after.weeks.map(\.expected) == before.weeks.map(\.expected))
            #expect(after.inputHash == before.inputHash)
        }
    }

    @Test func `A plan can stand for what the books found, whatever its amount`() async throws {
        try await Shop.with(on: "2026-01-05") { shop in
            let (_, landlord) = try await shop.trade()
            let before = try await shop.forecast()
            let rent = try #require(before.basis.items.first { $0.party == landlord })
            func declare(
                replaces: String?, _ rhythm: CashRhythm = .monthly, after days: Int = 3,
                _ direction: Payment.Direction = .out
            ) async throws -> CashPlan {
                try await shop.perform(
                    DeclareCashPlan(
                        id: shop.newID(CashPlan.self), name: "Rent", kind: .recurring,
                        direction: direction, amount: try shop.money("1000.00"), rhythm: rhythm,
                        firstDay: try shop.today.day.adding(days: days), replaces: replaces))
            }
            try await shop.refuses("plan_replaces_nothing") {
                _ = try await declare(replaces: "out:paper:nobody")
            }
            try await shop.refuses("plan_replaces_nothing") {
                _ = try await declare(replaces: rent.id, .once)
            }
            try await shop.refuses("plan_replaces_nothing") {
                _ = try await declare(replaces: rent.id, .monthly, after: 3, .in)
            }
            #expect(try await shop.ask(ListCashPlans()).items.isEmpty)
            // Paid by the year from now on, though none of these weeks has the day.
            let yearly = try await declare(replaces: rent.id, .yearly, after: -20)
            #expect(try await shop.forecast().basis.items.allSatisfy { $0.direction == .in })
            _ = try await shop.perform(EndCashPlan(id: yearly.id))
            let instead = try await declare(replaces: rent.id)
            #expect(instead.replaces == rent.id)
            let items = try await shop.forecast().basis.items
            #expect(items.filter { $0.direction == .out }.map(\.id) == [instead.id.text])
            // Without a word, a party or a like amount it is other money.
            _ = try await shop.perform(EndCashPlan(id: instead.id))
            _ = try await declare(replaces: nil)
            #expect(try await shop.forecast().basis.items.contains { $0.id == rent.id })
        }
    }

    @Test func `A scenario that speaks of nothing in the books is refused`() async throws {
        try await Shop.with(on: "2026-01-05") { shop in
            let (buyer, _) = try await shop.trade()
            try await shop.invoice("900.00", to: buyer, on: shop.today, due: shop.today)
            let byName = try await shop.forecast(scenario: "late:kiosk:21")
            #expect(byName.scenario == "late:\(buyer.text):21")
            let byID = try await shop.forecast(scenario: "late:\(buyer.text):21")
            #expect(byName.weeks.map(\.p50) == byID.weeks.map(\.p50))
            for text in ["late:nobody:21", "skip:nothing", "once:2020-01-01:-5.00"] {
                try await shop.refuses("scenario_unknown") {
                    _ = try await shop.forecast(scenario: text)
                }
            }
        }
    }

    @Test func `The accounts of an earlier day hold what they held then`() async throws {
        try await Shop.with(on: "2026-01-05") { shop in
            let (buyer, _) = try await shop.trade()
            let day = try shop.today.day
            let then = try await shop.forecast()
            shop.clock.move(to: day.adding(days: 20).iso)
            _ = try await shop.pay("777.00", buyer, on: shop.today)
            let again = try await shop.forecast(asOf: day)
            #expect(again.accounts.map(\.balance) == then.accounts.map(\.balance))
            let now = try await shop.forecast()
            for reply in [again, now] {
                let sum = try Money.sum(reply.accounts.map(\.balance), currency: .kes)
                #expect(sum == reply.opening)
            }
            #expect(now.opening != again.opening)
        }
    }

    @Test func `Who never paid pays into the account that most pay into`() async throws {
        try await Shop.with(on: "2026-01-05") { shop in
            _ = try await shop.trade()
            let stranger = try await shop.party("New shop", supplier: false)
            let open = try await shop.invoice("640.00", to: stranger, on: shop.today)
            func holds(_ code: String) async throws -> Bool {
                try await shop.forecast(account: try shop.account(code)).basis.papers
                    .contains { $0.id == open }
            }
            #expect(try await holds("1010"))
            #expect(try await !holds("1000"))
            #expect(try await !holds("1020"))
        }
    }

    @Test(arguments: ["Pacific/Kiritimati", "Africa/Nairobi", "America/Los_Angeles"])
    func `An earlier day ends where the organisation is`(zone: String) throws {
        let zone = BusinessZone(zone)
        let now = Instant(try "2026-11-29".day, hour: 14)
        let today = zone.day(at: now)
        func question(_ day: Day?) throws -> CashQuestion {
            try CashQuestion(
                ID(1), currency: .kes, account: nil, asOf: day, weeks: nil, in: zone, now: now,
                pointer: "/as_of")
        }
        #expect(try question(nil).knownAt == now)
        #expect(try question(today).knownAt == now)
        // Of today more will be booked, of a day before nothing.
        #expect(try !question(nil).isOver && !question(today).isOver)
        #expect(try question(today.adding(days: -1)).isOver)
        let before = try question(today.adding(days: -1)).knownAt
        #expect(before < now)
        #expect(zone.day(at: before) == today.adding(days: -1))
        #expect(zone.day(at: before.adding(seconds: 1)) == today)
        #expect(throws: Refusal.self) { try question(today.adding(days: 1)) }
    }
}
