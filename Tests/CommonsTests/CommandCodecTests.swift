import Ledger
import Testing
import Wire

@testable import Commons

private enum Direction: String, Codable, CaseIterable { case out, into = "in" }

private struct Line: Codable, Equatable, Sendable {
    let accountID: String
    let quantity: Int64
    let note: String?
}

private struct Sample: Codable, Sendable {
    let id: String
    let dueDate: String?
    let direction: Direction
    let lines: [Line]
    let limit: Int?
    let labels: [String: Int64]?
    let tags: [String]?
}

private let fields: [String: FieldNote] = [
    "due_date": FieldNote("Last day to pay", minimumLength: 1, maximumLength: 10),
    "lines": FieldNote("At least one", items: 1...3),
    "lines.quantity": FieldNote("Pieces", range: 1...99),
    "tags": FieldNote("Words", maximumLength: 4),
]

private func faults(
    _ json: String, parameters: [(name: String, value: String)] = []
) throws -> [String] {
    do {
        _ = try WireDecoder(fields).decode(
            Sample.self, body: try JSONValue.parse(json), parameters: parameters)
        return []
    } catch let error as InvalidRequest {
        return error.faults.map { fault in
            switch fault.place {
            case .body(let pointer): "\(pointer): \(fault.detail)"
            case .parameter(let name): "?\(name): \(fault.detail)"
            }
        }
    }
}

/// Remembers the decoder that it was read from, without keeping it.
private struct Witness: Codable, Sendable {
    final class Seen: @unchecked Sendable { weak var decoder: WireNode? }
    @TaskLocal static var seen = Seen()

    let name: String

    init(from decoder: any Decoder) throws {
        Self.seen.decoder = decoder as? WireNode
        name = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .name)
    }
}

private struct Witnesses: Codable, Sendable { let items: [Witness] }

