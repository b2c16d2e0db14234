/// Reads one JSON text (RFC 8259, UTF-8 without a byte order mark) value by value.
///
/// ```
/// try reader.readObjectStart()
/// while let key = try reader.nextKey() {
///     switch key {
///     case "name": name = try reader.readString()
///     default: try reader.skipValue()
///     }
/// }
/// try reader.expectEnd()
/// ```
/// Every byte that is passed is checked, skipped values too. A key given twice is returned twice:
/// the caller decides.
public struct JSONReader: Sendable {
    let bytes: [UInt8]
    var position = 0
    private let depthLimit: Int
    private var depth = 0
    /// An object or array has just begun, so that no comma comes before its first member.
    private var atStart = false

    /// `depthLimit` is how many objects and arrays may be open at once (at most 512).
    public init(_ bytes: [UInt8], depthLimit: Int = 64) {
        self.bytes = bytes
        self.depthLimit = min(depthLimit, 512)
    }

    /// The zero-based offset of the next byte to read.
    public var offset: Int { position }

    /// The kind of the next value, which is left in place.
    public mutating func peek() throws(JSONError) -> JSONKind {
        skipSpace()
        guard position < bytes.count else { throw JSONError(.unexpectedEnd, at: position) }
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        default: throw JSONError(.unexpectedByte(byte), at: position)
        }
    }

    public mutating func readObjectStart() throws(JSONError) { try start(.object) }
    public mutating func readArrayStart() throws(JSONError) { try start(.array) }

    /// The next member's key, or nil when the object has ended (its end is then read).
    public mutating func nextKey() throws(JSONError) -> String? {
        guard try advance(closing: UInt8(ascii: "}")) else { return nil }
        guard bytes[position] == UInt8(ascii: "\"") else {
            throw JSONError(.unexpectedByte(bytes[position]), at: position)
        }
        let key = try text()
        try readColon()
        return key
    }

    /// Whether another element follows; false when the array has ended (its end is then read).
    public mutating func nextElement() throws(JSONError) -> Bool {
        guard try advance(closing: UInt8(ascii: "]")) else { return false }
        guard bytes[position] != UInt8(ascii: "]") else {
            throw JSONError(.unexpectedByte(bytes[position]), at: position)
        }
        return true
    }

    public mutating func readString() throws(JSONError) -> String {
        try expect(.string)
        let value = try text()
        atStart = false
        return value
    }

    /// A whole number without fraction or exponent, within Int64.
    public mutating func readInteger() throws(JSONError) -> Int64 {
        let range = try numberRange()
        return try integer(in: range)
    }

    /// The number exactly as it is written, of any size and precision.
    public mutating func readNumberText() throws(JSONError) -> String {
        let range = try numberRange()
        return String(decoding: bytes[range], as: UTF8.self)
    }

    /// The double nearest to the number (ties to even); too large for a double is refused.
    public mutating func readDouble() throws(JSONError) -> Double {
        let range = try numberRange()
        let value = bytes.withUnsafeBufferPointer {
            DoubleText.parseNumber(UnsafeBufferPointer(rebasing: $0[range]))
        }
        guard value.isFinite else { throw JSONError(.numberOutOfRange, at: range.lowerBound) }
        return value
    }

    public mutating func readBool() throws(JSONError) -> Bool {
        try expect(.bool)
        let value = bytes[position] == UInt8(ascii: "t")
        try readLiteral(value ? "true" : "false")
        return value
    }

    public mutating func readNull() throws(JSONError) {
        try expect(.null)
        try readLiteral("null")
    }

    /// Passes one whole value, checking it.
    public mutating func skipValue() throws(JSONError) {
        switch try peek() {
        case .null: try readNull()
        case .bool: _ = try readBool()
        case .number: _ = try numberRange()
        case .string:
            _ = try scanString()
            atStart = false
        case .array:
            try readArrayStart()
            while try nextElement() { try skipValue() }
        case .object:
            try readObjectStart()
            while try skipKey() { try skipValue() }
        }
    }

    /// Passes one whole value, checking it, and tells where it stands in the bytes.
    public mutating func rawValue() throws(JSONError) -> Range<Int> {
        skipSpace()
        let start = position
        try skipValue()
        return start..<position
    }

    /// Refuses anything but white space after the value.
    public mutating func expectEnd() throws(JSONError) {
        skipSpace()
        guard position == bytes.count else { throw JSONError(.trailingContent, at: position) }
    }
}

extension JSONReader {
    private mutating func start(_ kind: JSONKind) throws(JSONError) {
        try expect(kind)
        guard depth < depthLimit else { throw JSONError(.tooDeep, at: position) }
        depth += 1
        position += 1
        atStart = true
    }

    /// Moves to the next member, past the comma before it; false past the closing bracket.
    private mutating func advance(closing: UInt8) throws(JSONError) -> Bool {
        skipSpace()
        guard position < bytes.count else { throw JSONError(.unexpectedEnd, at: position) }
        if bytes[position] == closing {
            position += 1
            depth -= 1
            atStart = false
            return false
        }
        if atStart {
            atStart = false
            return true
        }
        guard bytes[position] == UInt8(ascii: ",") else {
            throw JSONError(.unexpectedByte(bytes[position]), at: position)
        }
        position += 1
        skipSpace()
        guard position < bytes.count else { throw JSONError(.unexpectedEnd, at: position) }
        return true
    }

    private mutating func skipKey() throws(JSONError) -> Bool {
        guard try advance(closing: UInt8(ascii: "}")) else { return false }
        guard bytes[position] == UInt8(ascii: "\"") else {
            throw JSONError(.unexpectedByte(bytes[position]), at: position)
        }
        _ = try scanString()
        try readColon()
        return true
    }

    private mutating func readColon() throws(JSONError) {
        skipSpace()
        guard position < bytes.count else { throw JSONError(.unexpectedEnd, at: position) }
        guard bytes[position] == UInt8(ascii: ":") else {
            throw JSONError(.unexpectedByte(bytes[position]), at: position)
        }
        position += 1
    }

    private mutating func readLiteral(_ literal: StaticString) throws(JSONError) {
        for index in 0..<literal.utf8CodeUnitCount {
            guard position < bytes.count else { throw JSONError(.unexpectedEnd, at: position) }
            guard bytes[position] == literal.utf8Start[index] else {
                throw JSONError(.unexpectedByte(bytes[position]), at: position)
            }
            position += 1
        }
        atStart = false
    }

    private mutating func numberRange() throws(JSONError) -> Range<Int> {
        try expect(.number)
        let range = try scanNumber()
        atStart = false
        return range
    }

    private mutating func expect(_ kind: JSONKind) throws(JSONError) {
        let found = try peek()
        guard found == kind else {
            throw JSONError(.wrongKind(expected: kind, found: found), at: position)
        }
    }

    @inline(__always)
    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }
}
