import Ledger
import Proof
import Wire

/// The verdict on a proof and what it speaks of, for people and for scripts. Needs no network and
/// no installation.
public struct Verification: Sendable {
    public let verdict: Verdict
    public let payload: AttestationPayload?
    public let disclosed: [DisclosedField]

    /// - Parameters:
    ///   - proof: the bytes of a proof file, or the text of a QR code.
    ///   - trusted: whose statements are believed.
    ///   - maximumStatusAge: seconds; nil: a statement never grows old.
    public init(
        _ proof: [UInt8], trusted: [TrustedIssuer], now: Instant, maximumStatusAge: Int64?
    ) {
        let check = ProofBundle.check(proof)
        verdict = check.conclude(
            signatureResults: check.signatures.map(Issuer.verify), trustedIssuers: trusted,
            now: now, maximumStatusAge: maximumStatusAge)
        payload = check.payload
        disclosed = check.bundle?.disclosed ?? []
    }

    public var isValid: Bool { verdict.code == "valid" }

    public var json: JSONValue {
        var members: [(String, JSONValue)] = [("verdict", .string(verdict.code))]
        members += verdict.members
        if let payload, !verdict.isTampered { members.append(("statement", statement(payload))) }
        return .object(members)
    }

    /// One line with the verdict, then what the statement says.
    public var text: String {
        var lines = [verdict.sentence]
        // What was changed on the way must not be shown as if somebody had said it.
        if let payload, !verdict.isTampered {
            lines.append("\(payload.kind) \(payload.subjectID)")
            lines.append("by \(payload.issuerName), \(payload.issuedAt.rfc3339)")
            lines += payload.publicFields.map { "  \($0.name): \($0.value)" }
            lines += disclosed.map { "  \($0.name): \($0.value)" }
            if let hash = payload.contentHash { lines.append("  content: \(hash.hex)") }
        }
        return lines.joined(separator: "\n")
    }

    private func statement(_ payload: AttestationPayload) -> JSONValue {
        let fields =
            payload.publicFields.map { ($0.name, JSONValue.string($0.value)) }
            + disclosed.map { ($0.name, JSONValue.string($0.value)) }
        var members: [(String, JSONValue)] = [
            ("kind", .string(payload.kind)), ("subject_id", .string(payload.subjectID)),
            ("issuer_id", .string(payload.issuerID)),
            ("issuer_name", .string(payload.issuerName)),
            ("issued_at", .string(payload.issuedAt.rfc3339)), ("fields", .object(fields)),
        ]
        if let hash = payload.contentHash { members.append(("content", .string(hash.hex))) }
        return .object(members)
    }
}

extension Verdict {
    var isTampered: Bool {
        if case .tampered = self { return true }
        return false
    }

    fileprivate var members: [(String, JSONValue)] {
        switch self {
        case .valid(let asOf), .stale(let asOf):
            [("status_as_of", .string(asOf.rfc3339))]
        case .revoked(let revocation, let asOf):
            [
                ("status_as_of", .string(asOf.rfc3339)),
                ("revoked_at", .string(revocation.at.rfc3339)),
                ("reason", .string(revocation.reason)),
            ]
        case .unknownIssuer(let id, let name, let key):
            [
                ("issuer_id", .string(id)), ("claimed_name", .string(name)),
                ("public_key", .string(Base64URL.encode(key))),
            ]
        case .tampered(let defect):
            [("defect", .string(defect.code)), ("message", .string(defect.message))]
        }
    }

    fileprivate var sentence: String {
        switch self {
        case .valid(let asOf): "valid: it stands as of \(asOf.rfc3339)"
        case .stale(let asOf): "stale: nobody has vouched for it since \(asOf.rfc3339)"
        case .revoked(let revocation, _):
            "revoked on \(revocation.at.rfc3339): \(revocation.reason)"
        case .unknownIssuer(let id, let name, let key):
            "unknown issuer: signed by \(Base64URL.encode(key)), who calls itself \(name) (\(id))"
        case .tampered(let defect): "tampered: \(defect.message)"
        }
    }
}
