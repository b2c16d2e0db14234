import Ledger
import Storage
import Testing

@testable import Commons

/// Credit that was used and freed again counts from the day on which it was freed: on no day is
/// more of it used than there was.
@Suite struct CreditDayTests {
    @Test func `Credit that was released is neither used nor paid back before`() async throws {
        try await Shop.with(on: "2026-03-25") { shop in
            let buyer = try await shop.party("Mama Njeri")
            let (payment, _) = try await shop.released(buyer)
            let other = try await shop.invoice("100.00", to: buyer, on: "2026-03-02")
            for day in ["2026-03-04", "2026-03-05", "2026-03-19"] {
                #expect(try await shop.apply("0.01", of: payment, to: other, on: day) == Self.early)
                #expect(try await shop.payBack("0.01", buyer, on: day) == Self.early)
            }
            #expect(
                try await shop.apply("60.00", of: payment, to: other, on: "2026-03-20")
                    == "not refused")
            #expect(try await shop.payBack("40.01", buyer, on: "2026-03-20") == Self.above)
            #expect(try await shop.payBack("40.00", buyer, on: "2026-03-20") == "not refused")
            try await shop.expectNoOverdrawnCredit()
        }
    }

    @Test func `A refund that was voided is not paid again before`() async throws {
        try await Shop.with(on: "2026-03-25") { shop in
            let buyer = try await shop.party("Mama Njeri")
            let payment = try await shop.pay("100.00", buyer, on: "2026-03-05")
            let refund = try await shop.refund("70.00", buyer, on: "2026-03-10")
            _ = try await shop.perform(
                VoidPayment(id: refund.id, day: try "2026-03-20".day, reason: "bounced"))
            // What was never paid back is there all the time.
            #expect(try await shop.payBack("30.01", buyer, on: "2026-03-12") == Self.early)
            #expect(try await shop.payBack("30.00", buyer, on: "2026-03-12") == "not refused")
            // Nor is the payment taken back while its money was with the customer.
            #expect(try await shop.void(payment.id, on: "2026-03-12") == "has_refund")
            #expect(try await shop.payBack("70.00", buyer, on: "2026-03-19") == Self.early)
            #expect(try await shop.payBack("70.00", buyer, on: "2026-03-20") == "not refused")
            try await shop.expectNoOverdrawnCredit()
        }
    }

    @Test func `What comes of several credits is there when enough of them is`() async throws {
        try await Shop.with(on: "2026-03-25") { shop in
            let buyer = try await shop.party("Mama Njeri")
            _ = try await shop.released(buyer)
            try await shop.pay("20.00", buyer, on: "2026-03-12")
            let told = await #expect(throws: Refusal.self) {
                _ = try await shop.refund("50.00", buyer, on: "2026-03-15")
            }
            #expect(told?.detail.contains("2026-03-20") == true)
            // More than there ever will be is another matter.
            #expect(try await shop.payBack("120.01", buyer, on: "2026-03-15") == Self.above)
            #expect(try await shop.payBack("20.00", buyer, on: "2026-03-15") == "not refused")
            #expect(try await shop.payBack("100.00", buyer, on: "2026-03-20") == "not refused")
            try await shop.expectNoOverdrawnCredit()
        }
    }

    @Test func `A document is settled on no day on which less of it was open`() async throws {
        try await Shop.with(on: "2026-03-25") { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("100.00", to: buyer, on: "2026-03-01")
            try await shop.pay("100.00", buyer, on: "2026-03-05", for: [(invoice, "100.00")])
            try await shop.release(invoice, on: "2026-03-20")
            for day in ["2026-03-05", "2026-03-10", "2026-03-19"] {
                let told = await #expect(throws: Refusal.self) {
                    try await shop.pay("0.01", buyer, on: day, for: [(invoice, "0.01")])
                }
                #expect(told?.code.name == Self.early)
                #expect(told?.detail.contains("2026-03-20") == true)
                try await shop.refuses(Self.early) {
                    _ = try await shop.credit("1.00", invoice, on: day)
                }
            }
            // Before it was paid and released there was nothing in between.
            try await shop.pay("100.00", buyer, on: "2026-03-20", for: [(invoice, "100.00")])
            let other = try await shop.invoice("100.00", to: buyer, on: "2026-03-01")
            let note = try await shop.credit("40.00", other, on: "2026-03-05")
            _ = try await shop.perform(
                VoidDocument(
                    id: note, day: try "2026-03-20".day, reason: "wrong", releasePayments: true))
            try await shop.refuses(Self.early) {
                try await shop.pay("60.01", buyer, on: "2026-03-10", for: [(other, "60.01")])
            }
            try await shop.pay("60.00", buyer, on: "2026-03-10", for: [(other, "60.00")])
        }
    }

    @Test func `Money that has not moved yet is not recorded`() async throws {
        try await Shop.with(on: "2026-03-25") { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("100.00", to: buyer, on: "2026-03-01")
            let payment = try await shop.pay("50.00", buyer, on: "2026-03-25")
            let ahead = "2026-03-26"
            try await shop.refuses("day_in_future") {
                try await shop.pay("10.00", buyer, on: ahead)
            }
            try await shop.refuses("day_in_future") {
                _ = try await shop.refund("10.00", buyer, on: ahead)
            }
            try await shop.refuses("day_in_future") {
                _ = try await shop.credit("10.00", invoice, on: ahead)
            }
            #expect(
                try await shop.apply("10.00", of: payment.id, to: invoice, on: ahead)
                    == "day_in_future")
            #expect(
                try await shop.apply("10.00", of: payment.id, to: invoice, on: "2026-03-25")
                    == "not refused")
            try await shop.refuses("day_in_future") {
                try await shop.release(invoice, on: ahead)
            }
        }
    }

    @Test func `Credit with a supplier counts in the same way`() async throws {
        try await Shop.with(on: "2026-03-25") { shop in
            let mill = try await shop.party("Unga Mill")
            let bill = try await shop.bill("100.00", from: mill, on: "2026-03-01")
            let payment = try await shop.pay(
                "100.00", mill, direction: .out, on: "2026-03-05", for: [(bill, "100.00")])
            try await shop.release(bill, on: "2026-03-20")
            let other = try await shop.bill("100.00", from: mill, on: "2026-03-02")
            #expect(
                try await shop.apply("100.00", of: payment.id, to: other, on: "2026-03-10")
                    == Self.early)
            #expect(
                try await shop.apply("100.00", of: payment.id, to: other, on: "2026-03-20")
                    == "not refused")
            try await shop.expectNoOverdrawnCredit()
        }
    }

    @Test func `Nothing is taken back on a day on which its money was in use`() async throws {
        try await Shop.with(on: "2026-03-25") { shop in
            let buyer = try await shop.party("Mama Njeri")
            // A payment whose refund was voided on the 20th.
            let payment = try await shop.pay("30.00", buyer, on: "2026-03-05")
            let refund = try await shop.refund("30.00", buyer, on: "2026-03-10")
            _ = try await shop.perform(
                VoidPayment(id: refund.id, day: try "2026-03-20".day, reason: "bounced"))
            #expect(try await shop.void(payment.id, on: "2026-03-12") == "reversed_before")
            #expect(try await shop.void(payment.id, on: "2026-03-20") == "not refused")
            // A credit note and its invoice, released on the 20th.
            let invoice = try await shop.invoice("50.00", to: buyer, on: "2026-03-01")
            let note = try await shop.credit("50.00", invoice, on: "2026-03-05")
            try await shop.release(invoice, on: "2026-03-20")
            func void(_ id: ID<Document>, on day: String) async throws -> String {
                try await shop.refusal {
                    _ = try await shop.perform(
                        VoidDocument(id: id, day: try day.day, reason: "mistake"))
                }
            }
            #expect(try await void(note, on: "2026-03-12") == "reversed_before")
            #expect(try await void(note, on: "2026-03-20") == "not refused")
            #expect(try await void(invoice, on: "2026-03-12") == "reversed_before")
            #expect(try await void(invoice, on: "2026-03-20") == "not refused")
            try await shop.expectNoOverdrawnCredit()
        }
    }

    private static let early = "day_too_early"
    private static let above = "above_credit"
}

