import Insight
import Ledger
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
}
