import Testing
import Wire

@Suite struct JSONReaderTests {
    @Test func anObjectIsReadMemberByMember() throws {
        var reader = JSONReader(
            Array(#" {"name":"Duka la Amina","lines":[1, -2 ,3],"paid":true,"note":null} "#.utf8))
        var name = ""
        var lines: [Int64] = []
        var paid = false
        try reader.readObjectStart()
        while let key = try reader.nextKey() {
            switch key {
            case "name": name = try reader.readString()
            case "lines":
                try reader.readArrayStart()
                while try reader.nextElement() { lines.append(try reader.readInteger()) }
            case "paid": paid = try reader.readBool()
            default: try reader.skipValue()
            }
        }
        try reader.expectEnd()
        #expect(name == "Duka la Amina")
        #expect(lines == [1, -2, 3])
        #expect(paid)
    }

    @Test func aRawValueIsToldByItsPlace() throws {
        let bytes = Array(#"{"a": [1,{"b":"]"}] ,"c":2}"#.utf8)
        var reader = JSONReader(bytes)
        try reader.readObjectStart()
        #expect(try reader.nextKey() == "a")
        let range = try reader.rawValue()
        #expect(String(decoding: bytes[range], as: UTF8.self) == #"[1,{"b":"]"}]"#)
        #expect(try reader.nextKey() == "c")
    }

    @Test(arguments: [
        ("", JSONError.Reason.unexpectedEnd, 0),
        ("[1,]", .unexpectedByte(0x5D), 3),
        ("{\"a\":1,}", .unexpectedByte(0x7D), 7),
        ("[1 2]", .unexpectedByte(0x32), 3),
        ("{\"a\" 1}", .unexpectedByte(0x31), 5),
        ("{a:1}", .unexpectedByte(0x61), 1),
        ("NaN", .unexpectedByte(0x4E), 0),
        ("truth", .unexpectedByte(0x74), 3),
        ("01", .invalidNumber, 0),
        ("-", .unexpectedEnd, 1),
        ("1.", .unexpectedEnd, 2),
        ("1.e3", .invalidNumber, 2),
        ("+1", .unexpectedByte(0x2B), 0),
        ("\"a", .unexpectedEnd, 2),
        ("\"\u{1}\"", .controlCharacter, 1),
        ("\"\\x\"", .invalidEscape, 1),
        ("\"\\u12G4\"", .invalidEscape, 1),
        ("\"\\ud800\"", .unpairedSurrogate, 1),
        ("\"\\ud800\\u0041\"", .unpairedSurrogate, 1),
        ("\"\\udc00\"", .unpairedSurrogate, 1),
        ("1 1", .trailingContent, 2),
    ])
    func malformedTextIsRefusedWhereItBreaks(
        text: String, reason: JSONError.Reason, offset: Int
    ) {
        #expect(throws: JSONError(reason, at: offset)) { try check(Array(text.utf8)) }
    }

    @Test(
        arguments: [
            [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xF5, 0x80, 0x80, 0x80],
            [0x22, 0xE2, 0x82, 0x22], [0x22, 0x80, 0x22], [0x22, 0xF0, 0x8F, 0xBF, 0xBF, 0x22],
        ] as [[UInt8]])
    func illFormedUTF8IsRefusedEvenWhereItIsSkipped(bytes: [UInt8]) {
        #expect(throws: JSONError(.invalidUTF8, at: 1)) { try check(bytes) }
    }

    @Test func nestingIsLimited() throws {
        let text = { (depth: Int) in
            Array(repeating: UInt8(ascii: "["), count: depth)
                + Array(repeating: UInt8(ascii: "]"), count: depth)
        }
        try check(text(64))
        #expect(throws: JSONError(.tooDeep, at: 64)) { try check(text(65)) }
        #expect(throws: JSONError(.tooDeep, at: 64)) { try check(text(1_000_000)) }
    }

    @Test func wholeNumbersKeepTheirWholeRange() throws {
        for value in [Int64.min, Int64.max, 0, -1, 9_007_199_254_740_993] {
            var reader = JSONReader(Array(value.description.utf8))
            #expect(try reader.readInteger() == value)
        }
        for text in ["9223372036854775808", "-9223372036854775809", "1e99"] {
            var reader = JSONReader(Array(text.utf8))
            #expect(throws: JSONError.self) { try reader.readInteger() }
        }
        var fraction = JSONReader(Array("1.0".utf8))
        #expect(throws: JSONError(.notAnInteger, at: 0)) { try fraction.readInteger() }
    }

    @Test func aValueOfAnotherKindIsNamed() {
        var reader = JSONReader(Array(" [] ".utf8))
        let expected = JSONError(.wrongKind(expected: .string, found: .array), at: 1)
        #expect(throws: expected) { try reader.readString() }
        #expect(expected.message == "expected a string, found an array at byte 1")
    }

    @Test func surrogatePairsAndEscapesAreResolved() throws {
        var reader = JSONReader(Array(#""\ud83c\udf3d \u00e9\n\/\"\\\b\f\r\t\u0000""#.utf8))
        #expect(try reader.readString() == "🌽 é\n/\"\\\u{8}\u{C}\r\t\u{0}")
    }

    private func check(_ bytes: [UInt8]) throws {
        var reader = JSONReader(bytes)
        try reader.skipValue()
        try reader.expectEnd()
    }
}
