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

    @Test func `A payment that settles no document tells of none`() async throws {
        try await Shop.with { shop in
            let buyer = try await shop.party("Mama Njeri")
            var told = try await shop.follow()
            let payment = try await shop.pay("5.00", buyer)
            let refund = try await shop.refund("5.00", buyer)
            #expect(try await shop.changes(&told) == [payment.id.text, refund.id.text])
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
