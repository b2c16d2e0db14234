import Ledger
import Wire

/// One CBOR data item (RFC 8949), restricted to what proofs need: no floating point, no
/// indefinite lengths, no simple values besides `false`, `true` and `null`.
public indirect enum CBOR: Equatable, Sendable {
    case unsigned(UInt64)
    /// The integer `-1 - n`, as the format itself stores it, so that all 64 bits are reachable.
    case negative(UInt64)
    case bytes([UInt8])
    case text(String)
    case array([CBOR])
    /// Entries in any order; encoding sorts them. Keys must differ.
    case map([CBOREntry])
    case tag(UInt64, CBOR)
    case bool(Bool)
    case null

    public init(_ integer: Int64) {
        self =
            integer >= 0
            ? .unsigned(UInt64(integer)) : .negative(UInt64(bitPattern: -1 - integer))
    }

    /// Equality of data items: text by its UTF-8 bytes (not by Unicode canonical equivalence),
    /// maps regardless of the order in which their entries were listed.
    public static func == (left: CBOR, right: CBOR) -> Bool {
        left.encoded() == right.encoded()
    }
}

/// One key with its value in a `CBOR.map`.
public struct CBOREntry: Equatable, Sendable {
    public var key: CBOR
    public var value: CBOR

    public init(_ key: CBOR, _ value: CBOR) {
        self.key = key
        self.value = value
    }

    public init(_ key: UInt64, _ value: CBOR) {
        self.init(.unsigned(key), value)
    }

    public init(_ key: String, _ value: CBOR) {
        self.init(.text(key), value)
    }
}

extension CBOR {
    public var unsignedValue: UInt64? {
        if case .unsigned(let value) = self { value } else { nil }
    }

    /// The integer when it fits 64 signed bits.
    public var integerValue: Int64? {
        switch self {
        case .unsigned(let value): Int64(exactly: value)
        case .negative(let value): Int64(exactly: value).map { -1 - $0 }
        default: nil
        }
    }

    /// The moment that an integer counts in microseconds since 1970-01-01T00:00:00Z.
    var instantValue: Instant? { integerValue.map { Instant(microseconds: $0) } }

    public var bytesValue: [UInt8]? {
        if case .bytes(let value) = self { value } else { nil }
    }

    public var textValue: String? {
        if case .text(let value) = self { value } else { nil }
    }

    public var boolValue: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    public var arrayValue: [CBOR]? {
        if case .array(let value) = self { value } else { nil }
    }

    public var mapValue: [CBOREntry]? {
        if case .map(let value) = self { value } else { nil }
    }

    /// The 32-byte hash held by a byte string of exactly that length.
    public var sha256Value: SHA256Hash? {
        bytesValue.flatMap { SHA256Hash(bytes: $0) }
    }
}
