import Wire

/// A value that writes its own JSON. Replies on hot paths conform to skip the generic encoder.
public protocol WireWritable: Encodable {
    func write(to writer: inout JSONWriter)
}

/// A value that the wire treats as one piece: it reads, writes and describes itself.
public protocol WireLeaf: WireWritable, Codable, Sendable {
    static func read(_ input: WireInput) throws(LeafFault) -> Self
    /// The JSON Schema (2020-12) of the value.
    static var schema: JSONValue { get }
    /// Any valid value; stands in where a field was at fault, so that the rest is still checked.
    static var placeholder: Self { get }
}

/// A decoder or encoder that knows leaves.
protocol LeafDecoding {
    func leaf<Leaf: WireLeaf>(_ type: Leaf.Type) throws -> Leaf
}

protocol LeafEncoding {
    func write(_ value: some WireWritable)
}

extension WireLeaf {
    public init(from decoder: any Decoder) throws {
        guard let wire = decoder as? any LeafDecoding else {
            throw DecodingError.typeMismatch(
                Self.self, .init(codingPath: decoder.codingPath, debugDescription: "not the wire"))
        }
        self = try wire.leaf(Self.self)
    }

    public func encode(to encoder: any Encoder) throws {
        guard let wire = encoder as? any LeafEncoding else {
            throw EncodingError.invalidValue(
                self, .init(codingPath: encoder.codingPath, debugDescription: "not the wire"))
        }
        wire.write(self)
    }
}

extension String: WireLeaf {
    public static func read(_ input: WireInput) throws(LeafFault) -> String {
        guard let text = input.text else { throw LeafFault("must be a text") }
        // PostgreSQL cannot keep it, and no name, note or number holds one.
        guard !text.utf8.contains(0) else { throw LeafFault("must not hold the character U+0000") }
        return text
    }

    public func write(to writer: inout JSONWriter) { writer.string(self) }
    public static var schema: JSONValue { .object([("type", .string("string"))]) }
    public static var placeholder: String { "" }
}

extension Bool: WireLeaf {
    public static func read(_ input: WireInput) throws(LeafFault) -> Bool {
        switch input {
        case .json(.bool(let value)): return value
        case .text("true"): return true
        case .text("false"): return false
        default: throw LeafFault("must be true or false")
        }
    }

    public func write(to writer: inout JSONWriter) { writer.bool(self) }
    public static var schema: JSONValue { .object([("type", .string("boolean"))]) }
    public static var placeholder: Bool { false }
}

extension Int64: WireLeaf {
    public static func read(_ input: WireInput) throws(LeafFault) -> Int64 {
        switch input {
        case .json(.number(let text)):
            if let value = Int64(text) ?? wholeDouble(text) { return value }
            throw LeafFault("must be a whole number between -2^63 and 2^63-1")
        case .text(let text):
            guard !text.hasPrefix("+"), let value = Int64(text) else {
                throw LeafFault("must be a whole number between -2^63 and 2^63-1")
            }
            return value
        default: throw LeafFault("must be a whole number")
        }
    }

    /// To JSON, `2.0` and `2e1` are whole numbers too; beyond 2^53 such forms are not exact.
    private static func wholeDouble(_ text: String) -> Int64? {
        guard let value = DoubleText.parse(text), value.magnitude < 9_007_199_254_740_992 else {
            return nil
        }
        return Int64(exactly: value)
    }

    public func write(to writer: inout JSONWriter) { writer.integer(self) }
    public static var schema: JSONValue {
        .object([("type", .string("integer")), ("format", .string("int64"))])
    }
    public static var placeholder: Int64 { 0 }
}

/// Whole numbers of the other sizes read as `Int64` and must fit.
protocol WholeLeaf: WireLeaf, FixedWidthInteger {}

extension WholeLeaf {
    public static func read(_ input: WireInput) throws(LeafFault) -> Self {
        guard let value = Self(exactly: try Int64.read(input)) else {
            throw LeafFault("must be between \(Self.min) and \(Self.max)")
        }
        return value
    }

    public func write(to writer: inout JSONWriter) { writer.integer(Int64(clamping: self)) }
    public static var schema: JSONValue { .object([("type", .string("integer"))]) }
    public static var placeholder: Self { 0 }
}

extension Int: WholeLeaf {}
extension Int8: WholeLeaf {}
extension Int16: WholeLeaf {}
extension Int32: WholeLeaf {}
extension UInt8: WholeLeaf {}
extension UInt16: WholeLeaf {}
extension UInt32: WholeLeaf {}

extension Double: WireLeaf {
    public static func read(_ input: WireInput) throws(LeafFault) -> Double {
        let value: Double? =
            switch input {
            case .json(let json): json.double
            case .text(let text): DoubleText.parse(text)
            }
        guard let value, value.isFinite else { throw LeafFault("must be a number") }
        return value
    }

    public func write(to writer: inout JSONWriter) { writer.double(self) }
    public static var schema: JSONValue { .object([("type", .string("number"))]) }
    public static var placeholder: Double { 0 }
}

/// Any JSON: before and after in the audit trail, payloads of jobs.
extension JSONValue: WireLeaf {
    public static func read(_ input: WireInput) throws(LeafFault) -> JSONValue {
        switch input {
        case .json(let value): value
        case .text(let text): .string(text)
        }
    }

    public static var schema: JSONValue { .object([]) }
    public static var placeholder: JSONValue { .null }
}
