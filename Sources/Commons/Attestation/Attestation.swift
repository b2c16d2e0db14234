import Ledger
import Storage

/// What this installation stated about something, signed and logged.
public struct Attestation: Codable, Sendable {
    public var id: ID<Attestation>
    public var subject: Subject
    /// SHA-256 of the signed statement: its name everywhere.
    public var statementID: String
    /// The statement that this one replaces.
    public var previousID: String?
    public var keyID: String
    public var createdBy: ID<User>
    public var createdAt: Instant
    /// Its place in the log; absent for the moment until the log has taken it in.
    public var position: Int64?
    public var revocation: AttestationRevocation?
}

/// When and why a statement was taken back.
public struct AttestationRevocation: Codable, Sendable, Equatable {
    public var at: Instant
    public var reason: String
}

extension Attestation {
    static let columns = """
        a.id, a.subject_kind, a.subject_id, a.statement_id, a.previous_id, a.key_id,
        a.created_by, a.created_at, l.position, r.revoked_at, r.reason
        """
    static let tables = """
        attestation a LEFT JOIN log_entry l ON l.id = a.log_entry_id
            LEFT JOIN revocation r
                ON r.organisation_id = a.organisation_id AND r.attestation_id = a.id
        """

    static func row(_ row: any Row) throws -> Attestation {
        let revocation = try row.instantIfAny(9).map {
            AttestationRevocation(at: $0, reason: try row.text(10))
        }
        return Attestation(
            id: try row.id(0), subject: Subject(kind: try row.text(1), id: try row.text(2)),
            statementID: try row.text(3), previousID: try row.textIfAny(4),
            keyID: try row.text(5), createdBy: try row.id(6), createdAt: try row.instant(7),
            position: try row.integerIfAny(8), revocation: revocation)
    }

    static func find(
        _ id: ID<Attestation>, of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> Attestation? {
        try snapshot.first(
            "SELECT \(columns) FROM \(tables) WHERE a.organisation_id = $1 AND a.id = $2",
            [.id(organisation), .id(id)], Self.row)
    }
}

extension RefusalCode {
    public static let attestationUnknown = RefusalCode(
        "attestation_unknown", 404, "No such attestation")
    public static let attestationSubject = RefusalCode(
        "attestation_subject", 422, "This cannot be attested")
    public static let attestationRevoked = RefusalCode(
        "attestation_revoked", 409, "The attestation has been revoked already")
    public static let issuerMissing = RefusalCode(
        "issuer_missing", 503, "This server has no signing key")

    static let attestations: [RefusalCode] = [
        .attestationUnknown, .attestationSubject, .attestationRevoked, .issuerMissing,
    ]
}

extension Action {
    /// To state something about a document in this installation's name, and to take it back.
    public static let attest = Action(
        "attestation.write", [.owner, .accountant, .branchManager, .smeUser, .apiClient])
    public static let readAttestations = Action(
        "attestation.read",
        [
            .owner, .admin, .accountant, .loanOfficer, .branchManager, .creditCommittee,
            .teller, .smeUser, .auditor, .supervisor, .apiClient,
        ])
}
