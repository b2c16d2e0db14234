import Ledger
import Storage
import Wire

/// A pending approval as its row has it, while somebody decides.
struct StoredApproval {
    let pending: PendingApproval
    let payload: JSONValue
    let matter: JSONValue?

    /// The approval that may be decided now by this person.
    static func open(_ id: ID<PendingApproval>, in work: any Work) throws -> StoredApproval {
        guard let found = try find(id, in: work) else {
            throw Refusal(.notFound, "There is no such request for approval.")
        }
        let pending = found.stored.pending
        guard pending.state == .pending else {
            throw Refusal(.approvalDecided, "It is \(pending.state.rawValue).")
        }
        guard pending.expiresAt > work.now else {
            throw Refusal(.approvalExpired, "It expired at \(pending.expiresAt.rfc3339).")
        }
        let hash = PendingApproval.hash(
            command: pending.command, payload: found.stored.payload.canonicalBytes,
            matter: found.stored.matter?.canonicalBytes)
        guard found.hash == hash else {
            throw Refusal(.approvalBroken, "Its payload does not match its hash.")
        }
        return found.stored
    }

    private static func find(
        _ id: ID<PendingApproval>, in work: any Work
    ) throws -> Found? {
        try work.transaction.first(
            "SELECT \(columns) FROM approval WHERE organisation_id = $1 AND id = $2",
            [.id(work.actor.organisation), .id(id)], Self.read)
    }

    /// Those that wait to change this, the first one first.
    static func waiting(about step: Subject, in work: any Work) throws -> [Found] {
        try waiting(
            "subject_id = $2 AND subject_kind = $3", [.text(step.id), .text(step.kind)], work)
    }

    /// Those whose payload names this id.
    static func waiting(naming id: String, in work: any Work) throws -> [Found] {
        try waiting("payload LIKE $2", [.text("%\(id)%")], work)
    }

    static func waiting(of maker: ID<User>, in work: any Work) throws -> [Found] {
        try waiting("maker_id = $2", [.id(maker)], work)
    }

    private static func waiting(
        _ condition: String, _ values: [Value], _ work: any Work
    ) throws -> [Found] {
        try work.transaction.rows(
            """
            SELECT \(columns) FROM approval
            WHERE organisation_id = $1 AND state = 'pending' AND \(condition)
            ORDER BY made_at, id
            """, [.id(work.actor.organisation)] + values, Self.read)
    }

    typealias Found = (stored: StoredApproval, hash: [UInt8])

    private static let columns =
        "command, payload, payload_hash, maker_id, made_at, expires_at, state, matter, id"

    private static func read(_ row: any Row) throws -> Found {
        let pending = PendingApproval(
            id: try row.id(8), command: try row.text(0), state: try row.choice(6),
            maker: try row.id(3), madeAt: try row.instant(4), expiresAt: try row.instant(5))
        let stored = StoredApproval(
            pending: pending, payload: try JSONValue.parse(try row.text(1)),
            matter: try row.textIfAny(7).map { try JSONValue.parse($0) })
        return (stored, try row.bytes(2))
    }

    /// Nobody decides any more.
    func close(_ closing: Closing, in work: any Work) throws {
        try decide(.closed, reason: closing.text, in: work)
    }

    func decide(_ state: PendingApproval.State, reason: String?, in work: any Work) throws {
        let changed = try work.transaction.execute(
            """
            UPDATE approval SET state = $1, checker_id = $2, decided_at = $3, reason = $4
            WHERE organisation_id = $5 AND id = $6 AND state = 'pending'
            """,
            [
                .text(state.rawValue), .id(work.actor.user), .instant(work.now), .text(reason),
                .id(work.actor.organisation), .id(pending.id),
            ])
        guard changed == 1 else {
            throw Refusal(.approvalDecided, "Somebody else decided meanwhile.")
        }
        work.record(
            pending.subject, before: .object([("state", .string("pending"))]),
            after: .object([("state", .string(state.rawValue))]), reason: reason)
    }
}
