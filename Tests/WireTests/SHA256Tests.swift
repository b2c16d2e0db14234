import Testing
import Wire

@Suite struct SHA256Tests {
    /// FIPS 180-4 examples and the short-message vectors of the NIST validation suite.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("616263", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "6162636462636465636465666465666765666768666768696768696a68696a6b"
                + "696a6b6c6a6b6c6d6b6c6d6e6c6d6e6f6d6e6f706e6f7071",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        ("d3", "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1"),
        ("11af", "5ca7133fa735326081558ac312c620eeca9970d1e70a4b95533d956f072d1f98"),
        ("b4190e", "dff2e73091f6c05e528896c4c831b9448653dc2ff043528f6769437bc7b975c2"),
        ("74ba2521", "b16aa56be3880d18cd41e68384cf1ec8c17680c45a02b1575dc1518923ae8b0e"),
    ])
    func vectorsOfNIST(message: String, expected: String) throws {
        let bytes = try #require(Hex.decode(message))
        #expect(sha256(bytes).hex == expected)
    }

    @Test func aMillionLettersA() {
        let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
        #expect(
            sha256(bytes).hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func piecesGiveTheHashOfTheWhole() {
        var random = SeededGenerator(seed: 9)
        for length in 0..<260 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            var hasher = SHA256()
            var start = 0
            while start < length {
                let end = min(length, start + Int.random(in: 0...70, using: &random))
                hasher.update(bytes[start..<end])
                start = end
            }
            #expect(hasher.finalize() == sha256(bytes))
        }
    }

    @Test func aHashIsItsBytesAndItsDigits() throws {
        let hash = sha256(Array("abc".utf8))
        #expect(SHA256Hash(bytes: hash.bytes) == hash)
        #expect(SHA256Hash(hex: hash.hex) == hash)
        #expect(SHA256Hash(hex: String(hash.hex.dropLast(2))) == nil)
        let low = try #require(SHA256Hash(bytes: [UInt8](repeating: 0, count: 32)))
        #expect(low < hash)
    }
}
