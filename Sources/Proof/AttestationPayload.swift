import Ledger
import Wire

/// What an issuer states about one subject; deterministic CBOR, signed inside a `COSESign1`.
public struct AttestationPayload: Equatable, Sendable {
    /// What is stated, e.g. `document.accepted`.
    public let kind: String
    public let issuerID: String
    public let issuerName: String
    public let subjectID: String
    public let issuedAt: Instant
    /// What everybody may read, by name: days as ISO dates, amounts as decimal text.
    public let publicFields: [PublicField]
    /// The digest of the commitments to personal fields; `nil` when there are none.
    public let commitmentsDigest: SHA256Hash?
    /// SHA-256 of the source file; `nil` when the subject was typed by hand.
    public let contentHash: SHA256Hash?
    /// The statement that this one replaces.
    public let previousStatement: SHA256Hash?

    public struct PublicField: Equatable, Sendable {
        public let name: String
        public let value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// `publicFields` need different names, in any order.
    public init(
        kind: String, issuerID: String, issuerName: String, subjectID: String, issuedAt: Instant,
        publicFields: [PublicField], commitmentsDigest: SHA256Hash?, contentHash: SHA256Hash?,
        previousStatement: SHA256Hash? = nil
    ) {
        self.kind = kind
        self.issuerID = issuerID
        self.issuerName = issuerName
        self.subjectID = subjectID
        self.issuedAt = issuedAt
        // The order of CBOR's deterministic encoding, so that decoding gives an equal value.
        self.publicFields = publicFields.sorted {
            CBOR.bytewise(CBOR.text($0.name).encoded(), precedes: CBOR.text($1.name).encoded())
        }
        self.commitmentsDigest = commitmentsDigest
        self.contentHash = contentHash
        self.previousStatement = previousStatement
    }

    public func encoded() -> [UInt8] {
        let fields = publicFields.map { CBOREntry($0.name, .text($0.value)) }
        var entries = [
            CBOREntry(1, .unsigned(Self.version)),
            CBOREntry(2, .text(kind)),
            CBOREntry(3, .identifier(issuerID)),
            CBOREntry(4, .text(issuerName)),
            CBOREntry(5, .identifier(subjectID)),
            CBOREntry(6, CBOR(issuedAt.microseconds)),
            CBOREntry(7, .map(fields)),
        ]
        if let commitmentsDigest { entries.append(CBOREntry(8, .bytes(commitmentsDigest.bytes))) }
        if let contentHash { entries.append(CBOREntry(9, .bytes(contentHash.bytes))) }
        if let previousStatement {
            entries.append(CBOREntry(10, .bytes(previousStatement.bytes)))
        }
        return CBOR.map(entries).encoded()
    }

    public init(decoding bytes: [UInt8]) throws(ProofFormatError) {
        var record = try CBORRecord(bytes, part: .payload)
        try record.requireVersion(Self.version)
        kind = try record.required(2) { $0.textValue == StatusSnapshot.kind ? nil : $0.textValue }
        issuerID = try record.required(3) { $0.identifierValue }
        issuerName = try record.required(4) { $0.textValue }
        subjectID = try record.required(5) { $0.identifierValue }
        issuedAt = try record.required(6) { $0.instantValue }
        publicFields = try record.required(7, Self.fields)
        commitmentsDigest = try record.optional(8) { $0.sha256Value }
        contentHash = try record.optional(9) { $0.sha256Value }
        previousStatement = try record.optional(10) { $0.sha256Value }
        try record.expectEnd()
    }

    private static let version: UInt64 = 1

    private static func fields(_ item: CBOR) -> [PublicField]? {
        guard let entries = item.mapValue else { return nil }
        var fields: [PublicField] = []
        for entry in entries {
            guard let name = entry.key.textValue, let value = entry.value.textValue else {
                return nil
            }
            fields.append(PublicField(name, value))
        }
        return fields
    }
}
