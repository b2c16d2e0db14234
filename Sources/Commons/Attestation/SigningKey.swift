import Crypto
import Ledger
import Proof
import Wire

/// One Ed25519 key of the issuer, and from when until when it signed new statements.
struct SigningKey: Sendable {
    let key: Curve25519.Signing.PrivateKey
    /// Nil for a key from before these were written down.
    var validFrom: Instant?
    /// Nil for the current key.
    var validUntil: Instant?

    var publicBytes: [UInt8] { Array(key.publicKey.rawRepresentation) }
    var keyID: [UInt8] { COSESign1.keyID(of: publicBytes) }
}

extension SigningKey {
    /// As `issuer.json` holds it.
    init?(_ json: JSONValue) {
        guard let text = json["private_key"]?.string, let bytes = Base64.decode(text),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
        else { return nil }
        self.key = key
        for (name, keyPath) in Self.instants {
            guard let text = json[name]?.string else { continue }
            guard let instant = Instant(rfc3339: text) else { return nil }
            self[keyPath: keyPath] = instant
        }
    }

    var json: JSONValue {
        let instants = Self.instants.compactMap { name, keyPath in
            self[keyPath: keyPath].map { (name, JSONValue.string($0.rfc3339)) }
        }
        return .object(
            [("private_key", .string(Base64.encode(Array(key.rawRepresentation))))] + instants)
    }

    private static var instants: [(String, WritableKeyPath<SigningKey, Instant?>)] {
        [("valid_from", \.validFrom), ("valid_until", \.validUntil)]
    }
}
