import Insight
import Ledger
import Storage
import Testing
import Wire

@testable import Commons

@Suite("Cash of the coming weeks from the books") struct ForecastTests {
    @Test func `An open invoice, its payer's habit and a rent make the forecast`() async throws {
        try await Shop.with(on: "2026-01-05") { shop in
            let (buyer, landlord) = try await shop.trade()
            let open = try await shop.invoice(
                "1000.00", to: buyer, on: shop.today, due: "2026-06-20")
            let reply = try await shop.forecast()
            #expect(reply.weeks.count == 13)
            let parts = reply.weeks.flatMap(\.parts)
            let papers = parts.filter { $0.cause == .papers && $0.subject == buyer.text }
            // Paid ten days late, always: within the forecast, nearly for sure.
            let own = papers.flatMap(\.papers).filter { $0.id == open }
            let sum = try Money.sum(own.map(\.amount), currency: .kes)
            #expect(sum.minorUnits > 90_000 && sum.minorUnits <= 100_000)
            let rent = try #require(reply.basis.items.first { $0.party == landlord })
            #expect(rent.days.map(\.day) == [2, 2, 2])
            #expect(rent.amounts.allSatisfy { $0 == "300.00" })
            var balance = reply.opening
            for week in reply.weeks {
                for part in week.parts { balance = try balance.adding(part.amount) }
                #expect(week.expected == balance)
            }
            #expect(reply.basis.gaps.contains(.taxesUndeclared))
        }
    }