extension Shop {
    /// Paid on the 5th and taken off its invoice on the 20th.
    fileprivate func released(
        _ buyer: ID<Party>
    ) async throws -> (payment: ID<Payment>, invoice: ID<Document>) {
        let invoice = try await invoice("100.00", to: buyer, on: "2026-03-01")
        let payment = try await pay("100.00", buyer, on: "2026-03-05", for: [(invoice, "100.00")])
        try await release(invoice, on: "2026-03-20")
        return (payment.id, invoice)
    }

    fileprivate func release(_ document: ID<Document>, on day: String) async throws {
        for settled in try await allocations(of: document) {
            _ = try await perform(
                ReleaseAllocation(id: settled, day: try day.day, reason: "for another"))
        }
    }

    fileprivate func apply(
        _ amount: String, of payment: ID<Payment>, to document: ID<Document>, on day: String
    ) async throws -> String {
        try await refusal {
            _ = try await perform(
                ApplyCredit(
                    id: newID(Settled.self), paymentID: payment, documentID: document,
                    amount: try money(amount), day: try day.day))
        }
    }

    fileprivate func payBack(
        _ amount: String, _ party: ID<Party>, on day: String
    ) async throws -> String {
        try await refusal { _ = try await refund(amount, party, on: day) }
    }

    fileprivate func void(_ payment: ID<Payment>, on day: String) async throws -> String {
        try await refusal {
            _ = try await perform(
                VoidPayment(id: payment, day: try day.day, reason: "mistake"))
        }
    }

    /// Customers' credit is never a debit and credit with suppliers never a credit.
    fileprivate func expectNoOverdrawnCredit() async throws {
        for number in 1...31 {
            let day = "2026-03-" + (number < 10 ? "0" : "") + "\(number)"
            let report = try await ask(ShowTrialBalance(asOf: try day.day))
            for row in report.rows {
                switch row.account.code {
                case "2010": #expect(!row.balance.isPositive, "\(day) \(row.balance)")
                case "1110": #expect(!row.balance.isNegative, "\(day) \(row.balance)")
                default: break
                }
            }
        }
    }
}
