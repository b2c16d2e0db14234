import Wire

/// A personal field in the clear, with the salt that hides it as long as it is not disclosed.
public struct DisclosedField: Equatable, Sendable {
    public static let saltByteCount = 32

    public let name: String
    public let value: String
    /// 32 random bytes of this field alone.
    public let salt: [UInt8]

    /// `nil` unless the salt has 32 bytes.
    public init?(name: String, value: String, salt: [UInt8]) {
        guard salt.count == Self.saltByteCount else { return nil }
        self.name = name
        self.value = value
        self.salt = salt
    }

    /// SHA-256 over deterministic CBOR `[salt, name, value]`.
    public var commitment: SHA256Hash { sha256(item([.bytes(salt), .text(name), .text(value)])) }

    private func item(_ parts: [CBOR]) -> [UInt8] { CBOR.array(parts).encoded() }

    var item: CBOR { .array([.text(name), .bytes(salt), .text(value)]) }

    init?(_ item: CBOR) {
        guard let parts = item.arrayValue, parts.count == 3, let name = parts[0].textValue,
            let salt = parts[1].bytesValue, let value = parts[2].textValue
        else { return nil }
        self.init(name: name, value: value, salt: salt)
    }
}
