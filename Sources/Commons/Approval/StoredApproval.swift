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
    ) throws -> (stored: StoredApproval, hash: [UInt8])? {
        try work.transaction.first(
            """
            SELECT command, payload, payload_hash, maker_id, made_at, expires_at, state, matter
            FROM approval WHERE organisation_id = $1 AND id = $2
            """, [.id(work.actor.organisation), .id(id)]
        ) { row in
            let pending = PendingApproval(
                id: id, command: try row.text(0), state: try row.choice(6),
                maker: try row.id(3), madeAt: try row.instant(4), expiresAt: try row.instant(5))
            let stored = StoredApproval(
                pending: pending, payload: try JSONValue.parse(try row.text(1)),
                matter: try row.textIfAny(7).map { try JSONValue.parse($0) })
            return (stored, try row.bytes(2))
        }
    }

    func decide(_ state: PendingApproval.State, reason: String?, in work: any Work) throws {
        let changed = try work.transaction.execute(
            """
            UPDATE approval SET state = $1, checker_id = $2, decided_at = $3
            WHERE organisation_id = $4 AND id = $5 AND state = 'pending'
            """,
            [
                .text(state.rawValue), .id(work.actor.user), .instant(work.now),
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
