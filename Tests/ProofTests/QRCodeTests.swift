import Proof
import Testing
import Wire

@Suite("Proofs as QR codes")
struct QRCodeTests {
    let vectors: ProofVectors

    init() throws {
        vectors = try ProofVectors.read()
    }

    @Test("A code is the same text in both implementations and decodes to the same bundle")
    func sameBundle() throws {
        let pairs = try #require(vectors.file["same"]?.array)
        #expect(pairs.count == 3)
        for pair in pairs {
            let bundle = try ProofBundle(decoding: ProofVectors.bytes(pair, "bundle"))
            let code = try #require(pair["code"]?.string)
            #expect(try QRCode.encode(bundle) == code)
            #expect(try QRCode.decode(code) == bundle)
        }
    }

    @Test("A statement without personal fields fits from a log of a thousand leaves")
    func fits() throws {
        let large = try vectors.proof("code from a log of 1023")
        #expect(large.proof.count <= QRCode.characterLimit)
        #expect(try QRCode.decode(String(decoding: large.proof, as: UTF8.self)).leafIndex == 511)
    }

    @Test("The longest path of a log of a million leaves fits, with the status")
    func fitsFromLargeLog() throws {
        let bundle = try ProofBundle(decoding: vectors.proof("fresh status").proof)
            .disclosing { _ in false }
        #expect(bundle.status != nil)
        let (index, size): (UInt64, UInt64) = ((1 << 20) - 1, 1 << 20)
        let path = (0..<20).map { MerkleTree.leafHash([UInt8($0)]) }
        let root = try #require(
            InclusionProof(leafIndex: index, treeSize: size, path: path)
                .impliedRoot(for: MerkleTree.leafHash(bundle.envelope.encoded())))
        let origin = try #require(Checkpoint(text: bundle.checkpoint.text)).origin
        let head = try #require(Checkpoint(origin: origin, size: size, root: root))
        let note = try #require(
            SignedNote(text: head.text, signatures: bundle.checkpoint.signatures))
        let code = try QRCode.encode(
            ProofBundle(
                envelope: bundle.envelope, issuerPublicKey: bundle.issuerPublicKey,
                commitments: bundle.commitments, disclosed: bundle.disclosed, leafIndex: index,
                inclusionPath: path, checkpoint: note, status: bundle.status))
        #expect(code.utf8.count > 1_500)
    }

    @Test("What does not fit is refused with its length")
    func tooLong() throws {
        let bundle = try ProofBundle(decoding: vectors.proof("all fields disclosed").proof)
        let error = #expect(throws: QRCode.Refusal.self) {
            try QRCode.encode(bundle, characterLimit: 1_200)
        }
        guard case .tooLong(let characters) = error else {
            Issue.record("refused for another reason")
            return
        }
        #expect(characters > 1_200)
        #expect(throws: Never.self) { try QRCode.encode(bundle, characterLimit: characters) }
    }

    @Test("A proof that does not hold has no code")
    func notRepresentable() throws {
        for name in ["changed: fork", "changed: foreign log", "changed: key"] {
            let bundle = try ProofBundle(decoding: vectors.proof(name).proof)
            #expect(throws: QRCode.Refusal.notRepresentable, "\(name)") {
                try QRCode.encode(bundle, characterLimit: 4_000)
            }
        }
    }

    @Test("No code with one character changed is valid")
    func changedCharacter() throws {
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)
        let item = try vectors.proof("code of public fields")
        for position in item.proof.indices {
            for step in [1, 22] {
                var code = item.proof
                let digit = try #require(alphabet.firstIndex(of: code[position]))
                code[position] = alphabet[(digit + step) % 45]
                let verdict = vectors.verdict(on: code, now: item.now, maximumStatusAge: nil)
                #expect(verdict.code == "tampered", "position \(position)")
            }
        }
    }

    @Test(
        "Base45 has the examples of RFC 9285",
        arguments: [
            ("AB", "BB8"), ("Hello!!", "%69 VD92EX0"), ("base-45", "UJCLQE7W581"),
            ("ietf!", "QED8WEX0"), ("", ""),
        ])
    func base45(plain: String, encoded: String) {
        #expect(Base45.encode(Array(plain.utf8)) == encoded)
        #expect(Base45.decode(encoded.utf8) == Array(plain.utf8))
    }

    @Test(
        "Base45 refuses foreign characters, impossible lengths and values beyond two bytes",
        arguments: ["bb8", "BB8A", "GGW", ":::", "::", "U6", "BB8\n", "Ü"])
    func badBase45(text: String) {
        #expect(Base45.decode(text.utf8) == nil)
    }
}
