import Ledger
import Proof
import Testing
import Wire

@Suite("Making proofs")
struct ProofMakingTests {
    let vectors: ProofVectors
    let bare: ProofBundle

    init() throws {
        vectors = try ProofVectors.read()
        bare = try ProofBundle(decoding: vectors.proof("only public fields").proof)
    }

    @Test("Payload, envelope, leaf and checkpoint come out as in the second implementation")
    func parts() throws {
        let parts = try #require(vectors.file["parts"])
        let fields = try #require(
            [
                ("supplier", "Duka la Mwangi"), ("customer", "Achieng Otieno"),
                ("address", "Kenyatta Avenue 12, Nakuru"),
            ].map { name, value in
                DisclosedField(
                    name: name, value: value, salt: sha256(Array("salt of \(name)".utf8)).bytes)
            } as? [DisclosedField])
        let commitments = try #require(FieldCommitments(fields))
        #expect(commitments.digest.hex == parts["commitments_digest"]?.string)
        let payload = AttestationPayload(
            kind: "document.accepted", issuerID: "01936a3e-7c00-7000-8000-000000000001",
            issuerName: "Nakuru SACCO", subjectID: "01936a3e-7c00-7000-8000-0000000000a7",
            issuedAt: try #require(Instant(rfc3339: "2026-11-23T08:25:00Z")),
            publicFields: [
                .init("total", "1250.00"), .init("kind", "receipt"), .init("number", "R-0117"),
                .init("currency", "KES"), .init("date", "2026-11-21"),
            ],
            commitmentsDigest: commitments.digest,
            contentHash: sha256(Array("the picture of the receipt".utf8)))
        #expect(Hex.encode(payload.encoded()) == parts["payload"]?.string)
        #expect(try AttestationPayload(decoding: payload.encoded()) == payload)
        let keyID = COSESign1.keyID(of: bare.issuerPublicKey)
        #expect(
            COSESign1.toBeSigned(payload: payload.encoded(), keyID: keyID)
                == bare.envelope.toBeSigned)
        let envelope = COSESign1(
            keyID: keyID, payload: payload.encoded(), signature: bare.envelope.signature)
        #expect(Hex.encode(envelope.encoded()) == parts["envelope"]?.string)
        #expect(MerkleTree.leafHash(envelope.encoded()).hex == parts["leaf_hash"]?.string)
        #expect(ProofBundle.statementID(of: envelope).hex == parts["statement_id"]?.string)
        #expect(bare.checkpoint.serialised == parts["checkpoint"]?.string)
    }

    @Test("Members in excess, missing or of another kind are refused by their key")
    func strictPayload() throws {
        let payload = try #require(try CBOR(decoding: bare.envelope.payload).mapValue)
        let changes: [(UInt64, CBOR?)] = [
            (1, .unsigned(2)), (2, nil), (2, .text("attestation.status")), (3, .bytes([1])),
            (3, .text("01936a3e-7c00-7000-8000-000000000001")), (3, .text("")),
            (6, .text("today")), (7, .map([CBOREntry("total", .unsigned(1))])),
            (9, .bytes([1, 2])), (11, .null),
        ]
        for (key, value) in changes {
            var entries = payload.filter { $0.key.unsignedValue != key }
            if let value { entries.append(CBOREntry(key, value)) }
            let error = #expect(throws: ProofFormatError.self) {
                try AttestationPayload(decoding: CBOR.map(entries).encoded())
            }
            #expect(error?.part == .payload)
            #expect(error?.key == key)
        }
    }

    @Test("Two personal fields of one name cannot be committed to")
    func repeatedName() throws {
        let salt = [UInt8](repeating: 7, count: 32)
        let field = try #require(DisclosedField(name: "supplier", value: "A", salt: salt))
        let other = try #require(DisclosedField(name: "supplier", value: "B", salt: salt))
        #expect(FieldCommitments([field, other]) == nil)
        #expect(FieldCommitments([]) == nil)
        #expect(DisclosedField(name: "supplier", value: "A", salt: [1, 2, 3]) == nil)
    }

    @Test("A field disclosed twice, or never committed to, is tampering with that field")
    func surplusDisclosure() throws {
        let full = try ProofBundle(decoding: vectors.proof("all fields disclosed").proof)
        let salt = [UInt8](repeating: 7, count: 32)
        let extra = try #require(DisclosedField(name: "discount", value: "1", salt: salt))
        for field in [full.disclosed[0], extra] {
            let bundle = ProofBundle(
                envelope: full.envelope, issuerPublicKey: full.issuerPublicKey,
                commitments: full.commitments, disclosed: full.disclosed + [field],
                leafIndex: full.leafIndex, inclusionPath: full.inclusionPath,
                checkpoint: full.checkpoint)
            let verdict = vectors.verdict(
                on: bundle.encoded(), now: Instant(microseconds: 0), maximumStatusAge: nil)
            #expect(verdict == .tampered(.field(field.name)))
        }
    }
}
