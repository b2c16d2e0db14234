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
    /// The current key first. Earlier ones sign nothing new, but still say how their own statements
    /// stand.
    let keys: [SigningKey]
    private var key: SigningKey { keys[0] }

    /// A new issuer with a key of its own.
    public init(name: String) {
        let id = ID<Issuer>(UInt128.random(in: .min ... .max)).text
        self.init(
            id: id, name: name, origin: "commons/" + id.prefix(8),
            key: SigningKey(key: Curve25519.Signing.PrivateKey()))
    }

    init(
        id: String, name: String, origin: String, key: SigningKey, retired: [SigningKey] = []
    ) {
        self.id = id
        self.name = name
        self.origin = origin
        keys = [key] + retired
    }

    /// 32 bytes.
    public var publicKey: [UInt8] { key.publicBytes }
    /// 16 hexadecimal digits.
    public var keyID: String { Hex.encode(key.keyID) }

    /// What a verifier believes: every key that this issuer has or had.
    public var trusted: [TrustedIssuer] {
        keys.map {
            TrustedIssuer(
                id: id, name: name, publicKey: $0.publicBytes, validFrom: $0.validFrom,
                validUntil: $0.validUntil)
        }
    }

    /// The same issuer with a new key; statements of the old one stay valid.
    public func rotated(at now: Instant? = nil) -> Issuer {
        var old = key
        old.validUntil = now
        return Issuer(
            id: id, name: name, origin: origin,
            key: SigningKey(key: Curve25519.Signing.PrivateKey(), validFrom: now),
            retired: [old] + keys.dropFirst())
    }

    /// The payload in its signed envelope.
    func envelope(_ payload: [UInt8]) throws -> COSESign1 {
        try envelope(payload, under: key)
    }

    /// The same under the key of an earlier statement; nil when that key is not kept here.
    func envelope(_ payload: [UInt8], under keyID: [UInt8]) throws -> COSESign1? {
        try keys.first { $0.keyID == keyID }.map { try envelope(payload, under: $0) }
    }

    private func envelope(_ payload: [UInt8], under key: SigningKey) throws -> COSESign1 {
        let message = COSESign1.toBeSigned(payload: payload, keyID: key.keyID)
        return COSESign1(
            keyID: key.keyID, payload: payload,
            signature: Array(try key.key.signature(for: message)))
    }

    /// The head of the log, signed. The origin has been checked when the issuer was read.
    ///
    /// - Parameter keyID: of the statement that the head ends with; its proof has one key for both.
    func signedNote(
        size: UInt64, root: SHA256Hash, under keyID: String? = nil
    ) throws -> SignedNote {
        let key = keys.first { Hex.encode($0.keyID) == keyID } ?? self.key
        guard let checkpoint = Checkpoint(origin: origin, size: size, root: root),
            let line = NoteSignature(
                name: origin, ed25519PublicKey: key.publicBytes,
                signature: Array(try key.key.signature(for: Array(checkpoint.text.utf8)))),
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

/// Why the issuer's key cannot be used.
public enum IssuerFault: Error, Sendable, Equatable, CustomStringConvertible {
    case unreadable(path: String, reason: String)
    case origin(String)
    /// The database belongs to another issuer than the key file.
    case foreign(database: String, file: String)
    /// The key file is older than the database: its current key has been retired.
    case retired(keyID: String)
    /// Another process has rotated the key.
    case changed(path: String)

    public var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "The issuer's key \(path) cannot be used: \(reason)."
        case .origin(let origin): "\(origin) cannot name a log: use letters, digits, / . and -."
        case .foreign(let database, let file):
            "The database was written by issuer \(database), the key file is of \(file). "
                + "Restore issuer.json from the same backup as the database."
        case .retired(let keyID):
            "The key \(keyID) in issuer.json was retired. Copy issuer.json from where "
                + "commons keys rotate ran, or from the newest backup."
        case .changed(let path):
            "\(path) has another key than this process signs with; restart it first."
        }
    }
}
