/// A whole JSON value in memory, for cold paths; hot paths use `JSONReader` and `JSONWriter`.
/// Objects keep the order of their members; numbers keep their text.
public indirect enum JSONValue: Sendable {
    case null
    case bool(Bool)
    /// The number as it is written; it must follow the grammar of JSON.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([(String, JSONValue)])

    /// Reads a whole text. An object that gives a key twice (by Unicode's canonical equivalence)
    /// is refused, since it would mean different things to different readers.
    public static func parse(_ bytes: [UInt8], depthLimit: Int = 64) throws(JSONError) -> JSONValue
    {
        var reader = JSONReader(bytes, depthLimit: depthLimit)
        let value = try JSONValue(&reader)
        try reader.expectEnd()
        return value
    }

    public static func parse(_ text: String) throws(JSONError) -> JSONValue {
        try parse(Array(text.utf8))
    }

    /// Reads the next value of a reader.
    public init(_ reader: inout JSONReader) throws(JSONError) {
        switch try reader.peek() {
        case .null:
            try reader.readNull()
            self = .null
        case .bool: self = .bool(try reader.readBool())
        case .number: self = .number(try reader.readNumberText())
        case .string: self = .string(try reader.readString())
        case .array:
            var elements: [JSONValue] = []
            try reader.readArrayStart()
            while try reader.nextElement() { elements.append(try JSONValue(&reader)) }
            self = .array(elements)
        case .object:
            var members: [(String, JSONValue)] = []
            var keys: Set<String> = []
            try reader.readObjectStart()
            while let key = try reader.nextKey() {
                guard keys.insert(key).inserted else {
                    throw JSONError(.duplicateKey, at: reader.offset)
                }
                members.append((key, try JSONValue(&reader)))
            }
            self = .object(members)
        }
    }

    public static func integer(_ value: Int64) -> JSONValue { .number(value.description) }

    /// The text without white space, members in their order.
    public var bytes: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }

    /// The text for hashing: without white space, members ordered by the UTF-8 bytes of their
    /// keys, numbers as they were written.
    public var canonicalBytes: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer, canonical: true)
        return writer.bytes
    }

    public func write(to writer: inout JSONWriter) { write(to: &writer, canonical: false) }

    private func write(to writer: inout JSONWriter, canonical: Bool) {
        switch self {
        case .null: writer.null()
        case .bool(let value): writer.bool(value)
        case .number(let text): writer.raw(text.utf8)
        case .string(let value): writer.string(value)
        case .array(let elements):
            writer.beginArray()
            for element in elements { element.write(to: &writer, canonical: canonical) }
            writer.endArray()
        case .object(let members):
            writer.beginObject()
            for (key, value) in canonical ? Self.sorted(members) : members {
                writer.key(named: key)
                value.write(to: &writer, canonical: canonical)
            }
            writer.endObject()
        }
    }

    private static func sorted(_ members: [(String, JSONValue)]) -> [(String, JSONValue)] {
        members.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
    }
}

extension JSONValue: Equatable {
    /// Equal kinds and contents; numbers by their text, objects in the same order.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let first), .bool(let second)): first == second
        case (.number(let first), .number(let second)): first == second
        case (.string(let first), .string(let second)): first == second
        case (.array(let first), .array(let second)): first == second
        case (.object(let first), .object(let second)):
            first.elementsEqual(second) { $0.0 == $1.0 && $0.1 == $1.1 }
        default: false
        }
    }
}

extension JSONValue {
    public var kind: JSONKind {
        switch self {
        case .null: .null
        case .bool: .bool
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }

    /// The member of that key; nil when this is no object or has no such member.
    public subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.0 == key }?.1
    }

    public subscript(index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else {
            return nil
        }
        return elements[index]
    }

    public var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    public var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    public var integer: Int64? {
        guard case .number(let text) = self else { return nil }
        return Int64(text)
    }

    /// The nearest double; nil for what is no number or too large for a double.
    public var double: Double? {
        guard case .number(let text) = self else { return nil }
        return DoubleText.parse(text)
    }

    public var array: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    public var members: [(String, JSONValue)]? {
        guard case .object(let members) = self else { return nil }
        return members
    }
}
