import Ledger
import Proof
import Storage
import Wire

/// Makes the proof of an attestation: the statement, its place in the log, and how it stands now.
public struct ProofMaker: Sendable {
    let integrator: LogIntegrator

    public init(integrator: LogIntegrator) { self.integrator = integrator }

    /// The proof with every personal field that has not been erased.
    ///
    /// - Throws: `attestation_unknown`.
    public func bundle(
        of id: ID<Attestation>, organisation: ID<Organisation>
    ) async throws -> ProofBundle {
        // A statement that was made this moment waits for the log's next batch; it need not.
        try await integrator.integrate()
        let (issuer, now) = (integrator.issuer, integrator.clock.now())
        return try await integrator.database.read { snapshot in
            try Self.bundle(
                of: id, organisation: organisation, issuer: issuer, now: now, in: snapshot)
        }
    }

    /// The proof as the text of one QR code, without personal fields. When that is too long for a
    /// code that scans from paper, it goes without the status, and then not at all.
    public func code(
        of id: ID<Attestation>, organisation: ID<Organisation>
    ) async throws -> ProofCode {
        let bundle = try await bundle(of: id, organisation: organisation)
            .disclosing { _ in false }
        let statement = bundle.statementID.hex
        if let text = try? QRCode.encode(bundle) {
            return ProofCode(statementID: statement, payload: text, hasStatus: true)
        }
        let text = try? QRCode.encode(bundle.withoutStatus)
        return ProofCode(statementID: statement, payload: text, hasStatus: false)
    }

    private static func bundle(
        of id: ID<Attestation>, organisation: ID<Organisation>, issuer: Issuer, now: Instant,
        in snapshot: any Snapshot
    ) throws -> ProofBundle {
        let key: [Value] = [.id(organisation), .id(id)]
        let stored = try snapshot.first(
            """
            SELECT a.envelope, a.fields, a.key_id, l.position FROM attestation a
                JOIN log_entry l ON l.id = a.log_entry_id
            WHERE a.organisation_id = $1 AND a.id = $2 AND l.position IS NOT NULL
            """, key, StoredStatement.init)
        guard let stored else {
            throw Refusal(.attestationUnknown, "There is no such attestation.")
        }
        let envelope = try stored.signed()
        let position = UInt64(stored.position)
        guard let publicKey = try IssuerKeys.publicKey(stored.keyID, in: snapshot),
            let checkpoint = try checkpoint(size: stored.position + 1, in: snapshot),
            let proof = try LogTree(snapshot: snapshot)
                .inclusion(of: position, size: position + 1)
        else { throw LogFault.positions(expected: Int(position) + 1, found: Int(position)) }
        let status = StatusSnapshot(
            issuerID: issuer.id, statementID: ProofBundle.statementID(of: envelope),
            asOf: now, revocation: try revocation(key, in: snapshot))
        // Without a status a revoked statement would pass for a valid one.
        guard let signed = try issuer.envelope(status.encoded(), under: envelope.keyID) else {
            throw Refusal(.issuerMissing, "The key of this statement is not kept here any more.")
        }
        return ProofBundle(
            envelope: envelope, issuerPublicKey: publicKey,
            commitments: FieldCommitments(stored.fields), disclosed: stored.fields,
            leafIndex: position, inclusionPath: proof.path, checkpoint: checkpoint,
            status: signed)
    }

    private static func checkpoint(size: Int64, in snapshot: any Snapshot) throws -> SignedNote? {
        try snapshot.first(
            "SELECT note FROM log_checkpoint WHERE size = $1", [.integer(size)],
            { try $0.text(0) }
        ).flatMap { SignedNote(serialised: $0) }
    }

    private static func revocation(
        _ key: [Value], in snapshot: any Snapshot
    ) throws -> StatusSnapshot.Revocation? {
        try snapshot.first(
            """
            SELECT revoked_at, reason FROM revocation
            WHERE organisation_id = $1 AND attestation_id = $2
            """, key, { .init(at: try $0.instant(0), reason: try $0.text(1)) })
    }
}

/// A proof as the text of a QR code; no text when none is short enough to scan from paper.
public struct ProofCode: Codable, Sendable {
    public let statementID: String
    public let payload: String?
    /// Whether the code says that the statement stands as of its making.
    public let hasStatus: Bool
}

private struct StoredStatement {
    let envelope: [UInt8]
    let fields: [DisclosedField]
    let keyID: String
    let position: Int64

    init(_ row: any Row) throws {
        envelope = try row.bytes(0)
        fields = try row.textIfAny(1).map { try StoredFields(text: $0).disclosed } ?? []
        keyID = try row.text(2)
        position = try row.integer(3)
    }

    func signed() throws -> COSESign1 {
        try COSESign1(decoding: envelope)
    }
}

extension ProofBundle {
    var withoutStatus: ProofBundle {
        ProofBundle(
            envelope: envelope, issuerPublicKey: issuerPublicKey, commitments: commitments,
            disclosed: disclosed, leafIndex: leafIndex, inclusionPath: inclusionPath,
            checkpoint: checkpoint, status: nil)
    }
}
