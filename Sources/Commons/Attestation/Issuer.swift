import Crypto
import Ledger
import Proof
import Wire

/// This installation as the issuer of statements and the keeper of their log: its name and the
/// Ed25519 key that signs both.
public struct Issuer: Sendable {
    /// A UUID, the same for all keys that this installation ever has.
    public let id: String
    /// How it calls itself in its statements.
    public let name: String
    /// The name of its log, and of its key in signed checkpoints.
    public let origin: String
    private let key: Curve25519.Signing.PrivateKey
    /// Earlier keys sign nothing new, but still say how their own statements stand.
    private let retired: [Curve25519.Signing.PrivateKey]

    /// A new issuer with a key of its own.
    public init(name: String) {
        let id = ID<Issuer>(UInt128.random(in: .min ... .max)).text
        self.init(
            id: id, name: name, origin: "commons/" + id.prefix(8),
            key: Curve25519.Signing.PrivateKey())
    }

    init(
        id: String, name: String, origin: String, key: Curve25519.Signing.PrivateKey,
        retired: [Curve25519.Signing.PrivateKey] = []
    ) {
        self.id = id
        self.name = name
        self.origin = origin
        self.key = key
        self.retired = retired
    }

    /// 32 bytes.
    public var publicKey: [UInt8] { key.publicBytes }
    /// 16 hexadecimal digits.
    public var keyID: String { Hex.encode(COSESign1.keyID(of: publicKey)) }
    /// The current one first.
    var privateKeys: [[UInt8]] { ([key] + retired).map { Array($0.rawRepresentation) } }

    /// What a verifier believes: every key that this issuer has or had.
    public var trusted: [TrustedIssuer] {
        ([key] + retired).map { TrustedIssuer(id: id, name: name, publicKey: $0.publicBytes) }
    }

    /// The same issuer with a new key; statements of the old one stay valid.
    public func rotated() -> Issuer {
        Issuer(
            id: id, name: name, origin: origin, key: Curve25519.Signing.PrivateKey(),
            retired: [key] + retired)
    }

    /// The payload in its signed envelope.
    func envelope(_ payload: [UInt8]) throws -> COSESign1 {
        try envelope(payload, under: key)
    }

    /// The same under the key of an earlier statement; nil when that key is not kept here.
    func envelope(_ payload: [UInt8], under keyID: [UInt8]) throws -> COSESign1? {
        try ([key] + retired).first { COSESign1.keyID(of: $0.publicBytes) == keyID }
            .map { try envelope(payload, under: $0) }
    }

    private func envelope(
        _ payload: [UInt8], under key: Curve25519.Signing.PrivateKey
    ) throws -> COSESign1 {
        let keyID = COSESign1.keyID(of: key.publicBytes)
        let message = COSESign1.toBeSigned(payload: payload, keyID: keyID)
        return COSESign1(
            keyID: keyID, payload: payload, signature: Array(try key.signature(for: message)))
    }

    /// The head of the log, signed. The origin has been checked when the issuer was read.
    func signedNote(size: UInt64, root: SHA256Hash) throws -> SignedNote {
        guard let checkpoint = Checkpoint(origin: origin, size: size, root: root),
            let line = NoteSignature(
                name: origin, ed25519PublicKey: publicKey,
                signature: Array(try key.signature(for: Array(checkpoint.text.utf8)))),
            let note = SignedNote(text: checkpoint.text, signatures: [line])
        else { throw IssuerFault.origin(origin) }
        return note
    }

    /// Whether the platform's Ed25519 accepts a signature.
    public static func verify(_ check: ProofCheck.SignatureToCheck) -> Bool {
        verify(check.message, signature: check.signature, publicKey: check.publicKey)
    }

    static func verify(_ message: [UInt8], signature: [UInt8], publicKey: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
            return false
        }
        return key.isValidSignature(signature, for: message)
    }
}

extension Curve25519.Signing.PrivateKey {
    fileprivate var publicBytes: [UInt8] { Array(publicKey.rawRepresentation) }
}

/// Why the issuer's key cannot be used.
public enum IssuerFault: Error, Sendable, Equatable, CustomStringConvertible {
    case unreadable(path: String, reason: String)
    case origin(String)
    /// The database belongs to another issuer than the key file.
    case foreign(database: String, file: String)

    public var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "The issuer's key \(path) cannot be used: \(reason)."
        case .origin(let origin): "\(origin) cannot name a log: use letters, digits, / . and -."
        case .foreign(let database, let file):
            "The database was written by issuer \(database), the key file is of \(file). "
                + "Restore issuer.json from the same backup as the database."
        }
    }
}
