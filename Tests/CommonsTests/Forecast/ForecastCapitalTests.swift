import Insight
import Ledger
import Testing

@testable import Commons

@Suite("Money of owners and lenders is no trade, in the books as in the forecast")
struct ForecastCapitalTests {
    private func post(
        _ shop: Shop, _ amount: String, on day: Day, _ debit: String, _ credit: String,
        _ wording: String = "Once"
    ) async throws {
        let money = try shop.money(amount)
        _ = try await shop.perform(
            PostEntry(
                id: shop.newID(JournalEntry.self), day: day, description: wording,
                lines: [
                    PostEntry.Line(accountID: try shop.account(debit), amount: money),
                    PostEntry.Line(accountID: try shop.account(credit), amount: try money.negated()),
                ]))
    }

    @Test func `A loan, capital and a van leave the trade of the coming weeks as it was`()
        async throws
    {
        try await Shop.with(on: "2026-01-05") { shop in
            _ = try await shop.trade()
            // What the till takes and spends is of no one amount.
            for week in 0..<18 {
                let past = try shop.today.day.adding(days: -7 * week - 1)
                let amount = ["100.00", "250.00", "60.00", "400.00"][week % 4]
                try await post(shop, amount, on: past, "1010", "4000", "Till")
                try await post(shop, amount, on: past, "5100", "1010", "Errands")
            }
            let day = try shop.today.day.adding(days: -40)
            let before = try await shop.forecast().basis
            #expect(before.incoming.contains { $0.contains { $0 != "0.00" } })
            try await post(shop, "100000.00", on: day, "1010", "2500")
            try await post(shop, "70000.00", on: day, "1010", "3000")
            try await post(shop, "60000.00", on: day, "1500", "1010")
            let after = try await shop.forecast().basis
            #expect(after.incoming == before.incoming && after.outgoing == before.outgoing)
            #expect(after.opening != before.opening)
            // Transport is spent as before.
            try await post(shop, "50.00", on: day, "5100", "1010")
            #expect(try await shop.forecast().basis.outgoing != before.outgoing)
        }
    }

    @Test func `A bill for a van is paid, and is no purchase to come`() async throws {
        try await Shop.with(on: "2026-01-05") { shop in
            let landlord = try await shop.trade().landlord
            let before = try await shop.forecast().basis
            let id = shop.newID(Document.self)
            let line = DraftLine(
                description: "Van", quantity: try Quantity(decimal: "1"),
                unitPrice: try UnitPrice(decimal: "90000.00", currency: .kes), taxes: [],
                accountID: try shop.account("1500"))
            _ = try await shop.perform(
                CreateBill(
                    id: id, partyID: landlord, supplierNumber: nil,
                    day: try shop.today.day.adding(days: -30), currency: .kes, lines: [line]))
            _ = try await shop.perform(ApproveBill(id: id))
            _ = try await shop.pay(
                "90000.00", landlord, direction: .out,
                on: try shop.today.day.adding(days: -30).iso, for: [(id, "90000.00")])
            #expect(try await shop.forecast().basis.outgoing == before.outgoing)
        }
    }

    @Test func `A plan without a party stands for the rent of a landlord of its name`()
        async throws
    {
        try await Shop.with(on: "2026-01-05") { shop in
            let landlord = try await shop.trade().landlord
            let found = try await shop.forecast().basis.items.map(\.party)
            #expect(found.contains(landlord))
            let plan = try await shop.perform(
                DeclareCashPlan(
                    id: shop.newID(CashPlan.self), name: "Amani", kind: .recurring,
                    direction: .out, amount: try shop.money("310.00"), rhythm: .monthly,
                    firstDay: try shop.today.day.adding(days: 3)))
            let items = try await shop.forecast().basis.items.filter { $0.direction == .out }
            #expect(items.map(\.id) == [plan.id.text])
        }
    }
}