    @Test func `The same books give the same bytes, and a change another answer`() async throws {
        try await Shop.with(on: "2026-01-05") { shop in
            let (buyer, _) = try await shop.trade()
            let first = try await shop.forecastBytes()
            shop.clock.pass(seconds: 60)
            #expect(try await shop.forecastBytes() == first)
            try await shop.invoice("70.00", to: buyer, on: shop.today)
            let second = try await shop.forecastBytes()
            #expect(second != first)
            // Of one day the last is kept, and no row is changed.
            #expect(try await shop.count("SELECT COUNT(*) FROM forecast") == 1)
            await #expect(throws: StorageFault.self) {
                try await shop.executor.database.write { transaction in
                    try transaction.execute("UPDATE forecast SET body = '{}'")
                }
            }
        }
    }

    @Test func `As of an earlier day it is what was known by its end`() async throws {
        try await Shop.with(on: "2026-01-05") { shop in
            let (buyer, _) = try await shop.trade()
            let day = try shop.today.day
            shop.clock.move(to: day.adding(days: 1).iso)
            let known = try await shop.forecast(asOf: day)
            shop.clock.move(to: day.adding(days: 40).iso)
            try await shop.invoice("5000.00", to: buyer, on: day.adding(days: -3).iso)
            let again = try await shop.forecast(asOf: day)
            #expect(again.opening == known.opening)
            #expect(again.weeks.map(\.p50) == known.weeks.map(\.p50))
            try await shop.refuses("known_later") {
                _ = try await shop.forecast(asOf: day.adding(days: 100))
            }
        }
    }

    @Test func `A declared tax counts on its day until it is ended`() async throws {
        try await Shop.with(on: "2026-01-05") { shop in
            _ = try await shop.trade()
            let before = try await shop.forecast()
            let day = try shop.today.day.adding(days: 10)
            let plan = shop.newID(CashPlan.self)
            let declared = try await shop.perform(
                DeclareCashPlan(
                    id: plan, name: "VAT", kind: .tax, direction: .out,
                    amount: try shop.money("250.00"), rhythm: .monthly, firstDay: day))
            #expect(declared.name == "VAT")
            let after = try await shop.forecast()
            #expect(!after.basis.gaps.contains(.taxesUndeclared))
            #expect(after.basis.gaps.contains(.loansUndeclared))
            let change = try before.weeks[1].p50.subtracting(after.weeks[1].p50)
            #expect(change.decimal == "250.00")
            try await shop.refuses("plan_ends_first") {
                _ = try await shop.perform(
                    DeclareCashPlan(
                        id: shop.newID(CashPlan.self), name: "Loan", kind: .loan, direction: .out,
                        amount: try shop.money("1.00"), rhythm: .once, firstDay: day,
                        lastDay: day.adding(days: -1)))
            }
            #expect(try await shop.ask(ListCashPlans()).items.map(\.id) == [plan])
            _ = try await shop.perform(EndCashPlan(id: plan))
            #expect(try await shop.ask(ListCashPlans()).items.isEmpty)
            #expect(try await shop.forecast().weeks[1].p50 == before.weeks[1].p50)
            try await shop.refuses("plan_unknown") {
                _ = try await shop.perform(EndCashPlan(id: plan))
            }
        }
    }

    @Test func `Another organisation's forecast is for its members only`() async throws {
        try await Shop.with(on: "2026-01-05") { shop in
            _ = try await shop.trade()
            let other = try await Shop.open(shop.executor, shop.clock, .kes)
            try await shop.refuses("not_found") { _ = try await shop.forecast(as: other.owner) }
            _ = try await shop.executor.database.write { transaction in
                try transaction.execute(
                    """
                    INSERT INTO membership (user_id, organisation_id, role, created_at, joined_at)
                    VALUES ($1, $2, 'teller', 0, 0)
                    """, [.id(other.owner.user), .id(shop.owner.organisation)])
            }
            try await shop.refuses("not_found") { _ = try await shop.forecast(as: other.owner) }
            _ = try await shop.executor.database.write { transaction in
                try transaction.execute(
                    "UPDATE membership SET role = 'loan_officer' WHERE user_id = $1 "
                        + "AND organisation_id = $2",
                    [.id(other.owner.user), .id(shop.owner.organisation)])
            }
            let seen = try await shop.forecast(as: other.owner)
            #expect(seen.organisationID == shop.owner.organisation)
        }
    }

    @Test func `Scenarios are computed, not kept; what cannot be read is refused`() async throws {
        try await Shop.with(on: "2026-01-05") { shop in
            let (buyer, _) = try await shop.trade()
            try await shop.invoice("900.00", to: buyer, on: shop.today, due: shop.today)
            let usual = try await shop.forecast()
            let kept = try await shop.count("SELECT COUNT(*) FROM forecast")
            let late = try await shop.forecast(scenario: "late:\(buyer.text):21")
            #expect(try await shop.count("SELECT COUNT(*) FROM forecast") == kept)
            #expect(late.id == nil && usual.id != nil)
            let (now, later) = (usual.weeks[2].expected, late.weeks[2].expected)
            #expect(try later.isLess(than: now))
            try await shop.refuses("scenario_unknown") {
                _ = try await shop.forecast(scenario: "rain")
            }
        }
    }

    @Test func `The past is tried once the books are old enough`() async throws {
        try await Shop.with(on: "2026-01-05") { shop in
            _ = try await shop.trade(weeks: 10)
            let young = try await shop.backtest(weeks: 4)
            #expect(young.trials.isEmpty && young.weeks == 0 && young.coverage == nil)
            _ = try await shop.trade(weeks: 16)
            let reply = try await shop.backtest(weeks: 4)
            #expect(reply.trials.count >= 1)
            #expect(reply.weeks == 4 * reply.trials.count)
            #expect(try 0...1 ~= #require(reply.coverage))
            let (guess, loss) = (try #require(reply.guessLoss), try #require(reply.loss))
            #expect(reply.guessWins == (guess.minorUnits < loss.minorUnits))
        }
    }

    @Test func `One account alone has its own money`() async throws {
        try await Shop.with(on: "2026-01-05") { shop in
            _ = try await shop.trade(weeks: 8)
            let bank = try shop.account("1010")
            let cash = try shop.account("1000")
            let whole = try await shop.forecast()
            #expect(try await shop.forecast(account: bank).opening == whole.opening)
            #expect(try await shop.forecast(account: cash).opening.isZero)
            try await shop.refuses("account_unfit") {
                _ = try await shop.forecast(account: try shop.account("5000"))
            }
        }
    }
}
