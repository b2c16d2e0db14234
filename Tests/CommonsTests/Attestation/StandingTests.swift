import Ledger
import Proof
import Storage
import Testing
import Wire

@testable import Commons

/// A proof that is fetched after its document was taken back must not say that it stands.
@Suite("An attestation of a document") struct StandingTests {
    @Test("that is voided is revoked with it") func voided() async throws {
        try await PaperDesk.onBothEngines { desk in
            let buyer = try await desk.shop.party("Mama Njeri")
            let invoice = try await desk.shop.invoice("50.00", to: buyer)
            let (first, second) = (try await desk.attest(invoice), try await desk.attest(invoice))
            _ = try await desk.shop.perform(
                VoidInvoice(id: invoice, reason: "Mama Njeri was ill"))
            for made in [first, second] {
                let verdict = try await desk.verdict(made)
                #expect(verdict.verdict.code == "revoked")
                #expect(verdict.text.contains("The document was voided on 2026-03-02."))
                // The person's reason may name people; whoever has the proof does not read it.
                #expect(!verdict.text.contains("ill"))
            }
            let again = try await desk.code {
                _ = try await desk.shop.perform(RevokeAttestation(id: first, reason: "x"))
            }
            #expect(again == "attestation_revoked")
            #expect(try await desk.fsck() == [])
        }
    }

    @Test("that is credited stands until all of it is") func credited() async throws {
        try await PaperDesk.onBothEngines { desk in
            let buyer = try await desk.shop.party("Mama Njeri")
            let invoice = desk.shop.newID(Document.self)
            _ = try await desk.shop.perform(
                CreateInvoice(
                    id: invoice, partyID: buyer, day: try "2026-03-02".day, currency: .kes,
                    lines: [try desk.shop.line("25.00", "2")]))
            _ = try await desk.shop.perform(IssueInvoice(id: invoice))
            let made = try await desk.attest(invoice)
            let one = CreditInvoice.Line(line: 0, quantity: .one)
            let notes = [desk.shop.newID(Document.self), desk.shop.newID(Document.self)]
            _ = try await desk.shop.perform(
                CreditInvoice(id: invoice, creditNoteID: notes[0], reason: "back", lines: [one]))
            #expect(try await desk.verdict(made).verdict.code == "valid")
            _ = try await desk.shop.perform(
                CreditInvoice(id: invoice, creditNoteID: notes[1], reason: "back", lines: [one]))
            let verdict = try await desk.verdict(made)
            #expect(verdict.verdict.code == "revoked")
            #expect(verdict.text.contains("credited in full on 2026-03-02"))
            let anew = try await desk.code { _ = try await desk.attest(invoice) }
            #expect(anew == "attestation_subject")
            // A credit note that was a mistake: what was revoked stays so, and is stated anew.
            _ = try await desk.shop.perform(
                VoidDocument(id: notes[1], reason: "x", releasePayments: true))
            #expect(try await desk.verdict(made).verdict.code == "revoked")
            let renewed = try await desk.attest(invoice)
            #expect(try await desk.verdict(renewed).verdict.code == "valid")
        }
    }

    @Test("keeps a void back where nobody can sign that it was taken back") func withoutIssuer()
        async throws
    {
        try await PaperDesk.with { desk in
            let buyer = try await desk.shop.party("Mama Njeri")
            let invoice = try await desk.shop.invoice("50.00", to: buyer)
            _ = try await desk.attest(invoice)
            let silent = CommandExecutor(
                database: desk.database, registry: try CommandRegistry(Operations.all),
                clock: desk.shop.clock)
            let refused = try await desk.code {
                _ = try await silent.perform(
                    VoidInvoice(id: invoice, reason: "x"), as: desk.shop.owner)
            }
            #expect(refused == "issuer_missing")
            #expect(try await desk.shop.standing(invoice) == "issued 50.00")
        }
    }
}

extension PaperDesk {
    fileprivate func attest(_ document: ID<Document>) async throws -> ID<Attestation> {
        try await shop.perform(
            AttestSubject(
                id: shop.newID(Attestation.self),
                subject: Subject(kind: "document", id: document.text))
        ).id
    }

    fileprivate func verdict(_ id: ID<Attestation>) async throws -> Verification {
        let bundle = try await executor.proofMaker().bundle(
            of: id, organisation: shop.owner.organisation)
        return Verification(
            bundle.encoded(), trusted: issuer.trusted, now: shop.clock.now(),
            maximumStatusAge: nil)
    }
}
