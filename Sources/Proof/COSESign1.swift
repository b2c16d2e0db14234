import Wire

/// A payload with one Ed25519 signature in the shape of COSE_Sign1 (RFC 9052 section 4.2):
/// tag 18, protected header `{1: -8, 4: key id}`, empty unprotected header.
///
/// The signature itself is made and checked outside, over `toBeSigned`.
public struct COSESign1: Equatable, Sendable {
    public let keyID: [UInt8]
    public let payload: [UInt8]
    public let signature: [UInt8]

    public init(keyID: [UInt8], payload: [UInt8], signature: [UInt8]) {
        self.keyID = keyID
        self.payload = payload
        self.signature = signature
    }

    /// The first eight bytes of the SHA-256 of a public key.
    public static func keyID(of publicKey: [UInt8]) -> [UInt8] {
        Array(sha256(publicKey).bytes.prefix(8))
    }

    /// The bytes to sign: the `Sig_structure` of RFC 9052 section 4.4 with context "Signature1"
    /// and no external data.
    public static func toBeSigned(payload: [UInt8], keyID: [UInt8]) -> [UInt8] {
        CBOR.array([
            .text("Signature1"), .bytes(protectedHeader(keyID)), .bytes([]), .bytes(payload),
        ]).encoded()
    }

    public var toBeSigned: [UInt8] { Self.toBeSigned(payload: payload, keyID: keyID) }

    public func encoded() -> [UInt8] {
        let parts: [CBOR] = [
            .bytes(Self.protectedHeader(keyID)), .map([]), .bytes(payload), .bytes(signature),
        ]
        return CBOR.tag(Self.tag, .array(parts)).encoded()
    }

    public init(decoding bytes: [UInt8]) throws(ProofFormatError) {
        try self.init(decoding: bytes, part: .envelope)
    }

    init(decoding bytes: [UInt8], part: ProofPart) throws(ProofFormatError) {
        guard case .tag(Self.tag, .array(let parts)) = try CBOR.decode(bytes, part: part),
            parts.count == 4, let header = parts[0].bytesValue,
            let unprotected = parts[1].mapValue, unprotected.isEmpty,
            let payload = parts[2].bytesValue, let signature = parts[3].bytesValue,
            signature.count == Self.signatureByteCount
        else { throw ProofFormatError(part) }
        var protected = try CBORRecord(header, part: part)
        _ = try protected.required(1) { $0.integerValue == Self.edDSA ? true : nil }
        keyID = try protected.required(4) { $0.bytesValue }
        try protected.expectEnd()
        self.payload = payload
        self.signature = signature
    }

    static let signatureByteCount = 64
    static let publicKeyByteCount = 32

    private static let tag: UInt64 = 18
    private static let edDSA: Int64 = -8

    private static func protectedHeader(_ keyID: [UInt8]) -> [UInt8] {
        CBOR.map([CBOREntry(1, CBOR(edDSA)), CBOREntry(4, .bytes(keyID))]).encoded()
    }
}
