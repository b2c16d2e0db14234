import Ledger

/// Why a proof, or a part of one, cannot be read: it is damaged or it is something else.
public struct ProofFormatError: Error, Equatable, Sendable {
    public let part: ProofPart
    /// Byte position inside that part, where it is known.
    public let offset: Int?
    /// The key of the member that is missing, surplus or of the wrong type, where it is known.
    public let key: UInt64?

    init(_ part: ProofPart, offset: Int? = nil, key: UInt64? = nil) {
        self.part = part
        self.offset = offset
        self.key = key
    }
}

/// The separately encoded parts of a proof.
public enum ProofPart: Sendable {
    case bundle, envelope, payload, checkpoint, status, code

    /// A stable, lowercase name.
    public var code: String {
        switch self {
        case .bundle: "bundle"
        case .envelope: "envelope"
        case .payload: "payload"
        case .checkpoint: "checkpoint"
        case .status: "status"
        case .code: "code"
        }
    }
}

/// A CBOR map with unsigned keys, read member by member; what is left over is refused, so that
/// nothing unread can hide in a proof.
struct CBORRecord {
    let part: ProofPart
    private var members: [(key: UInt64, value: CBOR)] = []

    init(_ bytes: [UInt8], part: ProofPart) throws(ProofFormatError) {
        try self.init(try CBOR.decode(bytes, part: part), part: part)
    }

    init(_ item: CBOR, part: ProofPart) throws(ProofFormatError) {
        self.part = part
        guard let entries = item.mapValue else { throw ProofFormatError(part) }
        for entry in entries {
            guard let key = entry.key.unsignedValue else { throw ProofFormatError(part) }
            members.append((key, entry.value))
        }
    }

    /// The member under `key` as `read` understands it.
    mutating func required<Value>(_ key: UInt64, _ read: (CBOR) -> Value?)
        throws(ProofFormatError) -> Value
    {
        guard let value = try optional(key, read) else { throw ProofFormatError(part, key: key) }
        return value
    }

    mutating func optional<Value>(_ key: UInt64, _ read: (CBOR) -> Value?)
        throws(ProofFormatError) -> Value?
    {
        guard let position = members.firstIndex(where: { $0.key == key }) else { return nil }
        guard let value = read(members.remove(at: position).value) else {
            throw ProofFormatError(part, key: key)
        }
        return value
    }

    mutating func requireVersion(_ version: UInt64) throws(ProofFormatError) {
        _ = try required(1) { $0.unsignedValue == version ? version : nil }
    }

    func expectEnd() throws(ProofFormatError) {
        if let surplus = members.first { throw ProofFormatError(part, key: surplus.key) }
    }
}

extension CBOR {
    static func decode(_ bytes: [UInt8], part: ProofPart) throws(ProofFormatError) -> CBOR {
        do throws(CBORError) {
            return try CBOR(decoding: bytes)
        } catch {
            throw ProofFormatError(part, offset: error.offset)
        }
    }

    /// An identifier: a UUID in its canonical text as its 16 bytes, any other text as text.
    static func identifier(_ text: String) -> CBOR {
        uuidBytes(text).map { .bytes($0) } ?? .text(text)
    }

    var identifierValue: String? {
        switch self {
        case .bytes(let bytes) where bytes.count == 16: Self.uuidText(bytes)
        case .text(let text) where !text.isEmpty && Self.uuidBytes(text) == nil: text
        default: nil
        }
    }

    private static func uuidBytes(_ text: String) -> [UInt8]? {
        ID<Never>(text).map { id in
            stride(from: 120, through: 0, by: -8).map {
                UInt8(truncatingIfNeeded: id.value >> UInt128($0))
            }
        }
    }

    private static func uuidText(_ bytes: [UInt8]) -> String {
        ID<Never>(bytes.reduce(0) { $0 << 8 | UInt128($1) }).text
    }
}
