import Ledger
import Proof
import Storage
import Wire

/// Who signs here: what a verifier keeps to check statements offline.
public struct IssuerDetail: Query {
    public init() {}

    public static let declaration = Declaration(
        "issuer.read", "Show who signs here, with every public key it ever had.",
        .get("/api/issuer"), access: .everyone, refusals: [.issuerMissing])

    public func answer(in view: View) throws -> IssuerDescription {
        guard let issuer = view.issuer else {
            throw Refusal(.issuerMissing, "Ask the administrator to run commons doctor.")
        }
        let keys = try view.snapshot.rows(
            """
            SELECT key_id, public_key, created_at, retired_at FROM issuer_key
            ORDER BY created_at DESC, key_id
            """, []
        ) { row in
            IssuerKeyDescription(
                keyID: try row.text(0), publicKey: Base64URL.encode(try row.bytes(1)),
                createdAt: try row.instant(2), retiredAt: try row.instantIfAny(3))
        }
        return IssuerDescription(
            id: issuer.id, name: issuer.name, origin: issuer.origin,
            publicKey: Base64URL.encode(issuer.publicKey),
            verifierKey: NoteSignature.verifierKey(
                name: issuer.origin, ed25519PublicKey: issuer.publicKey),
            keys: keys)
    }
}

/// Also the content of the key file that `commons verify --issuer` takes.
public struct IssuerDescription: Codable, Sendable {
    public let id: String
    public let name: String
    /// The name of its log.
    public let origin: String
    /// Ed25519, 32 bytes in base64url.
    public let publicKey: String
    /// The log's key as other tools of the transparency-log world read it.
    public let verifierKey: String
    public let keys: [IssuerKeyDescription]
}

extension IssuerDescription {
    /// Under every key that it ever had, each for its time. The first key may have signed before
    /// anybody wrote down when it came into use.
    public var trusted: [TrustedIssuer] {
        let first = keys.map(\.createdAt).min()
        var all = keys.compactMap { key in
            trusted(
                key.publicKey, from: key.createdAt == first ? nil : key.createdAt,
                until: key.retiredAt)
        }
        if !keys.contains(where: { $0.publicKey == publicKey }) {
            all += [trusted(publicKey, from: nil, until: nil)].compactMap { $0 }
        }
        return all
    }

    private func trusted(_ key: String, from: Instant?, until: Instant?) -> TrustedIssuer? {
        Base64URL.decode(key).map {
            TrustedIssuer(id: id, name: name, publicKey: $0, validFrom: from, validUntil: until)
        }
    }
}

public struct IssuerKeyDescription: Codable, Sendable {
    public let keyID: String
    public let publicKey: String
    public let createdAt: Instant
    public let retiredAt: Instant?
}
