import Ledger
import Proof
import Testing
import Wire

@Suite("Verification of proofs")
struct ProofVerificationTests {
    let vectors: ProofVectors

    init() throws {
        vectors = try ProofVectors.read()
    }

    @Test("Every proof of the second implementation gets its verdict")
    func verdicts() throws {
        #expect(vectors.cases.count >= 28)
        for item in vectors.cases {
            let verdict = vectors.verdict(
                on: item.proof, now: item.now, maximumStatusAge: item.maximumStatusAge)
            #expect(verdict.code == item.expected["verdict"]?.string, "\(item.name)")
            if case .tampered(let defect) = verdict {
                #expect(defect.code == item.expected["defect"]?.string, "\(item.name)")
            }
            if case .revoked(let revocation, _) = verdict, let reason = item.expected["reason"] {
                #expect(revocation.reason == reason.string)
                #expect(revocation.at.rfc3339 == item.expected["revoked_at"]?.string)
            }
        }
    }

    @Test(
        "No proof with one bit flipped is valid, stale or revoked",
        arguments: ["only public fields", "only leaf of its log", "revoked"])
    func bitFlips(name: String) throws {
        let item = try vectors.proof(name)
        for bit in 0..<item.proof.count * 8 {
            var proof = item.proof
            proof[bit / 8] ^= 1 << UInt8(bit % 8)
            let verdict = vectors.verdict(on: proof, now: item.now, maximumStatusAge: nil)
            guard case .tampered = verdict else {
                Issue.record("bit \(bit) flipped: \(verdict)")
                continue
            }
        }
    }

    @Test("No truncated proof is anything but tampered")
    func truncation() throws {
        let item = try vectors.proof("fresh status")
        for count in 0..<item.proof.count {
            let verdict = vectors.verdict(
                on: Array(item.proof.prefix(count)), now: item.now, maximumStatusAge: nil)
            #expect(verdict.code == "tampered")
        }
    }

    @Test("One changed digit in a disclosed field names that field")
    func changedDigit() throws {
        let item = try vectors.proof("changed: address")
        let verdict = vectors.verdict(on: item.proof, now: item.now, maximumStatusAge: nil)
        #expect(verdict == .tampered(.field("address")))
    }

    @Test("A key vouches for what was stated while it was the issuer's, and for nothing else")
    func keyWindows() throws {
        let item = try vectors.proof("fresh status")
        let check = ProofBundle.check(item.proof)
        let issuedAt = try #require(check.payload?.issuedAt)
        let issuer = try #require(
            vectors.trusted.first { $0.publicKey == check.bundle?.issuerPublicKey })
        let edge = TrustedIssuer.clockToleranceSeconds
        let windows: [(from: Int64?, until: Int64?, verdict: String)] = [
            (nil, nil, "valid"), (-86_400, 86_400, "valid"), (0, 0, "valid"),
            (edge, nil, "valid"), (edge + 1, nil, "unknown_issuer"),
            (nil, -edge, "valid"), (nil, -edge - 1, "unknown_issuer"),
            (86_400, 172_800, "unknown_issuer"),
        ]
        for window in windows {
            let trusted = TrustedIssuer(
                id: issuer.id, name: issuer.name, publicKey: issuer.publicKey,
                validFrom: window.from.map { issuedAt.adding(seconds: $0) },
                validUntil: window.until.map { issuedAt.adding(seconds: $0) })
            let verdict = check.conclude(
                signatureResults: check.signatures.map(vectors.verify), trustedIssuers: [trusted],
                now: item.now, maximumStatusAge: nil)
            #expect(verdict.code == window.verdict, "\(window)")
        }
    }

    @Test("A signature that was not checked counts as false")
    func missingAnswers() throws {
        let item = try vectors.proof("fresh status")
        let check = ProofBundle.check(item.proof)
        #expect(check.signatures.map(\.role) == [.statement, .checkpoint, .status])
        let answers: [([Bool], Defect)] = [
            ([], .statementSignature), ([true], .checkpointSignature),
            ([true, true], .statusSignature), ([false, true, true], .statementSignature),
        ]
        for (results, defect) in answers {
            let verdict = check.conclude(
                signatureResults: results, trustedIssuers: vectors.trusted, now: item.now,
                maximumStatusAge: nil)
            #expect(verdict == .tampered(defect))
        }
    }

    @Test("Trust is in the key together with the issuer's id, not in a name")
    func trust() throws {
        let item = try vectors.proof("all fields disclosed")
        let check = ProofBundle.check(item.proof)
        let issuer = try #require(vectors.trusted.first)
        let strangers = [
            TrustedIssuer(id: "somebody", name: issuer.name, publicKey: issuer.publicKey),
            TrustedIssuer(
                id: issuer.id, name: issuer.name, publicKey: Array(issuer.publicKey.reversed())),
        ]
        let verdict = check.conclude(
            signatureResults: [true, true], trustedIssuers: strangers, now: item.now,
            maximumStatusAge: nil)
        #expect(
            verdict
                == .unknownIssuer(
                    id: issuer.id, claimedName: "Nakuru SACCO", publicKey: issuer.publicKey))
    }

    @Test("A status is old one microsecond after its time, not before")
    func staleness() throws {
        let item = try vectors.proof("all fields disclosed")
        let issued = try #require(ProofBundle.check(item.proof).payload).issuedAt
        let limit = issued.adding(seconds: 86_400)
        for (now, code) in [(limit, "valid"), (limit.adding(microseconds: 1), "stale")] {
            let verdict = vectors.verdict(on: item.proof, now: now, maximumStatusAge: 86_400)
            #expect(verdict.code == code)
        }
    }

    @Test("Withholding fields keeps a proof valid and hides their values")
    func withholding() throws {
        let item = try vectors.proof("all fields disclosed")
        let bundle = try ProofBundle(decoding: item.proof)
        let shown = bundle.disclosing { $0 == "supplier" }
        #expect(shown.disclosed.map(\.name) == ["supplier"])
        #expect(shown.commitments?.entries.count == 3)
        #expect(try shown.encoded() == vectors.proof("one field disclosed").proof)
        let bare = bundle.disclosing { _ in false }
        #expect(try bare.encoded() == vectors.proof("only public fields").proof)
    }
}
