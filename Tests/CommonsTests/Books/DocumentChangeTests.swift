import Ledger
import Storage
import Testing
import Wire

@testable import Commons

/// A document changes by what happens to payments, credit notes and proofs, and the change feed and
/// the trail say so of the document itself.
@Suite struct DocumentChangeTests {
    @Test func `What a payment does to documents is told of each of them, once`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let first = try await shop.invoice("50.00", to: buyer)
            let second = try await shop.invoice("20.00", to: buyer)
            let untouched = try await shop.invoice("10.00", to: buyer)
            var told = try await shop.follow()
            let payment = try await shop.pay(
                "60.00", buyer, for: [(first, "30.00"), (first, "20.00"), (second, "10.00")])
            #expect(
                try await shop.changes(&told)
                    == [payment.id.text, first.text, second.text])
            #expect(
                try await shop.trail(first) == [
                    "payment.record issued 50.00 > paid 0.00", "invoice.issue", "invoice.create",
                ])
            #expect(
                try await shop.trail(second).first
                    == "payment.record issued 20.00 > partly_paid 10.00")
            _ = try await shop.perform(VoidPayment(id: payment.id, reason: "bounced"))
            let opened = try await shop.changes(&told)
            #expect(opened.first == payment.id.text && opened.count == 3)
            #expect(Set(opened.dropFirst()) == [first.text, second.text])
            #expect(
                try await shop.trail(first).first == "payment.void paid 0.00 > issued 50.00")
            #expect(try await shop.trail(untouched) == ["invoice.issue", "invoice.create"])
        }
    }

    @Test func `So is what credit notes, uses of credit, releases and refunds do`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("50.00", to: buyer)
            let other = try await shop.invoice("30.00", to: buyer)
            var told = try await shop.follow()
            let note = try await shop.credit("40.00", invoice)
            #expect(try await shop.changes(&told) == [note.text, invoice.text])
            #expect(
                try await shop.trail(invoice).first
                    == "invoice.credit issued 50.00 > partly_paid 10.00")
            let allocation = try #require(try await shop.allocations(of: invoice).first)
            _ = try await shop.perform(ReleaseAllocation(id: allocation, reason: "for another"))
            #expect(try await shop.changes(&told) == [invoice.text, note.text])
            #expect(
                try await shop.trail(note).first
                    == "allocation.release paid 0.00 > issued 40.00")
            let applied = try await shop.perform(
                ApplyCredit(
                    id: shop.newID(Settled.self), creditNoteID: note, documentID: other,
                    amount: try shop.money("30.00")))
            #expect(applied.document.state == .credited)
            #expect(try await shop.changes(&told) == [other.text, note.text])
            #expect(
                try await shop.trail(other).first
                    == "allocation.create issued 30.00 > credited 0.00")
            let refund = try await shop.refund("10.00", buyer)
            #expect(try await shop.changes(&told) == [refund.id.text, note.text])
            _ = try await shop.perform(VoidPayment(id: refund.id, reason: "bounced"))
            #expect(try await shop.changes(&told) == [refund.id.text, note.text])
            #expect(
                try await shop.trail(note).first == "payment.void paid 0.00 > partly_paid 10.00")
            _ = try await shop.perform(
                VoidDocument(id: note, reason: "goods kept", releasePayments: true))
            #expect(try await shop.changes(&told) == [note.text, other.text])
            #expect(
                try await shop.trail(other).first
                    == "document.void credited 0.00 > issued 30.00")
        }
    }

    @Test func `So is a proof that is made or taken back`() async throws {
        try await PaperDesk.onBothEngines { desk in
            let shop = desk.shop
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("50.00", to: buyer)
            var told = try await shop.follow()
            let proof = try await shop.perform(
                AttestSubject(
                    id: shop.newID(Attestation.self),
                    subject: Subject(kind: "document", id: invoice.text)))
            #expect(try await shop.changes(&told) == [proof.id.text, invoice.text])
            _ = try await shop.perform(RevokeAttestation(id: proof.id, reason: "a slip"))
            #expect(try await shop.changes(&told) == [proof.id.text, invoice.text])
        }
    }

    @Test func `So is what becomes of a payment's credit`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            let invoice = try await shop.invoice("50.00", to: buyer)
            let payment = try await shop.pay("70.00", buyer)
            var told = try await shop.follow()
            func isTold(_ others: [String], left: String) async throws {
                let changes = try await shop.changes(&told)
                #expect(Set(changes) == Set([payment.id.text] + others))
                #expect(changes.count == others.count + 1)
                let now = try await shop.ask(ShowPayment(id: payment.id))
                #expect(now.unapplied.decimal == left)
                #expect(try await shop.left(of: payment.id) == left)
            }
            let use = ApplyCredit(
                id: shop.newID(Settled.self), paymentID: payment.id, documentID: invoice,
                amount: try shop.money("40.00"))
            _ = try await shop.perform(use)
            try await isTold([invoice.text], left: "30.00")
            let refund = try await shop.refund("10.00", buyer)
            try await isTold([refund.id.text], left: "20.00")
            _ = try await shop.perform(VoidPayment(id: refund.id, reason: "bounced"))
            try await isTold([refund.id.text], left: "30.00")
            _ = try await shop.perform(ReleaseAllocation(id: use.id, reason: "for another"))
            try await isTold([invoice.text], left: "70.00")
            let unknown = shop.newID(Payment.self)
            try await shop.refuses("payment_unknown") {
                _ = try await shop.ask(ShowPayment(id: unknown))
            }
        }
    }

    @Test func `An entry and what takes it back are told of by their own ids`() async throws {
        try await Shop.with { shop in
            var told = try await shop.follow()
            let id = shop.newID(JournalEntry.self)
            let (cash, sales) = (try shop.account("1000"), try shop.account("4000"))
            _ = try await shop.perform(
                PostEntry(
                    id: id, day: try "2026-03-02".day, description: "Float",
                    lines: [
                        .init(accountID: cash, amount: try shop.money("5.00")),
                        .init(accountID: sales, amount: try shop.money("-5.00")),
                    ]))
            let reversal = try await shop.perform(
                ReverseEntry(id: id, day: nil, reason: "twice"))
            #expect(
                try await shop.changes(&told) == [id.text, id.text, reversal.id.text])
            let shown = try await shop.ask(ShowEntry(id: reversal.id))
            #expect(shown.reversesID == id)
            #expect(shown.lines.map(\.amount.decimal) == ["-5.00", "5.00"])
            #expect(try await shop.ask(ShowEntry(id: id)).reversedByID == reversal.id)
            let unknown = shop.newID(JournalEntry.self)
            try await shop.refuses("entry_unknown") {
                _ = try await shop.ask(ShowEntry(id: unknown))
            }
        }
    }
}

