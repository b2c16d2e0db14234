import Ledger
import Proof
import Wire

/// The answer of `proof_conclude`. The request holds the proof as it was given to
/// `proof_inspect`, whether each signature that it listed verified, whom the verifier trusts, the
/// time, and how old a status may be (seconds, or null for any age):
/// `{"proof","signature_results":[…],"trusted_issuers":[{"id","name","public_key","valid_from"?,
/// "valid_until"?}],"now","maximum_status_age"}`, bytes as base64url.
struct ProofConclusion {
    private let verdict: Verdict

    init(_ request: JSONRequest) throws(CallRefusal) {
        var results: [Bool] = []
        for result in try request.required("signature_results").elements() {
            results.append(try result.bool())
        }
        var trusted: [TrustedIssuer] = []
        for issuer in try request.required("trusted_issuers").elements() {
            trusted.append(
                TrustedIssuer(
                    id: try issuer.required("id").text(),
                    name: try issuer.required("name").text(),
                    publicKey: try issuer.required("public_key").bytes(),
                    validFrom: try Self.instant(issuer["valid_from"]),
                    validUntil: try Self.instant(issuer["valid_until"])))
        }
        var maximumStatusAge: Int64?
        if let age = request["maximum_status_age"] { maximumStatusAge = try age.integer() }
        let check = ProofBundle.check(try request.required("proof").bytes())
        verdict = check.conclude(
            signatureResults: results, trustedIssuers: trusted,
            now: try request.required("now").instant(), maximumStatusAge: maximumStatusAge)
    }

    private static func instant(_ member: JSONRequest?) throws(CallRefusal) -> Instant? {
        guard let member else { return nil }
        return try member.instant()
    }

    func write(to writer: inout JSONWriter) {
        writer.key("verdict")
        writer.string(verdict.code)
        switch verdict {
        case .valid(let asOf), .stale(let asOf):
            writer.key("status_as_of")
            writer.string(asOf.rfc3339)
        case .revoked(let revocation, let asOf):
            writer.key("status_as_of")
            writer.string(asOf.rfc3339)
            writer.key("revoked_at")
            writer.string(revocation.at.rfc3339)
            writer.key("reason")
            writer.string(revocation.reason)
        case .unknownIssuer(let id, let claimedName, let publicKey):
            writer.key("issuer")
            writer.beginObject()
            writer.key("id")
            writer.string(id)
            writer.key("claimed_name")
            writer.string(claimedName)
            writer.key("public_key")
            writer.string(Base64URL.encode(publicKey))
            writer.endObject()
        case .tampered(let defect):
            writer.key("defect")
            defect.write(to: &writer)
        }
    }
}
