import Insight
import Ledger
import Storage
import Testing
import Wire

@testable import Commons

/// Nothing takes effect before what it uses or settles is there, so that no balance of a day
/// before shows money that nobody had.
@Suite struct DayOrderTests {
    @Test func `A payment is not dated before what it settles`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("50.00", to: buyer, on: "2026-03-02")
            #expect(
                try await shop.pointer {
                    try await shop.pay("50.00", buyer, on: "2026-03-01", for: [(invoice, "50.00")])
                } == "day_too_early /day")
            let bill = try await shop.bill("50.00", from: buyer, on: "2026-03-02")
            #expect(
                try await shop.pointer {
                    try await shop.pay(
                        "50.00", buyer, direction: .out, on: "1999-01-01", for: [(bill, "50.00")])
                } == "day_too_early /day")
            // Money that came before the invoice is credit until then.
            let early = try await shop.pay("50.00", buyer, on: "2026-03-01")
            #expect(early.unapplied.decimal == "50.00")
        }
    }

    @Test func `Credit is used neither before it was there nor before what it settles`()
        async throws
    {
        try await Shop.with(on: "2026-03-20") { shop in
            let buyer = try await shop.party("Mama Njeri")
            let payment = try await shop.pay("50.00", buyer, on: "2026-03-05")
            let invoice = try await shop.invoice("50.00", to: buyer, on: "2026-03-10")
            let other = try await shop.invoice("30.00", to: buyer, on: "2026-03-01")
            func apply(_ day: String, to document: ID<Document>) async throws -> String {
                try await shop.pointer {
                    _ = try await shop.perform(
                        ApplyCredit(
                            id: shop.newID(Settled.self), paymentID: payment.id,
                            documentID: document, amount: try shop.money("20.00"),
                            day: try day.day))
                }
            }
            #expect(try await apply("0001-01-01", to: invoice) == "day_too_early /day")
            #expect(try await apply("2026-03-09", to: invoice) == "day_too_early /day")
            #expect(try await apply("2026-03-04", to: other) == "day_too_early /day")
            #expect(try await apply("2026-03-05", to: other) == "not refused")
            #expect(try await apply("2026-03-10", to: invoice) == "not refused")
            #expect(
                try await shop.table(asOf: "2026-03-04") == """
                    1100 Trade receivables 30.00
                    4000 Sales of goods and services -30.00
                    """)
        }
    }

    @Test func `Credit is not paid back before it was there`() async throws {
        try await Shop.with(on: "2026-03-20") { shop in
            let buyer = try await shop.party("Mama Njeri")
            try await shop.pay("30.00", buyer, on: "2026-03-05")
            let invoice = try await shop.invoice("20.00", to: buyer, on: "2026-03-01")
            try await shop.pay("20.00", buyer, on: "2026-03-02", for: [(invoice, "20.00")])
            try await shop.credit("20.00", invoice, on: "2026-03-10")
            func refund(_ amount: String, on day: String) async throws -> String {
                try await shop.pointer {
                    _ = try await shop.perform(
                        RefundCredit(
                            id: shop.newID(Payment.self), partyID: buyer,
                            accountID: try shop.account("1010"), day: try day.day,
                            amount: try shop.money(amount)))
                }
            }
            #expect(try await refund("1.00", on: "2020-01-01") == "day_too_early /day")
            #expect(try await refund("40.00", on: "2026-03-09") == "day_too_early /day")
            #expect(try await refund("50.01", on: "2026-03-10") == "above_credit /amount")
            #expect(try await refund("30.00", on: "2026-03-09") == "not refused")
            #expect(try await refund("20.00", on: "2026-03-10") == "not refused")
        }
    }

    @Test func `Sums that 64 bits do not hold are refused by name`() async throws {
        try await PaperDesk.onBothEngines { desk in
            let shop = desk.shop
            try await shop.post("1010", "3000", "1.00")
            try await shop.post("1000", "3000", "1.00")
            #expect(try await shop.ask(ShowHome()).cash.map(\.decimal) == ["2.00"])
            try await desk.tamper("UPDATE account_balance SET amount = 9000000000000000000")
            try await desk.tamper(
                """
                INSERT INTO entry_line (organisation_id, entry_id, position, account_id, day,
                    recorded_at, amount, currency)
                SELECT organisation_id, entry_id, position + 10, account_id, day, recorded_at,
                    9000000000000000000, currency FROM entry_line
                """)
            try await shop.refuses("amount_too_large") { _ = try await shop.ask(ShowHome()) }
            // Neither does a balance take what it cannot hold, on either engine.
            try await desk.tamper("UPDATE account_balance SET amount = 9223372036854775800")
            await #expect {
                try await shop.post("1010", "3000", "1.00")
            } throws: { error in
                guard case .outOfRange? = error as? StorageFault else { return false }
                return true
            }
            let books = shop.owner.organisation
            let now = shop.clock.now()
            try await shop.refuses("amount_too_large") {
                _ = try await desk.database.read { snapshot in
                    try CreditBooks(
                        entity: ScoreEntity(
                            kind: .organisation, id: books.rebound(to: ScoreEntity.self),
                            name: "Duka"),
                        books: books, asOf: try "2026-03-31".day, knownAt: now,
                        snapshot: snapshot
                    ).history()
                }
            }
        }
    }
}

extension Shop {
    /// Code and field of a refusal.
    fileprivate func pointer(_ body: () async throws -> Void) async throws -> String {
        do {
            try await body()
            return "not refused"
        } catch let refusal as Refusal {
            return "\(refusal.code.name) \(refusal.pointer ?? "")"
        }
    }
}