@Suite struct CommandCodecTests {
    @Test func `Nothing of a request stays in memory once it is read`() throws {
        let seen = Witness.Seen()
        let read = try Witness.$seen.withValue(seen) {
            try WireDecoder().decode(
                Witnesses.self, body: try JSONValue.parse(#"{"items":[{"name":"a"}]}"#))
        }
        #expect(read.items.first?.name == "a")
        #expect(seen.decoder == nil)
    }

    @Test func `A request is read from snake case with its parameters beside it`() throws {
        let json = #"""
            {"direction":"in","due_date":"2026-11-23","labels":{"keepCase":1},
             "lines":[{"account_id":"a","quantity":2,"note":null}]}
            """#
        let sample = try WireDecoder(fields).decode(
            Sample.self, body: try JSONValue.parse(json),
            parameters: [(name: "id", value: "7"), (name: "limit", value: "50")])
        #expect(sample.id == "7")
        #expect(sample.limit == 50)
        #expect(sample.direction == .into)
        #expect(sample.dueDate == "2026-11-23")
        #expect(sample.lines == [Line(accountID: "a", quantity: 2, note: nil)])
        #expect(sample.labels == ["keepCase": 1])
    }

    @Test func `Every fault is told at once, each with its pointer`() throws {
        let found = try faults(
            #"""
            {"id":1,"direction":"up","due_date":"","colour":"red",
             "lines":[{"account_id":"a","quantity":0},{"quantity":"2","a/b~c":1}],
             "tags":["fine","too long"]}
            """#, parameters: [(name: "limit", value: "many"), (name: "page", value: "1")])
        #expect(
            Set(found) == [
                "/id: must be a text",
                "/direction: must be one of out, in",
                "/due_date: must not be empty",
                "/colour: is not a field of this request",
                "/lines/0/quantity: must be between 1 and 99",
                "/lines/1/quantity: must be a whole number",
                "/lines/1/account_id: is required",
                "/lines/1/a~1b~0c: is not a field of this request",
                "/tags/1: must have at most 4 characters",
                "?limit: must be a whole number between -2^63 and 2^63-1",
                "?page: is not a parameter of this request",
            ])
    }

    @Test(arguments: [
        (#"[]"#, [": must be an object"]),
        (#"{"id":"1","direction":"in","lines":{}}"#, ["/lines: must be a list"]),
        (#"{"id":"1","direction":"in","lines":[]}"#, ["/lines: must have between 1 and 3 items"]),
        (
            #"{"id":"1","direction":null,"lines":null}"#,
            ["/direction: is required", "/lines: is required"]
        ),
        (#"{"id":"1","direction":"in","lines":[null]}"#, ["/lines/0: must be an object"]),
        (
            #"{"id":"a\u0000","direction":"in","lines":[{"account_id":"a","quantity":1.5}]}"#,
            [
                "/id: must not hold the character U+0000",
                "/lines/0/quantity: must be a whole number between -2^63 and 2^63-1",
            ]
        ),
        (
            #"{"id":"1","dueDate":"x","direction":"in","lines":[{"account_id":"","quantity":1}]}"#,
            ["/dueDate: is not a field of this request"]
        ),
    ])
    func `A wrong shape is named`(json: String, expected: [String]) throws {
        #expect(try faults(json) == expected)
    }

    @Test(arguments: [("2", 2), ("2.0", 2), ("2e1", 20), ("-0.0", 0)])
    func `What JSON calls whole is whole`(text: String, value: Int64) throws {
        let line = try WireDecoder().decode(
            Line.self, from: Array(#"{"account_id":"a","quantity":\#(text)}"#.utf8))
        #expect(line.quantity == value)
    }

    @Test func `Money tells its currency's decimals and its faults their place`() throws {
        struct Cost: Codable { let cost: Money }
        func read(_ amount: String, _ currency: String) throws -> [String] {
            let json = #"{"cost":{"amount":"\#(amount)","currency":"\#(currency)"}}"#
            do {
                let cost = try WireDecoder().decode(Cost.self, from: Array(json.utf8)).cost
                return [cost.decimal + " " + cost.currency.code]
            } catch let error as InvalidRequest {
                return error.faults.map { "\($0.place) \($0.detail)" }
            }
        }
        #expect(try read("1250.5", "KES") == ["1250.50 KES"])
        #expect(try read("1250", "UGX") == ["1250 UGX"])
        #expect(
            try read("1.5", "UGX") == [#"body("/cost/amount") must be a whole number"#])
        #expect(
            try read("1,5", "KES") == [
                #"body("/cost/amount") must be a plain decimal number such as "12.50""#
            ])
        #expect(
            try read("1", "XXX") == [
                #"body("/cost/currency") must be a currency code of ISO 4217, such as KES"#
            ])
    }

    @Test func `A key given twice is refused`() {
        #expect(throws: InvalidRequest.self) {
            try WireDecoder().decode(Line.self, from: Array(#"{"note":"a","note":"b"}"#.utf8))
        }
    }

    @Test func `A path parameter cannot be said again in the body`() throws {
        let found = try faults(
            #"{"id":"2","direction":"in","lines":[{"account_id":"a","quantity":1}]}"#,
            parameters: [(name: "id", value: "1")])
        #expect(found == ["/id: is not a field of this request"])
    }

    @Test func `What is written reads back the same`() throws {
        let line = Line(accountID: "é\"\\\n", quantity: .min, note: nil)
        let bytes = try WireEncoder.encode(line)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == #"{"account_id":"é\"\\\n","quantity":-9223372036854775808}"#)
        #expect(try WireDecoder().decode(Line.self, from: bytes) == line)
    }

    @Test func `Nested lists, maps and empty types are written as JSON`() throws {
        struct Nothing: Codable {}
        struct Deep: Codable {
            let maps: [String: [Int]]
            let nothing: Nothing
            let grid: [[Bool]]
            let after: Direction
        }
        let deep = Deep(
            maps: ["keepCase": [1, 2]], nothing: Nothing(), grid: [[true], []], after: .into)
        #expect(
            String(decoding: try WireEncoder.encode(deep), as: UTF8.self)
                == #"{"maps":{"keepCase":[1,2]},"nothing":{},"grid":[[true],[]],"after":"in"}"#)
    }

    @Test(arguments: [
        ("partyID", "party_id"), ("lineIDs", "line_ids"), ("dueDate", "due_date"),
        ("sha256", "sha256"), ("bundleURLPath", "bundle_url_path"), ("id", "id"),
    ])
    func `Names are spelt in snake case`(swift: String, wire: String) {
        #expect(SnakeCase.of(swift) == wire)
    }

    @Test func `A schema follows from the type and its notes`() throws {
        let catalog = SchemaDecoder()
        let reference = try catalog.schema(of: Sample.self, direction: .request, fields: fields)
        let names = catalog.components.map(\.name)
        #expect(names.count == 2)
        let schema = try #require(catalog.components.last?.schema)
        #expect(reference["$ref"]?.string == "#/components/schemas/\(names[1])")
        #expect(
            schema["required"] == .array(["id", "direction", "lines"].map { .string($0) }))
        #expect(schema["additionalProperties"] == .bool(false))
        #expect(schema["properties"]?["lines"]?["minItems"] == .integer(1))
        #expect(
            schema["properties"]?["direction"]?["enum"]
                == .array([.string("out"), .string("in")]))
        let line = try #require(catalog.components.first?.schema)
        #expect(line["properties"]?["quantity"]?["maximum"] == .integer(99))
        #expect(line["properties"]?["account_id"]?["type"] == .string("string"))
    }
}
