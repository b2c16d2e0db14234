import Foundation
import Ledger
import Proof
import Storage
import Testing
import Wire

@testable import Commons

@Suite("An attestation") struct AttestationTests {
    @Test("of an accepted paper is valid anywhere, and one changed byte is tampered")
    func valid() async throws {
        try await PaperDesk.with { desk in
            let made = try await desk.attested()
            let bundle = try await desk.executor.proofMaker().bundle(
                of: made.id, organisation: desk.shop.owner.organisation)
            let bytes = bundle.encoded()
            let verdict = verify(bytes, desk)
            #expect(verdict.verdict.code == "valid")
            #expect(verdict.payload?.kind == "document.accepted")
            let fields = verdict.payload?.publicFields.map { "\($0.name)=\($0.value)" } ?? []
            #expect(fields.contains("total=1260.00"))
            #expect(fields.contains("organisation=Duka"))
            #expect(verdict.disclosed.map(\.value).contains("Duka la Mwangi"))
            // The other party's name is under a commitment only, not in the signed payload.
            #expect(!fields.contains { $0.contains("Mwangi") })
            for index in stride(from: 3, to: bytes.count, by: 5) {
                var changed = bytes
                changed[index] ^= 1
                #expect(verify(changed, desk).verdict.code != "valid", "byte \(index)")
            }
            let digit = bytes.replacing(Array("1260.00".utf8), with: Array("1960.00".utf8))
            #expect(verify(digit, desk).verdict.code == "tampered")
            let findings = try await desk.fsck()
            #expect(findings == [])
        }
    }

    @Test("names the other party as it was called when the document was issued")
    func renamed() async throws {
        try await PaperDesk.with { desk in
            let first = try await desk.attested()
            let document = try #require(ID<Document>(first.subject.id))
            let party = try await desk.shop.ask(ShowDocument(id: document)).party
            _ = try await desk.shop.perform(
                UpdateParty(
                    id: party.id, name: "Mwangi Stores", isCustomer: false, isSupplier: true,
                    taxNumber: "P051234567X", email: nil, phone: nil, address: nil))
            let again = try await desk.shop.perform(
                AttestSubject(id: desk.shop.newID(Attestation.self), subject: first.subject))
            let bundle = try await desk.executor.proofMaker().bundle(
                of: again.id, organisation: desk.shop.owner.organisation)
            let verdict = verify(bundle.encoded(), desk)
            #expect(verdict.verdict.code == "valid")
            #expect(verdict.disclosed.map(\.value).contains("Duka la Mwangi"))
            #expect(!verdict.disclosed.map(\.value).contains("P051234567X"))
        }
    }

    @Test("that is another's or nobody's is told as not there") func unknown() async throws {
        try await PaperDesk.onBothEngines { desk in
            let made = try await desk.attested()
            let other = try await Shop.open(desk.executor, desk.shop.clock, .kes)
            for (id, asker) in [(ID<Attestation>(7), desk.shop), (made.id, other)] {
                try await asker.refuses("attestation_unknown") {
                    _ = try await asker.ask(AttestationDetail(id: id))
                }
                try await asker.refuses("attestation_unknown") {
                    _ = try await asker.perform(RevokeAttestation(id: id, reason: "Mistaken"))
                }
                try await asker.refuses("attestation_unknown") {
                    _ = try await desk.executor.proofMaker().bundle(
                        of: id, organisation: asker.owner.organisation)
                }
            }
            let still = try await desk.shop.ask(AttestationDetail(id: made.id))
            #expect(still.revocation == nil)
        }
    }

    @Test("fits into one QR code that says the same, without personal fields") func code()
        async throws
    {
        try await PaperDesk.with { desk in
            let made = try await desk.attested()
            let code = try await desk.executor.proofMaker().code(
                of: made.id, organisation: desk.shop.owner.organisation)
            let text = try #require(code.payload)
            #expect(text.utf8.count <= 1_200)
            #expect(code.hasStatus)
            let verdict = verify(Array(text.utf8), desk)
            #expect(verdict.verdict.code == "valid")
            #expect(verdict.disclosed.isEmpty)
            #expect(!verdict.text.contains("Mwangi"))
        }
    }

    @Test("that is taken back says when and why, and cannot be taken back twice")
    func revoked() async throws {
        try await PaperDesk.with { desk in
            let made = try await desk.attested()
            _ = try await desk.shop.perform(RevokeAttestation(id: made.id, reason: "wrong till"))
            let bundle = try await desk.executor.proofMaker().bundle(
                of: made.id, organisation: desk.shop.owner.organisation)
            let verdict = verify(bundle.encoded(), desk)
            #expect(verdict.verdict.code == "revoked")
            #expect(verdict.text.contains("wrong till"))
            let again = try await desk.code {
                _ = try await desk.shop.perform(RevokeAttestation(id: made.id, reason: "again"))
            }
            #expect(again == "attestation_revoked")
            let findings = try await desk.fsck()
            #expect(findings == [])
        }
    }

