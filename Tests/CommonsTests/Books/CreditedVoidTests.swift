import Ledger
import Storage
import Testing

@testable import Commons

/// A credit note and a void give back the same: only one of them stands.
@Suite struct CreditedVoidTests {
    @Test func `What a credit note takes back is not voided besides, in part or in full`()
        async throws
    {
        for amount in ["100.00", "30.00"] {
            try await Shop.with { shop in
                let buyer = try await shop.party("Mama Njeri")
                let invoice = try await shop.invoice("100.00", to: buyer)
                let note = try await shop.credit(amount, invoice)
                let before = try await shop.table()
                #expect(try await shop.void(invoice) == "has_credit_note")
                #expect(try await shop.void(invoice, releasing: true) == "has_credit_note")
                #expect(try await shop.voidability(invoice) == "Credit notes take it back; "
                    + "void them first.")
                #expect(try await shop.table() == before)
                // Nor once what it settled was released.
                let settled = try await shop.allocations(of: invoice)
                _ = try await shop.perform(
                    ReleaseAllocation(id: try #require(settled.first), reason: "first"))
                #expect(try await shop.void(invoice) == "has_credit_note")
                #expect(try await shop.void(note) == "not refused")
                #expect(try await shop.voidability(invoice) == nil)
                #expect(try await shop.void(invoice) == "not refused")
                #expect(try await shop.table() == "")
            }
        }
    }

    @Test func `A credit note that is used elsewhere is voided before its invoice`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("50.00", to: buyer)
            try await shop.pay("50.00", buyer, for: [(invoice, "50.00")])
            let note = try await shop.credit("50.00", invoice)
            let other = try await shop.invoice("40.00", to: buyer)
            _ = try await shop.perform(
                ApplyCredit(
                    id: shop.newID(Settled.self), creditNoteID: note, documentID: other,
                    amount: try shop.money("40.00")))
            #expect(try await shop.void(invoice, releasing: true) == "has_credit_note")
            #expect(try await shop.void(note) == "has_payments")
            #expect(try await shop.void(note, releasing: true) == "not refused")
            #expect(try await shop.standing(other) == "issued 40.00")
            #expect(try await shop.void(invoice, releasing: true) == "not refused")
            #expect(
                try await shop.table() == """
                    1010 Bank 50.00
                    1100 Trade receivables 40.00
                    2010 Credit of customers -50.00
                    4000 Sales of goods and services -40.00
                    """)
        }
    }

    @Test func `A credit note that was paid back is voided after its refund`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("50.00", to: buyer)
            try await shop.pay("50.00", buyer, for: [(invoice, "50.00")])
            let note = try await shop.credit("20.00", invoice)
            let refund = try await shop.refund("20.00", buyer)
            #expect(try await shop.void(invoice, releasing: true) == "has_credit_note")
            #expect(try await shop.void(note, releasing: true) == "has_refund")
            _ = try await shop.perform(VoidPayment(id: refund.id, reason: "bounced"))
            #expect(try await shop.void(note) == "not refused")
            #expect(try await shop.void(invoice, releasing: true) == "not refused")
            #expect(
                try await shop.table() == """
                    1010 Bank 50.00
                    2010 Credit of customers -50.00
                    """)
        }
    }

    @Test func `Books in which both stand are named, and voiding the credit note mends them`()
        async throws
    {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("100.00", to: buyer)
            let note = try await shop.credit("100.00", invoice)
            // As it was done before it was refused.
            try await shop.executor.transact("test.void", as: shop.owner, requestID: "t") { work in
                for row in try AllocationRow.live(.document(invoice), in: work) {
                    try row.release(on: work.today, reason: "void", in: work)
                }
                let stored = try StoredDocument.require(invoice, in: work)
                let entry = try #require(try stored.issueEntry(in: work))
                try work.reverse(
                    entry, as: .void, on: work.today, reason: "void", description: "Void")
            }
            let found = try await shop.executor.database.read { try BooksCheck.run($0) }
            #expect(found.map(\.rule) == ["void_credited"])
            #expect(found.first?.subject == Subject(kind: "document", id: invoice.text))
            let detail = try #require(found.first?.detail)
            #expect(detail.contains("INV-2026-0001 is void"), "\(detail)")
            #expect(detail.contains("CN-2026-0001 takes") && detail.contains("100.00"), "\(detail)")
            #expect(try await shop.void(note) == "not refused")
            #expect(try await shop.table() == "")
        }
    }
}

extension Shop {
    /// What voiding it is refused with.
    fileprivate func void(
        _ id: ID<Document>, releasing: Bool = false
    ) async throws -> String {
        try await refusal {
            _ = try await perform(
                VoidDocument(id: id, reason: "mistake", releasePayments: releasing))
        }
    }

    /// Why its page says that it cannot be void.
    fileprivate func voidability(_ id: ID<Document>) async throws -> String? {
        let detail = try await ask(ShowDocument(id: id))
        return try #require(detail.actions.first { $0.name == "void" }).reason
    }

    func refund(
        _ amount: String, _ party: ID<Party>, on day: String = "2026-03-02"
    ) async throws -> Payment {
        try await perform(
            RefundCredit(
                id: newID(Payment.self), partyID: party, accountID: try account("1010"),
                day: try day.day, amount: try money(amount)))
    }
}
