import Insight
import Recognition
import Testing
import Wire

@testable import Commons

/// A name must not turn the amount that stands beside it.
@Suite struct ControlCharacterTests {
    private static let turning = [
        "Acme \u{202E}DTL", "\u{2066}Acme", "Acme\u{2069}", "Ac\u{202A}me", "Ac\u{1B}me",
        "Ac\u{85}me",
    ]

    private func faults(name: String, address: String? = nil) throws -> [FieldFault] {
        var body = [
            ("id", JSONValue.string("01989c0d-0000-7000-8000-000000000001")),
            ("name", .string(name)), ("is_customer", .bool(true)), ("is_supplier", .bool(false)),
        ]
        if let address { body.append(("address", .string(address))) }
        do {
            _ = try WireDecoder(CreateParty.fields).decode(CreateParty.self, body: .object(body))
            return []
        } catch let invalid as InvalidRequest {
            return invalid.faults
        }
    }

    @Test func `A name with a control character is refused at its field`() throws {
        for name in Self.turning + ["Acme\nLtd", "Acme\tLtd", "Acme\u{2028}Ltd"] {
            let found = try faults(name: name)
            #expect(found.map(\.place) == [.body("/name")], "\(name.debugDescription)")
            #expect(found.first?.code == .controlCharacter)
        }
        // Arabic, Persian and Indian names need these.
        for name in ["\u{200F}شركة 7\u{200E}", "می\u{200C}خواهم", "ක්\u{200D}ෂ", "\u{61C}7"] {
            #expect(try faults(name: name).isEmpty, "\(name)")
        }
    }

    @Test func `Words of several lines keep their lines and no more`() throws {
        #expect(try faults(name: "Acme", address: "Moi Avenue 14\r\n\tNairobi").isEmpty)
        for address in Self.turning {
            let found = try faults(name: "Acme", address: address)
            #expect(found.map(\.place) == [.body("/address")])
        }
    }

    @Test func `A password may hold what its owner chose`() throws {
        let rules = FieldRules(["secret": FieldNote("", maximumLength: 200, isSecret: true)])
        try rules.child("secret").check("a\u{202E}b\tc")
    }

    @Test func `The document of the API refuses the same characters`() throws {
        struct Both: Codable, Sendable { let line: String, words: String }
        let properties = try SchemaDecoder().properties(
            of: Both.self,
            fields: [
                "line": FieldNote("", maximumLength: 200),
                "words": FieldNote("", maximumLength: 500),
            ])
        let patterns = properties.compactMap { $0.schema["pattern"]?.string }
        try #require(patterns.count == 2)
        for value in UInt32(0)...0x20FF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = String(scalar)
            let told = try patterns.map {
                try Regex($0).matchingSemantics(.unicodeScalar).wholeMatch(in: "a" + text + "b")
                    != nil
            }
            let line = Unicode.Scalar.isControlInLine(scalar)
            let words = Unicode.Scalar.isControlInLines(scalar)
            if told != [!line, !words] {
                Issue.record("U+\(String(value, radix: 16)): \(told)")
            }
        }
    }

    @Test func `What a paper says is cleaned instead`() {
        #expect("Acme \u{202E}DTL".asOneLine == "Acme DTL")
        #expect("Moi Avenue\r\n 14\u{0}".asOneLine == "Moi Avenue 14")
        #expect("شركة \u{200F}7".asOneLine == "شركة \u{200F}7")
        var paper = ExtractedPaper(kind: .invoice)
        paper.supplier = ExtractedField(value: "Acme \u{202E}DTL", confidence: 1)
        paper.lines = [ExtractedLine(description: "Maize\u{2066}\nflour")]
        let reading = PaperReading(Reading(mediaType: "application/xml", pages: [], paper: paper))
        #expect(reading.fields.supplier.value == "Acme DTL")
        #expect(reading.lines.first?.description == "Maize flour")
    }

    @Test func `Faults have names and bounds for programs`() throws {
        struct Sample: Codable, Sendable {
            let day: String, pieces: Int64, name: String
        }
        let notes = [
            "pieces": FieldNote("", range: 1...9), "name": FieldNote("", maximumLength: 3),
        ]
        let body = JSONValue.object([("pieces", .integer(12)), ("name", .string("Acme"))])
        let error = #expect(throws: InvalidRequest.self) {
            try WireDecoder(notes).decode(Sample.self, body: body)
        }
        #expect(
            error?.faults.map(\.code) == [
                .required, .outOfRange(1...9), .textTooLong(most: 3),
            ])
    }
}
