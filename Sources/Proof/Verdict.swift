import Ledger

/// The outcome of verifying a proof: exactly one of five.
public enum Verdict: Equatable, Sendable {
    /// `statusAsOf` is the moment for which the issuer vouches that the statement stands: the
    /// status snapshot's, or the statement's own when the proof carries none.
    case valid(statusAsOf: Instant)
    /// Valid, but that moment is longer ago than the verifier wants.
    case stale(statusAsOf: Instant)
    case revoked(StatusSnapshot.Revocation, statusAsOf: Instant)
    /// Consistent in itself, but signed by somebody the verifier does not trust, or with
    /// a key that was not the issuer's at that time.
    case unknownIssuer(id: String, claimedName: String, publicKey: [UInt8])
    case tampered(Defect)

    /// A stable, lowercase code.
    public var code: String {
        switch self {
        case .valid: "valid"
        case .stale: "stale"
        case .revoked: "revoked"
        case .unknownIssuer: "unknown_issuer"
        case .tampered: "tampered"
        }
    }
}

/// An issuer whose statements the verifier believes.
public struct TrustedIssuer: Equatable, Sendable {
    public let id: String
    /// The name by which the verifier knows the issuer.
    public let name: String
    /// Ed25519, 32 bytes.
    public let publicKey: [UInt8]
    /// When the key began to sign; nil: as far back as anyone knows.
    public let validFrom: Instant?
    /// When it was retired; nil: it still signs.
    public let validUntil: Instant?

    /// The clocks of an issuer's computers may be apart by so much.
    public static let clockToleranceSeconds: Int64 = 300

    public init(
        id: String, name: String, publicKey: [UInt8], validFrom: Instant? = nil,
        validUntil: Instant? = nil
    ) {
        self.id = id
        self.name = name
        self.publicKey = publicKey
        self.validFrom = validFrom
        self.validUntil = validUntil
    }

    /// Whether this is who stated something, with a key that signed at that time. A statement that
    /// a retired key made later was not made by the issuer: somebody else has that key.
    func stands(behind payload: AttestationPayload, signedBy key: [UInt8]) -> Bool {
        guard id.utf8.elementsEqual(payload.issuerID.utf8), publicKey == key else { return false }
        let tolerance = Self.clockToleranceSeconds
        if let validFrom, payload.issuedAt.adding(seconds: tolerance) < validFrom { return false }
        if let validUntil, validUntil.adding(seconds: tolerance) < payload.issuedAt { return false }
        return true
    }
}