    @Test("made before the key was rotated still verifies, and can still be taken back")
    func rotation() async throws {
        try await PaperDesk.with { desk in
            let made = try await desk.attested()
            try await desk.integrator.integrate()
            let next = desk.issuer.rotated()
            let integrator = LogIntegrator(
                database: desk.database, issuer: next, clock: desk.executor.clock)
            try await integrator.registerKey()
            let bundle = try await ProofMaker(integrator: integrator).bundle(
                of: made.id, organisation: desk.shop.owner.organisation)
            #expect(bundle.issuerPublicKey == desk.issuer.publicKey)
            #expect(verify(bundle.encoded(), desk).verdict.code == "valid")
            #expect(
                Verification(
                    bundle.encoded(), trusted: next.trusted, now: desk.shop.clock.now(),
                    maximumStatusAge: nil
                ).isValid)
        }
    }

    @Test("signed before the key was rotated and logged after it is valid under its own key")
    func rotationBeforeTheLog() async throws {
        try await PaperDesk.with { desk in
            let made = try await desk.attested()
            let folder = String(desk.objectFolder.dropLast("/objects".count))
            let keys = try await IssuerRotation(
                executor: desk.executor, file: IssuerFile(folder: folder)
            ).run()
            #expect(keys.retired == desk.issuer.keyID)
            let bundle = try await desk.executor.proofMaker().bundle(
                of: made.id, organisation: desk.shop.owner.organisation)
            #expect(bundle.issuerPublicKey == desk.issuer.publicKey)
            #expect(verify(bundle.encoded(), desk).verdict.code == "valid")
            let issuer = try #require(desk.executor.installation.issuer)
            #expect(issuer.keyID == keys.current)
            let stored = try #require(try IssuerFile(folder: folder).read())
            #expect(stored.keys.map(\.keyID) == issuer.keys.map(\.keyID))
            #expect(stored.keys[0].validFrom != nil && stored.keys[0].validUntil == nil)
            #expect(stored.keys[1].validUntil == stored.keys[0].validFrom)
            #expect(try await desk.fsck() == [])
            // The old file would bring the retired key back.
            await #expect(throws: IssuerFault.retired(keyID: keys.retired)) {
                try await desk.integrator.registerKey()
            }
        }
    }

    @Test("by somebody unknown, or not vouched for lately, says so") func otherVerdicts()
        async throws
    {
        try await PaperDesk.with { desk in
            let made = try await desk.attested()
            let bytes = try await desk.executor.proofMaker().bundle(
                of: made.id, organisation: desk.shop.owner.organisation
            ).encoded()
            let now = desk.shop.clock.now()
            let unknown = Verification(bytes, trusted: [], now: now, maximumStatusAge: nil)
            #expect(unknown.verdict.code == "unknown_issuer")
            let later = now.adding(seconds: 86_401)
            let stale = Verification(
                bytes, trusted: desk.issuer.trusted, now: later, maximumStatusAge: 86_400)
            #expect(stale.verdict.code == "stale")
            let noise = Verification([1, 2, 3], trusted: [], now: now, maximumStatusAge: nil)
            #expect(noise.verdict.code == "tampered")
        }
    }

    @Test("is refused for drafts, void documents and what is not there") func refused()
        async throws
    {
        try await PaperDesk.with { desk in
            func code(_ document: ID<Document>) async throws -> String {
                try await desk.code {
                    _ = try await desk.shop.perform(
                        AttestSubject(
                            id: desk.shop.newID(Attestation.self),
                            subject: Subject(kind: "document", id: document.text)))
                }
            }
            let nowhere = try await code(desk.shop.newID(Document.self))
            #expect(nowhere == "document_unknown")
            let buyer = try await desk.shop.party("Mama Njeri")
            let invoice = try await desk.shop.invoice("50.00", to: buyer)
            let issued = try await code(invoice)
            #expect(issued == "done")
            _ = try await desk.shop.perform(
                VoidDocument(id: invoice, reason: "wrong", releasePayments: nil))
            let void = try await code(invoice)
            #expect(void == "attestation_subject")
        }
    }

    @Test("of a file names its bytes and is chained to the one before") func file() async throws {
        try await PaperDesk.with { desk in
            let statement = FileStatement(
                name: "model.bin", size: 3, content: sha256([1, 2, 3]))
            let first = try await statement.attest(with: desk.executor)
            let second = try await statement.attest(with: desk.executor)
            let verdict = verify(second.encoded(), desk)
            #expect(verdict.isValid)
            #expect(verdict.payload?.contentHash == sha256([1, 2, 3]))
            #expect(verdict.payload?.previousStatement == first.statementID)
            let findings = try await desk.fsck()
            #expect(findings == [])
        }
    }

    @Test("needs a key file that nobody else can read") func keyFile() throws {
        let folder = NSTemporaryDirectory() + "issuer-tests-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let file = IssuerFile(folder: folder)
        let made = try file.open(name: "Umoja")
        let read = try file.open(name: "ignored")
        #expect(read.id == made.id && read.publicKey == made.publicKey && read.name == "Umoja")
        let next = made.rotated()
        try file.write(next, replacing: true)
        #expect(try file.read()?.trusted == next.trusted)
        #expect(next.trusted.count == 2)
        chmod(file.path, 0o644)
        #expect(throws: IssuerFault.self) { try file.read() }
        chmod(file.path, 0o600)
        try Data("{}".utf8).write(to: URL(fileURLWithPath: file.path))
        #expect(throws: IssuerFault.self) { try file.open(name: "Umoja") }
    }

    private func verify(_ bytes: [UInt8], _ desk: PaperDesk) -> Verification {
        Verification(
            bytes, trusted: desk.issuer.trusted, now: desk.shop.clock.now(),
            maximumStatusAge: nil)
    }
}
