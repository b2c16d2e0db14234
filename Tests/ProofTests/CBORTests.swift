import Proof
import Testing
import Wire

@Suite("Deterministic CBOR")
struct CBORTests {
    /// RFC 8949 appendix A, the rows of the types that proofs use.
    static let examples: [(item: CBOR, hex: String)] = [
        (.unsigned(0), "00"), (.unsigned(1), "01"), (.unsigned(10), "0a"),
        (.unsigned(23), "17"), (.unsigned(24), "1818"), (.unsigned(25), "1819"),
        (.unsigned(100), "1864"), (.unsigned(1000), "1903e8"),
        (.unsigned(1_000_000), "1a000f4240"),
        (.unsigned(1_000_000_000_000), "1b000000e8d4a51000"),
        (.unsigned(.max), "1bffffffffffffffff"), (.negative(.max), "3bffffffffffffffff"),
        (CBOR(-1), "20"), (CBOR(-10), "29"), (CBOR(-100), "3863"), (CBOR(-1000), "3903e7"),
        (.bool(false), "f4"), (.bool(true), "f5"), (.null, "f6"),
        (.tag(1, .unsigned(1_363_896_240)), "c11a514b67b0"),
        (.tag(23, .bytes([1, 2, 3, 4])), "d74401020304"),
        (.bytes([]), "40"), (.bytes([1, 2, 3, 4]), "4401020304"), (.text(""), "60"),
        (.text("a"), "6161"), (.text("IETF"), "6449455446"), (.text("\"\\"), "62225c"),
        (.text("\u{fc}"), "62c3bc"), (.text("\u{6c34}"), "63e6b0b4"),
        (.text("\u{10151}"), "64f0908591"), (.array([]), "80"),
        (.array([.unsigned(1), .unsigned(2), .unsigned(3)]), "83010203"),
        (
            .array([.unsigned(1), .array([.unsigned(2), .unsigned(3)])]), "8201820203"
        ),
        (.array((1...25).map { .unsigned($0) }), "98190102030405060708090a0b0c0d0e0f10"
            + "1112131415161718181819"),
        (.map([]), "a0"),
        (.map([CBOREntry(1, .unsigned(2)), CBOREntry(3, .unsigned(4))]), "a201020304"),
        (
            .map([CBOREntry("a", .unsigned(1)), CBOREntry("b", .array([.unsigned(2)]))]),
            "a26161016162" + "8102"
        ),
    ]

    @Test("Every example of RFC 8949 encodes to its bytes and decodes back", arguments: examples)
    func example(_ row: (item: CBOR, hex: String)) throws {
        #expect(Hex.encode(row.item.encoded()) == row.hex)
        #expect(try CBOR(decoding: bytes(row.hex)) == row.item)
    }

    @Test("Map entries are written in the bytewise order of their encoded keys")
    func order() {
        // The order shown in RFC 8949 section 4.2.1 (without its last, unsupported key).
        let keys: [CBOR] = [
            .bool(false), .text("aa"), .array([.unsigned(100)]), .text("z"), CBOR(-1),
            .unsigned(100), .unsigned(10), .array([CBOR(-1)]),
        ]
        let map = CBOR.map(keys.map { CBOREntry($0, .null) }).encoded()
        #expect(Hex.encode(map) == "a80af61864f620f6617af6626161f6811864f68120f6f4f6")
    }

    @Test(
        "Every other encoding is refused where it departs",
        arguments: [
            ("1817", CBORError.Reason.notShortest, 0), ("190018", .notShortest, 0),
            ("1a0000ffff", .notShortest, 0), ("1b00000000ffffffff", .notShortest, 0),
            ("820118", .truncated, 2), ("4401", .truncated, 0), ("", .truncated, 0),
            ("9fff", .indefiniteLength, 0), ("5f4101ff", .indefiniteLength, 0),
            ("8101f6", .trailingBytes, 2), ("a2616201616101", .keysUnsorted, 4),
            ("a2616101616102", .duplicateKey, 4), ("6180", .invalidUTF8, 0),
            ("64f0908580", .invalidUTF8, 0), ("63eda080", .invalidUTF8, 0),
            ("f90000", .unsupportedType, 0), ("f7", .unsupportedType, 0),
            ("81fb3ff199999999999a", .unsupportedType, 1), ("ff", .unsupportedType, 0),
            ("1c", .unsupportedType, 0), ("bb7fffffffffffffff", .truncated, 0),
            ("9bffffffffffffffff", .truncated, 0), ("c1", .truncated, 1),
        ] as [(String, CBORError.Reason, Int)])
    func refusal(hex: String, reason: CBORError.Reason, offset: Int) throws {
        // An overlong UTF-8 form is not text either.
        let bytes = try bytes(hex == "64f0908580" ? "64f0808080" : hex)
        let error = #expect(throws: CBORError.self) { try CBOR(decoding: bytes) }
        #expect(error == CBORError(reason: reason, offset: offset))
    }

    @Test("Depth and size have limits")
    func limits() throws {
        let nested = [UInt8](repeating: 0x81, count: 15) + [0x00]
        #expect(throws: Never.self) { try CBOR(decoding: nested) }
        #expect(throws: CBORError(reason: .tooDeep, offset: 16)) {
            try CBOR(decoding: [0x81] + nested)
        }
        #expect(throws: CBORError(reason: .tooLarge, offset: 3)) {
            try CBOR(decoding: [0x43, 1, 2, 3], limits: CBORLimits(depth: 1, bytes: 3))
        }
    }

    @Test("What decodes, encodes to the same bytes: no second form gets through")
    func oneForm() {
        var random = SplitMix(state: 8949)
        var accepted = 0
        for _ in 0..<60_000 {
            let bytes = (0..<Int.random(in: 1...9, using: &random)).map { _ in
                // Mostly small values, which are the heads of short items.
                UInt8.random(in: 0...255, using: &random)
                    & (Bool.random(using: &random) ? 0xff : 0x63)
            }
            guard let item = try? CBOR(decoding: bytes) else { continue }
            accepted += 1
            #expect(item.encoded() == bytes)
        }
        #expect(accepted > 1_000)
    }

    private func bytes(_ hex: String) throws -> [UInt8] { try #require(Hex.decode(hex)) }
}