extension Shop {
    /// The last change that there is.
    fileprivate func follow() async throws -> Int64 {
        try await ask(ListChanges(after: nil, limit: 500)).next
    }

    /// Whom the changes since then are about.
    fileprivate func changes(_ after: inout Int64) async throws -> [String] {
        let reply = try await ask(ListChanges(after: after, limit: 500))
        after = reply.next
        return reply.items.map(\.subject.id)
    }

    /// What is left of a payment, as the trail said last.
    fileprivate func left(of payment: ID<Payment>) async throws -> String? {
        let trail = ListAudit(
            after: nil, subjectKind: "payment", subjectID: payment.text, limit: nil)
        return try await ask(trail).items.first?.after?["unapplied"]?["amount"]?.string
    }

    /// Of a document, the newest first: which command, and where it stood before and after.
    fileprivate func trail(_ document: ID<Document>) async throws -> [String] {
        let trail = ListAudit(
            after: nil, subjectKind: "document", subjectID: document.text, limit: nil)
        return try await ask(trail).items.map { record in
            guard let before = record.before, let after = record.after,
                let open = after["open"]?.string, let was = before["open"]?.string,
                let state = after["state"]?.string, let stood = before["state"]?.string
            else { return record.command }
            return "\(record.command) \(stood) \(was) > \(state) \(open)"
        }
    }
}
