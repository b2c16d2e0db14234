import Foundation
import Proof
import Testing
import Wire

@Suite("The reference page about proofs")
struct ProofPageTests {
    @Test("The example on the page is the proof that it says it is")
    func example() throws {
        let page = try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent()
                .appending(path: "docs/reference/proof.md"), encoding: .utf8)
        let example = try #require(page.components(separatedBy: "## Example\n").last)
        let blocks = example.components(separatedBy: "```\n")
        try #require(blocks.count == 9)
        let vectors = try ProofVectors.read()
        let item = try vectors.proof("the example of the page")
        let bytes = try #require(Hex.decode(blocks[5].filter { $0 != "\n" }))
        #expect(bytes == item.proof)
        let bundle = try ProofBundle(decoding: bytes)
        #expect(Hex.encode(bundle.envelope.payload) == blocks[1].filter { $0 != "\n" })
        #expect(bundle.checkpoint.serialised == blocks[3])
        #expect(blocks[2].contains(bundle.statementID.hex))
        #expect(blocks[2].contains(MerkleTree.leafHash(bundle.envelope.encoded()).hex))
        #expect(try QRCode.encode(bundle) + "\n" == blocks[7])
        let verdict = vectors.verdict(on: bytes, now: item.now, maximumStatusAge: nil)
        #expect(verdict.code == "valid")
    }
}
