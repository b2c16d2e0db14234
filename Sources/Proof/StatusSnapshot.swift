import Ledger
import Wire

/// What the issuer says about the standing of one statement at one moment; signed like it.
public struct StatusSnapshot: Equatable, Sendable {
    static let kind = "attestation.status"

    public let issuerID: String
    /// `ProofBundle.statementID` of the statement.
    public let statementID: SHA256Hash
    public let asOf: Instant
    /// `nil` while the statement stands.
    public let revocation: Revocation?

    public struct Revocation: Equatable, Sendable {
            public let at: Instant
        public let reason: String

        public init(at: Instant, reason: String) {
            self.at = at
            self.reason = reason
        }
    }

    public init(issuerID: String, statementID: SHA256Hash, asOf: Instant, revocation: Revocation?) {
        self.issuerID = issuerID
        self.statementID = statementID
        self.asOf = asOf
        self.revocation = revocation
    }

    public func encoded() -> [UInt8] {
        var entries = [
            CBOREntry(1, .unsigned(Self.version)),
            CBOREntry(2, .text(Self.kind)),
            CBOREntry(3, .identifier(issuerID)),
            CBOREntry(5, .bytes(statementID.bytes)),
            CBOREntry(6, CBOR(asOf.microseconds)),
        ]
        if let revocation {
            entries.append(
                CBOREntry(7, .array([CBOR(revocation.at.microseconds), .text(revocation.reason)])))
        }
        return CBOR.map(entries).encoded()
    }

    public init(decoding bytes: [UInt8]) throws(ProofFormatError) {
        var record = try CBORRecord(bytes, part: .status)
        try record.requireVersion(Self.version)
        _ = try record.required(2) { $0.textValue == Self.kind ? true : nil }
        issuerID = try record.required(3) { $0.identifierValue }
        statementID = try record.required(5) { $0.sha256Value }
        asOf = try record.required(6) { $0.instantValue }
        revocation = try record.optional(7) { item in
            guard let parts = item.arrayValue, parts.count == 2, let at = parts[0].instantValue,
                let reason = parts[1].textValue
            else { return nil }
            return Revocation(at: at, reason: reason)
        }
        try record.expectEnd()
    }

    private static let version: UInt64 = 1
}
