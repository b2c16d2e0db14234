import Ledger
import Storage
import Testing
import Wire

@testable import Commons

/// What no other test of the books is refused with.
@Suite struct BooksRefusalTests {
    @Test func `What is not there is told as such`() async throws {
        try await Shop.with { shop in
            let day = try "2026-03-02".day
            let nothing = ID<Party>(7)
            try await shop.refuses("party_unknown") {
                _ = try await shop.ask(ShowParty(id: nothing))
            }
            try await shop.refuses("payment_unknown") {
                _ = try await shop.perform(VoidPayment(id: ID(7), reason: "x"))
            }
            try await shop.refuses("allocation_unknown") {
                _ = try await shop.perform(ReleaseAllocation(id: ID(7), reason: "x"))
            }
            try await shop.refuses("entry_unknown") {
                _ = try await shop.perform(ReverseEntry(id: ID(7), day: day, reason: "x"))
            }
            try await shop.refuses("document_unknown") {
                _ = try await shop.ask(ShowInvoice(id: ID(7)))
            }
        }
    }

    @Test func `A draft that cannot stand is refused with its field`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let before = try "2026-03-01".day
            #expect(try await shop.draft(buyer, due: before) == "due_before_day /due_day")
            #expect(try await shop.draft(buyer, currency: .usd) == "totals_impossible /lines/0")
            #expect(try await shop.draft(buyer, taxes: ["VAT"]) == "totals_impossible /lines/0")
            let above = Rate(partsPerMillion: 1_000_100)
            #expect(
                try await shop.draft(buyer, discount: above)
                    == "totals_impossible /lines/0/discount")
            #expect(try await shop.draft(buyer, quantity: "-1") == "totals_impossible /lines")
            #expect(
                try await shop.draft(buyer, price: "9000000000000", quantity: "9000000000000")
                    == "amount_too_large /lines/0")
            let all = Rate(partsPerMillion: 1_000_000)
            #expect(try await shop.draft(buyer, discount: all) == "taken")
        }
    }

    @Test func `Amounts that no books hold are refused before they are posted`() async throws {
        try await Shop.with { shop in
            let large = "10000000000000.01"
            try await shop.refuses("amount_too_large") {
                try await shop.post("1010", "3000", large)
            }
            let buyer = try await shop.party("Mama Njeri")
            try await shop.refuses("amount_too_large") {
                let id = shop.newID(Document.self)
                _ = try await shop.perform(
                    CreateInvoice(
                        id: id, partyID: buyer, day: try "2026-03-02".day, currency: .kes,
                        lines: [try shop.line("1000000000000.00", "11")]))
                _ = try await shop.perform(IssueInvoice(id: id))
            }
            try await shop.refuses("amount_too_large") { try await shop.pay(large, buyer) }
            try await shop.post("1010", "3000", "10000000000000.00")
            try await shop.refuses("amount_not_positive") { try await shop.pay("0.00", buyer) }
        }
    }

    @Test func `A document that asks for nothing is not issued`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let id = shop.newID(Document.self)
            let free = DraftLine(
                description: "Sample", quantity: try Quantity(decimal: "1"),
                unitPrice: try UnitPrice(decimal: "10.00", currency: .kes),
                discount: Rate(partsPerMillion: 1_000_000), taxes: [])
            _ = try await shop.perform(
                CreateInvoice(
                    id: id, partyID: buyer, day: try "2026-03-02".day, currency: .kes,
                    lines: [free]))
            try await shop.refuses("nothing_to_issue") {
                _ = try await shop.perform(IssueInvoice(id: id))
            }
            #expect(try await shop.ask(ShowInvoice(id: id)).state == .draft)
        }
    }

    @Test func `Money settles nothing before the day of what it settles`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice(
                "50.00", to: buyer, on: "2026-03-02", due: "2026-03-16")
            try await shop.refuses("day_too_early") {
                try await shop.pay("50.00", buyer, on: "2026-03-01", for: [(invoice, "50.00")])
            }
            // It is taken without, and used from the day of the invoice on.
            let early = try await shop.pay("50.00", buyer, on: "2026-03-01")
            func apply(on day: String) async throws {
                _ = try await shop.perform(
                    ApplyCredit(
                        id: shop.newID(Settled.self), paymentID: early.id, documentID: invoice,
                        amount: try shop.money("50.00"), day: try day.day))
            }
            try await shop.refuses("day_too_early") { try await apply(on: "2026-03-01") }
            try await apply(on: "2026-03-02")
            #expect(try await shop.ask(ShowInvoice(id: invoice)).state == .paid)
        }
    }

    @Test func `A correction is not dated before what it corrects`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("50.00", to: buyer)
            let before = try "2026-03-01".day
            try await shop.refuses("reversed_before") {
                _ = try await shop.perform(
                    VoidInvoice(id: invoice, day: before, reason: "x"))
            }
            try await shop.refuses("reversed_before") {
                try await shop.credit("1.00", invoice, on: "2026-03-01")
            }
            let entry = try await shop.post("1010", "3000", "1.00")
            try await shop.refuses("reversed_before") {
                _ = try await shop.perform(ReverseEntry(id: entry, day: before, reason: "x"))
            }
        }
    }

    @Test func `What was paid back cannot be taken back`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("50.00", to: buyer)
            try await shop.pay("50.00", buyer, for: [(invoice, "50.00")])
            let note = try await shop.credit("30.00", invoice)
            _ = try await shop.perform(
                RefundCredit(
                    id: shop.newID(Payment.self), partyID: buyer,
                    accountID: try shop.account("1000"), day: try "2026-03-02".day,
                    amount: try shop.money("30.00")))
            try await shop.refuses("has_refund") {
                _ = try await shop.perform(
                    VoidDocument(id: note, reason: "x", releasePayments: true))
            }
            let other = try await shop.invoice("5.00", to: buyer)
            try await shop.refuses("above_credit") {
                _ = try await shop.perform(
                    ApplyCredit(
                        id: shop.newID(Settled.self), creditNoteID: note, documentID: other,
                        amount: try shop.money("5.00")))
            }
        }
    }

    @Test func `The audit trail tells what stood before a correction and what stands after`()
        async throws
    {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri", supplier: false)
            _ = try await shop.perform(
                UpdateParty(
                    id: buyer, name: "Mama Wanjiku", isCustomer: true, isSupplier: false,
                    taxNumber: nil, email: nil, phone: nil, address: nil))
            let trail = try await shop.executor.ask(
                ListAudit(
                    after: nil, subjectKind: "party", subjectID: buyer.text, limit: nil),
                as: shop.owner)
            #expect(trail.items.map(\.command) == ["party.update", "party.create"])
            let (update, create) = (trail.items[0], trail.items[1])
            #expect(create.before == nil)
            #expect(create.after?["name"]?.string == "Mama Njeri")
            #expect(update.before == create.after)
            #expect(update.after?["name"]?.string == "Mama Wanjiku")
            #expect(update.user.id == shop.owner.user)
        }
    }

    @Test func `Parties keep their ids, names and roles`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri", supplier: false)
            try await shop.refuses("id_taken") {
                _ = try await shop.perform(
                    CreateParty(
                        id: buyer, name: "Other", isCustomer: true, isSupplier: false))
            }
            try await shop.refuses("blank_name") { _ = try await shop.party("  ") }
            try await shop.refuses("party_unfit") { try await shop.bill("1.00", from: buyer) }
            let draft = shop.newID(Document.self)
            _ = try await shop.perform(
                CreateInvoice(
                    id: draft, partyID: buyer, day: try "2026-03-02".day, currency: .kes,
                    lines: [try shop.line("1.00")]))
            try await shop.refuses("not_issued") {
                try await shop.pay("1.00", buyer, for: [(draft, "1.00")])
            }
        }
    }
}

extension Shop {
    /// What becomes of a draft of one line: `taken`, or the code and the field at fault.
    fileprivate func draft(
        _ buyer: ID<Party>, due: Day? = nil, currency: Currency = .kes, taxes: [String] = [],
        discount: Rate? = nil, price: String = "1.00", quantity: String = "1"
    ) async throws -> String {
        let line = DraftLine(
            description: "Maize flour", quantity: try Quantity(decimal: quantity),
            unitPrice: try UnitPrice(decimal: price, currency: .kes), discount: discount,
            taxes: taxes)
        let command = CreateInvoice(
            id: newID(Document.self), partyID: buyer, day: try "2026-03-02".day, dueDay: due,
            currency: currency, lines: [line])
        do {
            _ = try await perform(command)
            return "taken"
        } catch let refusal as Refusal {
            return "\(refusal.code.name) \(refusal.pointer ?? "")"
        }
    }
}
