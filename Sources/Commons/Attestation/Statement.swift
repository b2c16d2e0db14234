import Ledger
import Proof
import Storage
import Wire

/// Something to be stated: fields that everybody may read, and fields about people that the
/// statement only commits to.
struct Statement {
    let kind: String
    let subject: Subject
    var publicFields: [AttestationPayload.PublicField]
    var personalFields: [DisclosedField]
    /// Of the source file, if there is one.
    var contentHash: SHA256Hash?

    /// Signs it, stores it and gives its leaf to the log, all in one transaction.
    ///
    /// - Parameter owner: the organisation, or the issuer itself for what it states on its own.
    func issue(
        _ id: ID<Attestation>, owner: ID<Organisation>, by user: ID<User>, issuer: Issuer,
        logEntry: String, now: Instant, in transaction: any Transaction
    ) throws {
        try IssuerKeys.requireCurrent(issuer.keyID, in: transaction)
        let previous = try previous(owner: owner, in: transaction)
        let commitments = FieldCommitments(personalFields)
        let payload = AttestationPayload(
            kind: kind, issuerID: issuer.id, issuerName: issuer.name, subjectID: subject.id,
            issuedAt: now, publicFields: publicFields,
            commitmentsDigest: commitments?.digest, contentHash: contentHash,
            previousStatement: previous.flatMap { SHA256Hash(hex: $0) })
        let envelope = try issuer.envelope(payload.encoded())
        let encoded = envelope.encoded()
        try transaction.execute(
            """
            INSERT INTO attestation (organisation_id, id, subject_kind, subject_id, statement_id,
                previous_id, key_id, envelope, fields, log_entry_id, created_by, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            [
                .id(owner), .id(id), .text(subject.kind), .text(subject.id),
                .text(ProofBundle.statementID(of: envelope).hex), .text(previous),
                .text(issuer.keyID), .bytes(encoded), .text(try StoredFields(personalFields).text),
                .text(logEntry), .id(user), .instant(now),
            ])
        LogEntry.append(
            LogEntry(
                id: logEntry, organisation: owner, kind: LogEntry.attestation,
                subject: Subject(kind: "attestation", id: id.text),
                leaf: MerkleTree.leafHash(encoded).bytes, recordedAt: now),
            to: transaction)
    }

    private func previous(
        owner: ID<Organisation>, in transaction: any Transaction
    ) throws -> String? {
        try transaction.first(
            """
            SELECT statement_id FROM attestation
            WHERE organisation_id = $1 AND subject_kind = $2 AND subject_id = $3
            ORDER BY id DESC LIMIT 1
            """, [.id(owner), .text(subject.kind), .text(subject.id)], { try $0.text(0) })
    }

    /// A personal field under a salt of its own.
    static func personal(_ name: String, _ value: String) -> DisclosedField? {
        let salt = (0..<DisclosedField.saltByteCount).map { _ in UInt8.random(in: .min ... .max) }
        return DisclosedField(name: name, value: value, salt: salt)
    }
}

/// Personal fields as the `fields` column keeps them: apart from the signed statement, so that
/// they can be destroyed without touching it.
struct StoredFields: Codable {
    struct Field: Codable {
        let name: String
        let value: String
        let salt: String
    }

    let fields: [Field]

    init(_ disclosed: [DisclosedField]) {
        fields = disclosed.map {
            Field(name: $0.name, value: $0.value, salt: Base64URL.encode($0.salt))
        }
    }

    init(text: String) throws {
        self = try WireDecoder.stored.decode(StoredFields.self, from: Array(text.utf8))
    }

    var text: String {
        get throws { String(decoding: try WireEncoder.encode(self), as: UTF8.self) }
    }

    var disclosed: [DisclosedField] {
        fields.compactMap { field in
            Base64URL.decode(field.salt).flatMap {
                DisclosedField(name: field.name, value: field.value, salt: $0)
            }
        }
    }
}
