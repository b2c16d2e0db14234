import Ledger

/// The outcome of verifying a proof: exactly one of five.
public enum Verdict: Equatable, Sendable {
    /// `statusAsOf` is the moment for which the issuer vouches that the statement stands: the
    /// status snapshot's, or the statement's own when the proof carries none.
    case valid(statusAsOf: Instant)
    /// Valid, but that moment is longer ago than the verifier wants.
    case stale(statusAsOf: Instant)
    case revoked(StatusSnapshot.Revocation, statusAsOf: Instant)
    /// Consistent in itself, but signed by somebody the verifier does not trust.
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

    public init(id: String, name: String, publicKey: [UInt8]) {
        self.id = id
        self.name = name
        self.publicKey = publicKey
    }
}
