import Ledger
import Storage
import Testing

@testable import Commons

/// The cases in which other systems' credits corrupt invoices: states follow from allocations
/// alone, and credit is money that can move.
@Suite struct CreditTests {
    @Test func `A partial credit leaves the rest open`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("50.00", to: buyer)
            try await shop.credit("30.00", invoice)
            #expect(try await shop.standing(invoice) == "partly_paid 20.00")
            #expect(
                try await shop.table() == """
                    1100 Trade receivables 20.00
                    4000 Sales of goods and services -20.00
                    """)
        }
    }

    @Test func `A credit note is never above its invoice`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("50.00", to: buyer)
            let price = try await shop.refusal { try await shop.credit("50.01", invoice) }
            #expect(price == "above_original")
            try await shop.credit("30.00", invoice)
            let quantity = try await shop.refusal { try await shop.credit("20.00", invoice) }
            #expect(quantity == "above_original")
            #expect(try await shop.standing(invoice) == "partly_paid 20.00")
        }
    }

    @Test func `A credit on a paid invoice becomes the customer's money`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("50.00", to: buyer)
            try await shop.pay("50.00", buyer, for: [(invoice, "50.00")])
            let note = try await shop.credit("30.00", invoice)
            #expect(try await shop.standing(invoice) == "paid 0.00")
            #expect(try await shop.standing(note) == "issued 30.00")
            #expect(
                try await shop.table() == """
                    1010 Bank 50.00
                    2010 Credit of customers -30.00
                    4000 Sales of goods and services -20.00
                    """)
        }
    }

    @Test func `An overpayment becomes credit and settles another invoice`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let first = try await shop.invoice("50.00", to: buyer)
            let payment = try await shop.pay("80.00", buyer, for: [(first, "50.00")])
            #expect(payment.unapplied.decimal == "30.00")
            #expect(
                try await shop.table() == """
                    1010 Bank 80.00
                    2010 Credit of customers -30.00
                    4000 Sales of goods and services -50.00
                    """)
            let second = try await shop.invoice("40.00", to: buyer)
            _ = try await shop.perform(
                ApplyCredit(
                    id: shop.newID(Settled.self), paymentID: payment.id, documentID: second,
                    amount: try shop.money("30.00")))
            #expect(try await shop.standing(second) == "partly_paid 10.00")
            #expect(
                try await shop.table() == """
                    1010 Bank 80.00
                    1100 Trade receivables 10.00
                    4000 Sales of goods and services -90.00
                    """)
        }
    }

    @Test func `Money moves from one invoice to another and each step stays`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let first = try await shop.invoice("50.00", to: buyer)
            let second = try await shop.invoice("50.00", to: buyer)
            let payment = try await shop.pay("50.00", buyer, for: [(first, "50.00")])
            let settled = try await shop.allocations(of: first)
            _ = try await shop.perform(
                ReleaseAllocation(id: try #require(settled.first), reason: "for the other one"))
            #expect(try await shop.standing(first) == "issued 50.00")
            let again = try await shop.refusal {
                _ = try await shop.perform(
                    ReleaseAllocation(id: try #require(settled.first), reason: "again"))
            }
            #expect(again == "already_released")
            _ = try await shop.perform(
                ApplyCredit(
                    id: shop.newID(Settled.self), paymentID: payment.id, documentID: second,
                    amount: try shop.money("50.00")))
            #expect(try await shop.standing(second) == "paid 0.00")
            #expect(
                try await shop.table() == """
                    1010 Bank 50.00
                    1100 Trade receivables 50.00
                    4000 Sales of goods and services -100.00
                    """)
        }
    }

    @Test func `Credit is paid back without an invoice, and not twice`() async throws {
        try await Shop.with(on: "2026-03-03") { shop in
            let buyer = try await shop.party("Mama Njeri")
            try await shop.pay("30.00", buyer)
            func refund(_ amount: String) async throws -> Payment {
                try await shop.perform(
                    RefundCredit(
                        id: shop.newID(Payment.self), partyID: buyer,
                        accountID: try shop.account("1010"), day: try "2026-03-03".day,
                        amount: try shop.money(amount)))
            }
            let above = try await shop.refusal { _ = try await refund("30.01") }
            #expect(above == "above_credit")
            let paidBack = try await refund("30.00")
            #expect(try await shop.table() == "")
            let twice = try await shop.refusal { _ = try await refund("0.01") }
            #expect(twice == "above_credit")
            // The refund bounces: the credit is there again.
            shop.clock.move(to: "2026-03-04")
            _ = try await shop.perform(VoidPayment(id: paidBack.id, reason: "bounced"))
            #expect(
                try await shop.table() == """
                    1010 Bank 30.00
                    2010 Credit of customers -30.00
                    """)
        }
    }

    @Test func `Credit in one currency does not settle another`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("50.00", to: buyer)
            let refused = try await shop.refusal {
                _ = try await shop.perform(
                    RecordPayment(
                        id: shop.newID(Payment.self), direction: .in, partyID: buyer,
                        accountID: try shop.account("1010"), day: try "2026-03-02".day,
                        amount: Money(minorUnits: 5_000, currency: .usd),
                        allocations: [
                            .init(
                                documentID: invoice,
                                amount: Money(minorUnits: 5_000, currency: .usd))
                        ]))
            }
            #expect(refused == "currency_mismatch")
        }
    }

    @Test func `A supplier's overpaid bill leaves credit that settles the next`() async throws {
        try await Shop.with { shop in
            let mill = try await shop.party("Unga Mill")
            let first = try await shop.bill("50.00", from: mill)
            let payment = try await shop.pay(
                "80.00", mill, direction: .out, for: [(first, "50.00")])
            #expect(
                try await shop.table() == """
                    1010 Bank -80.00
                    1110 Credit with suppliers 30.00
                    5000 Purchases 50.00
                    """)
            let second = try await shop.bill("20.00", from: mill)
            _ = try await shop.perform(
                ApplyCredit(
                    id: shop.newID(Settled.self), paymentID: payment.id, documentID: second,
                    amount: try shop.money("20.00")))
            #expect(try await shop.standing(second) == "paid 0.00")
            #expect(
                try await shop.table() == """
                    1010 Bank -80.00
                    1110 Credit with suppliers 10.00
                    5000 Purchases 70.00
                    """)
        }
    }

    @Test func `A bounced payment opens what it settled`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let first = try await shop.invoice("50.00", to: buyer)
            let second = try await shop.invoice("20.00", to: buyer)
            let payment = try await shop.pay("80.00", buyer, for: [(first, "50.00")])
            _ = try await shop.perform(
                ApplyCredit(
                    id: shop.newID(Settled.self), paymentID: payment.id, documentID: second,
                    amount: try shop.money("20.00")))
            shop.clock.move(to: "2026-03-09")
            _ = try await shop.perform(VoidPayment(id: payment.id, reason: "cheque bounced"))
            #expect(try await shop.standing(first) == "issued 50.00")
            #expect(try await shop.standing(second) == "issued 20.00")
            #expect(
                try await shop.table() == """
                    1100 Trade receivables 70.00
                    4000 Sales of goods and services -70.00
                    """)
            let again = try await shop.refusal {
                _ = try await shop.perform(VoidPayment(id: payment.id, reason: "again"))
            }
            #expect(again == "already_void")
        }
    }
}

extension Shop {
    /// Live allocations that settle a document.
    func allocations(of document: ID<Document>) async throws -> [ID<Settled>] {
        try await executor.transact("test.read", as: owner, requestID: "test") { work in
            try AllocationRow.live(.document(document), in: work).map {
                $0.id.rebound(to: Settled.self)
            }
        }
    }
}
