import Proof
import Testing
import Wire

@Suite("Checkpoints and signed notes")
struct CheckpointTests {
    /// The checkpoint of golang.org/x/mod/sumdb/note's tests, with the key name as origin.
    static let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="

    @Test("A checkpoint is three lines, with extension lines after them")
    func text() throws {
        let hash = try #require(Base64.decode(Self.root).flatMap { SHA256Hash(bytes: $0) })
        let plain = try #require(
            Checkpoint(origin: "example.com/log", size: 20_852_163, root: hash))
        #expect(plain.text == "example.com/log\n20852163\n\(Self.root)\n")
        #expect(Checkpoint(text: plain.text) == plain)
        let extended = try #require(
            Checkpoint(origin: "example.com/log", size: 0, root: hash, extensions: ["key value"]))
        #expect(extended.text == "example.com/log\n0\n\(Self.root)\nkey value\n")
        #expect(Checkpoint(text: extended.text) == extended)
    }

    @Test(
        "Every other form of a checkpoint is refused",
        arguments: [
            "", "example.com/log\n", "example.com/log\n1\n", "example.com/log\n1\n\(root)",
            "example.com/log\n01\n\(root)\n", "example.com/log\n-1\n\(root)\n",
            "example.com/log\n+1\n\(root)\n", "\n1\n\(root)\n", "a log\n1\n\(root)\n",
            "a+b\n1\n\(root)\n", "example.com/log\n1\n\(root.dropLast())\n",
            "example.com/log\n1\nAAAA\n", "example.com/log\n1\n\(root)\n\n",
            "example.com/log\n18446744073709551616\n\(root)\n", "example.com/log\r\n1\n\(root)\n",
        ])
    func refusedCheckpoints(text: String) {
        #expect(Checkpoint(text: text) == nil)
    }

    /// From the specification of signed notes in Go's checksum database (golang.org/x/mod).
    @Test("The key id of the Go checksum database comes out, and its verifier key")
    func keyID() throws {
        let verifier = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
        let key = try #require(Base64.decode("Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"))
        #expect(
            NoteSignature.verifierKey(
                name: "sum.golang.org", ed25519PublicKey: Array(key.dropFirst())) == verifier)
    }

    @Test("A note reads back as it was written, with one signature or several")
    func roundTrip() throws {
        let key = [UInt8](repeating: 1, count: 32)
        let lines = try ["log.example/a", "witness.example"].map { name in
            try #require(
                NoteSignature(
                    name: name, ed25519PublicKey: key,
                    signature: [UInt8](repeating: 2, count: 64)))
        }
        for count in 1...2 {
            let note = try #require(
                SignedNote(text: "a\n\nb\n", signatures: Array(lines.prefix(count))))
            #expect(note.serialised.hasPrefix("a\n\nb\n\n— log.example/a "))
            #expect(SignedNote(serialised: note.serialised) == note)
        }
        #expect(SignedNote(text: "no newline", signatures: lines) == nil)
        #expect(SignedNote(text: "no signature\n", signatures: []) == nil)
    }

    @Test(
        "Notes without a proper signature line are refused",
        arguments: [
            "", "a\n", "a\n\n", "a\n\n\n", "a\n\n- log AAAAAAA=\n", "a\n\n— log AAAAAAA=",
            "a\n\n— log\n", "a\n\n— log AAAA\n", "a\n\n—  AAAAAAA=\n", "a\n\n— l+g AAAAAAA=\n",
            "a\n\n— log AAAAAAA= \n", "a\n\n— log AAAAAAA=\ntext\n", "a\tb\n\n— log AAAAAAA=\n",
            "a\n\n— log AAAAAAB=\n",
        ])
    func refusedNotes(text: String) {
        #expect(SignedNote(serialised: text) == nil)
    }
}
