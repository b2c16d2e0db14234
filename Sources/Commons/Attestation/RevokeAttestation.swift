import Ledger
import Proof
import Storage
import Wire

/// Takes a statement back. It stays in the log, and so does the reason.
public struct RevokeAttestation: Command {
    public let id: ID<Attestation>
    public let reason: String

    public init(id: ID<Attestation>, reason: String) {
        self.id = id
        self.reason = reason
    }

    public static let declaration = Declaration(
        "attestation.revoke", "Take a statement back, with the reason.",
        .post("/api/attestations/:id/revoke"), access: .action(.attest),
        refusals: [.attestationUnknown, .attestationRevoked, .issuerMissing],
        fields: [
            "id": FieldNote("The attestation."),
            "reason": FieldNote(
                "Shown to whoever verifies it from now on, so without personal details.",
                minimumLength: 1, maximumLength: 500),
        ])

    public func perform(in work: any Work) throws -> Attestation {
        let issuer = try work.requiredIssuer()
        let owner = work.actor.organisation
        guard let found = try Attestation.find(id, of: owner, in: work.transaction),
            let statement = SHA256Hash(hex: found.statementID)
        else { throw Refusal(.attestationUnknown, "There is no such attestation.") }
        guard found.revocation == nil else {
            throw Refusal(.attestationRevoked, "It was revoked before; nothing has changed.")
        }
        let revoked = try found.revoke(statement, because: reason, by: issuer, in: work)
        if found.subject.kind == "document" {
            work.record(
                found.subject, before: .object([("attestation", .string(id.text))]),
                after: .object([("revoked_attestation", .string(id.text))]), reason: reason)
        }
        return revoked
    }
}

extension Attestation {
    /// Takes back what was stated about a document that does not stand as stated any more.
    static func revoke(
        of document: ID<Document>, because reason: String, in work: any Work
    ) throws {
        let standing = try work.transaction.rows(
            """
            SELECT \(columns) FROM \(tables)
            WHERE a.organisation_id = $1 AND a.subject_kind = 'document' AND a.subject_id = $2
                AND r.revoked_at IS NULL ORDER BY a.id
            """, [.id(work.actor.organisation), .id(document)], Self.row)
        if standing.isEmpty { return }
        let issuer = try work.requiredIssuer()
        for attestation in standing {
            guard let statement = SHA256Hash(hex: attestation.statementID) else { continue }
            _ = try attestation.revoke(statement, because: reason, by: issuer, in: work)
        }
    }

    fileprivate func revoke(
        _ statement: SHA256Hash, because reason: String, by issuer: Issuer, in work: any Work
    ) throws -> Attestation {
        let status = StatusSnapshot(
            issuerID: issuer.id, statementID: statement, asOf: work.now,
            revocation: .init(at: work.now, reason: reason))
        let envelope = try issuer.envelope(status.encoded()).encoded()
        try writeRevocation(envelope, because: reason, in: work)
        var revoked = self
        revoked.revocation = AttestationRevocation(at: work.now, reason: reason)
        work.record(
            Subject(kind: "attestation", id: id.text),
            before: .object([("revoked", .bool(false))]),
            after: .object([("revoked", .bool(true))]), reason: reason)
        return revoked
    }

    private func writeRevocation(
        _ envelope: [UInt8], because reason: String, in work: any Work
    ) throws {
        let entry = work.newID(AttestationRevocation.self).text
        try work.transaction.execute(
            """
            INSERT INTO revocation (organisation_id, attestation_id, reason, envelope,
                log_entry_id, revoked_by, revoked_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .id(work.actor.organisation), .id(id), .text(reason), .bytes(envelope),
                .text(entry), .id(work.actor.user), .instant(work.now),
            ])
        LogEntry.append(
            LogEntry(
                id: entry, organisation: work.actor.organisation, kind: LogEntry.revocation,
                subject: Subject(kind: "attestation", id: id.text),
                leaf: MerkleTree.leafHash(envelope).bytes, recordedAt: work.now),
            to: work.transaction)
    }
}
