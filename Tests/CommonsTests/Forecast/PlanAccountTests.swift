import Insight
import Ledger
import Testing

@testable import Commons

@Suite("A plan that names a money account counts in that account's forecast")
struct PlanAccountTests {
    @Test func `It counts there and in the whole, and in no other account`() async throws {
        try await Shop.with(on: "2026-01-05") { shop in
            let (bank, mobile) = (try shop.account("1010"), try shop.account("1020"))
            func told(_ account: ID<Account>?) async throws -> (first: String, isLacking: Bool) {
                let reply = try await shop.forecast(account: account)
                return (
                    reply.weeks[0].expected.decimal, reply.basis.gaps.contains(.plansLeftOut)
                )
            }
            let rent = try await declare("Rent", "50.00", of: bank, in: shop)
            #expect(rent.account?.code == "1010")
            #expect(try await shop.ask(ListCashPlans()).items.map(\.account) == [rent.account])
            #expect(try await told(nil) == ("-50.00", false))
            #expect(try await told(bank) == ("-50.00", false))
            #expect(try await told(mobile) == ("0.00", false))
            // One without an account is left out of each account, and of none of them together.
            let tax = try await declare("VAT", "8.00", of: nil, in: shop)
            #expect(tax.account == nil)
            #expect(try await told(nil) == ("-58.00", false))
            #expect(try await told(bank) == ("-50.00", true))
            #expect(try await told(mobile) == ("0.00", true))
            _ = try await shop.perform(EndCashPlan(id: tax.id))
            #expect(try await told(mobile) == ("0.00", false))
        }
    }

    @Test func `What it stands for is not expected on the account that it left`() async throws {
        try await Shop.with(on: "2026-01-05") { shop in
            let (_, landlord) = try await shop.trade()
            let (bank, mobile) = (try shop.account("1010"), try shop.account("1020"))
            func outgoing(_ account: ID<Account>?) async throws -> [String] {
                try await shop.forecast(account: account).basis.items
                    .filter { $0.direction == .out }.map(\.id)
            }
            let rent = try #require(
                try await shop.forecast().basis.items.first { $0.party == landlord })
            #expect(try await outgoing(bank) == [rent.id])
            let moved = try await declare(
                "Rent by phone", "300.00", of: mobile, in: shop, replaces: rent.id)
            #expect(try await outgoing(nil) == [moved.id.text])
            #expect(try await outgoing(bank) == [])
            #expect(try await outgoing(mobile) == [moved.id.text])
        }
    }

    @Test func `What another account has paid is not expected again`() async throws {
        try await Shop.with(on: "2026-01-05") { shop in
            let bank = try shop.account("1010")
            _ = try await declare("Wages", "900.00", of: bank, in: shop)
            func days(_ account: ID<Account>?) async throws -> [String] {
                try await shop.forecast(account: account).basis.items.flatMap(\.days).map(\.iso)
            }
            shop.clock.move(to: "2026-01-07")
            #expect(try await days(bank).first == "2026-01-08")
            _ = try await shop.perform(
                PostEntry(
                    id: shop.newID(JournalEntry.self), day: try shop.today.day,
                    description: "Wages",
                    lines: [
                        .init(
                            accountID: try shop.account("1000"), amount: try shop.money("-900.00")),
                        .init(
                            accountID: try shop.account("3000"), amount: try shop.money("900.00")),
                    ]))
            let left = ["2026-02-08", "2026-03-08", "2026-04-08"]
            #expect(try await days(nil) == left)
            #expect(try await days(bank) == left)
        }
    }

    @Test func `An account that is none, holds no money or has other money is refused`()
        async throws
    {
        try await Shop.with(on: "2026-01-05") { shop in
            func refused(_ account: ID<Account>, _ currency: Currency = .kes) async throws
                -> [String?]
            {
                do {
                    _ = try await declare("Rent", "5.00", currency, of: account, in: shop)
                    return ["taken"]
                } catch let refusal as Refusal {
                    return [refusal.code.name, refusal.pointer]
                }
            }
            let nowhere = shop.newID(Account.self)
            #expect(try await refused(nowhere) == ["account_unknown", "/account_id"])
            let equity = try shop.account("3000")
            #expect(try await refused(equity) == ["account_unfit", "/account_id"])
            // What never held money may hold any; the bank holds shillings alone.
            let mobile = try shop.account("1020")
            #expect(try await refused(mobile, .usd) == ["taken"])
            let buyer = try await shop.party("Kiosk", supplier: false)
            _ = try await shop.pay("10.00", buyer, on: shop.today)
            let bank = try shop.account("1010")
            #expect(try await refused(bank, .usd) == ["currency_mismatch", "/account_id"])
            #expect(try await refused(bank) == ["taken"])
        }
    }

    private func declare(
        _ name: String, _ amount: String, _ currency: Currency = .kes, of account: ID<Account>?,
        in shop: Shop, replaces: String? = nil
    ) async throws -> CashPlan {
        try await shop.perform(
            DeclareCashPlan(
                id: shop.newID(CashPlan.self), name: name, kind: .recurring, direction: .out,
                amount: try Money(decimal: amount, currency: currency), rhythm: .monthly,
                firstDay: try shop.today.day.adding(days: 3), replaces: replaces,
                accountID: account))
    }
}
