import Crypto
import Ledger
import Storage
import Wire

/// A command that waits for a second person. It binds exactly one payload of one maker and what
/// that acts upon, expires, and is used at most once.
public struct PendingApproval: Codable, Sendable {
    public let id: ID<PendingApproval>
    public let command: String
    public let state: State
    public let maker: ID<User>
    public let madeAt: Instant
    public let expiresAt: Instant

    public enum State: String, Codable, Sendable, CaseIterable {
        case pending, approved, rejected
        /// Nobody decided: what it asked for was done or asked for otherwise, or can be done no
        /// more.
        case closed
    }

    static let lifetimeSeconds: Int64 = 7 * 86_400

    /// Keeps the command until somebody else decides. Whoever asks again for the very same has
    /// asked already.
    static func ask<C: Command>(for command: C, in work: LiveWork) throws -> PendingApproval {
        let name = C.declaration.name
        // What the maker decoded is what the checker will see and what will run.
        let payload = try WireEncoder.value(command).canonicalBytes
        let matter = try command.matter(in: work)?.canonicalBytes
        let hash = hash(command: name, payload: payload, matter: matter)
        let step = command.step
        let asked: PendingApproval?
        if let step {
            asked = try makeRoom(for: name, about: step, hash, in: work)
        } else {
            asked = try waiting(name, hash, in: work)
        }
        if let asked { return asked }
        let pending = PendingApproval(
            id: work.newID(PendingApproval.self), command: name, state: .pending,
            maker: work.actor.user, madeAt: work.now,
            expiresAt: work.now.adding(seconds: lifetimeSeconds))
        try work.transaction.execute(
            """
            INSERT INTO approval (id, organisation_id, command, payload, payload_hash, maker_id,
                made_at, expires_at, state, matter, subject_kind, subject_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'pending', $9, $10, $11)
            """,
            [
                .id(pending.id), .id(work.actor.organisation), .text(name),
                .text(String(decoding: payload, as: UTF8.self)),
                .bytes(hash), .id(pending.maker),
                .instant(pending.madeAt), .instant(pending.expiresAt),
                .text(matter.map { String(decoding: $0, as: UTF8.self) }),
                .text(step?.kind), .text(step?.id),
            ])
        work.record(
            pending.subject,
            after: .object([
                ("state", .string("pending")), ("payload_sha256", .string(Hex.encode(hash))),
            ]))
        return pending
    }

    private static func waiting(
        _ command: String, _ hash: [UInt8], in work: LiveWork
    ) throws -> PendingApproval? {
        try work.transaction.first(
            """
            SELECT id, made_at, expires_at FROM approval
            WHERE organisation_id = $1 AND state = 'pending' AND maker_id = $2 AND command = $3
                AND payload_hash = $4 AND expires_at > $5
            ORDER BY made_at, id LIMIT 1
            """,
            [
                .id(work.actor.organisation), .id(work.actor.user), .text(command), .bytes(hash),
                .instant(work.now),
            ]
        ) { row in
            PendingApproval(
                id: try row.id(0), command: command, state: .pending, maker: work.actor.user,
                madeAt: try row.instant(1), expiresAt: try row.instant(2))
        }
    }

    var subject: Subject { Subject(kind: "approval", id: id.text) }

    static func hash(command: String, payload: [UInt8], matter: [UInt8]?) -> [UInt8] {
        var hash = Crypto.SHA256()
        hash.update(data: Array(command.utf8))
        hash.update(data: [0] as [UInt8])
        hash.update(data: payload)
        if let matter {
            hash.update(data: [0] as [UInt8])
            hash.update(data: matter)
        }
        return Array(hash.finalize())
    }
}

extension PendingApproval {
    public static let all: [AnyOperation] = [
        .query(ListApprovals.self), .command(Approve.self), .command(Reject.self),
        .command(Withdraw.self),
    ]
}

extension RefusalCode {
    public static let aboveLimit = RefusalCode("above_limit", 403, "Above your limit")
    public static let approvalNeeded = RefusalCode(
        "approval_needed", 409, "A second person must agree first")
    public static let approvalWaiting = RefusalCode(
        "approval_waiting", 409, "Somebody has asked for this already")
    public static let ownApproval = RefusalCode(
        "own_approval", 403, "Nobody agrees to their own request")
    public static let othersApproval = RefusalCode(
        "others_approval", 403, "Only its maker takes a request back")
    public static let approvalDecided = RefusalCode(
        "approval_decided", 409, "This request was decided already")
    public static let approvalExpired = RefusalCode(
        "approval_expired", 409, "This request is too old to agree to")
    public static let approvalBroken = RefusalCode(
        "approval_broken", 409, "The request is not what its maker asked for")

    static let approvals: [RefusalCode] = [
        aboveLimit, approvalNeeded, approvalWaiting, ownApproval, othersApproval, approvalDecided,
        approvalExpired, approvalBroken,
    ]
}
