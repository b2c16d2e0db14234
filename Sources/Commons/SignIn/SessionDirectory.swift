import Ledger
import Storage
import Synchronization

/// Who stands behind an access token. A verified token is kept in memory, so that most requests
/// cost one look-up; revoking a device, changing a membership or a second factor empties the memory
/// after its commit, and another node's change is seen within `freshSeconds`.
public final class SessionDirectory: Sendable {
    static let freshSeconds: Int64 = 15
    private static let mostKept = 20_000
    /// Moves with every revocation in this process.
    private static let revocations = Atomic<Int>(0)

    private struct Entry {
        let actor: Actor
        let expiresAt: Instant
        let freshUntil: Instant
    }

    private struct Question: Hashable {
        let name: String
        let actor: Actor
    }

    private struct Answer {
        let outcome: Outcome
        let freshUntil: Instant
    }

    private struct Memory {
        var revocations = 0
        var entries: [String: Entry] = [:]
        var answers: [Question: Answer] = [:]
    }

    private let memory = Mutex(Memory())
    private let database: any Database
    private let tokens: any AccessTokens
    private let clock: any Clockwork

    public init(database: any Database, tokens: any AccessTokens, clock: any Clockwork) {
        self.database = database
        self.tokens = tokens
        self.clock = clock
    }

    /// Forgets every session once the transaction has committed.
    static func forgetAfterCommit(of transaction: any Transaction) {
        transaction.afterCommit { revocations.add(1, ordering: .sequentiallyConsistent) }
    }

    /// Who sends this token; nil when it is unknown, expired or revoked.
    public func actor(of token: String) async throws -> Actor? {
        let now = clock.now()
        let moment = Self.revocations.load(ordering: .sequentiallyConsistent)
        if let known = remembered(token, now, moment) { return known }
        guard let claims = await tokens.verify(token), claims.expiresAt > now else { return nil }
        let found = try await database.read { try Self.actor(of: claims, in: $0) }
        if let found { remember(token, found, claims, now, moment) }
        return found
    }

    private func remembered(_ token: String, _ now: Instant, _ moment: Int) -> Actor? {
        memory.withLock { memory in
            guard memory.revocations == moment else {
                memory = Memory(revocations: moment)
                return nil
            }
            guard let entry = memory.entries[token], entry.freshUntil > now,
                entry.expiresAt > now
            else { return nil }
            return entry.actor
        }
    }

    private func remember(
        _ token: String, _ actor: Actor, _ claims: AccessClaims, _ now: Instant, _ moment: Int
    ) {
        let fresh = now.adding(seconds: Self.freshSeconds)
        memory.withLock { memory in
            // A revocation while we were reading may have made this stale already.
            guard memory.revocations == moment else { return }
            if memory.entries.count >= Self.mostKept { memory.entries.removeAll() }
            memory.entries[token] = Entry(
                actor: actor, expiresAt: claims.expiresAt, freshUntil: fresh)
        }
    }

    /// What a question about the session itself is answered: from memory, as fresh as the session.
    ///
    /// - Parameter name: of the query; its answer follows from the actor and from what
    ///   `forgetAfterCommit` is called for.
    func answer(
        _ name: String, of actor: Actor, asking ask: () async throws -> Outcome
    ) async throws -> Outcome {
        let now = clock.now()
        let moment = Self.revocations.load(ordering: .sequentiallyConsistent)
        let question = Question(name: name, actor: actor)
        let known = memory.withLock { memory in
            memory.revocations == moment ? memory.answers[question] : nil
        }
        if let known, known.freshUntil > now { return known.outcome }
        let outcome = try await ask()
        let fresh = now.adding(seconds: Self.freshSeconds)
        memory.withLock { memory in
            guard memory.revocations == moment else { return }
            if memory.answers.count >= Self.mostKept { memory.answers.removeAll() }
            memory.answers[question] = Answer(outcome: outcome, freshUntil: fresh)
        }
        return outcome
    }

    /// The device stands, the user's epoch is the token's, and the membership lasts.
    private static func actor(
        of claims: AccessClaims, in snapshot: any Snapshot
    ) throws -> Actor? {
        let stands = try snapshot.first(
            """
            SELECT 1 FROM device JOIN user_account ON user_account.id = device.user_id
            WHERE device.id = $1 AND device.user_id = $2 AND revoked_at IS NULL AND epoch = $3
            """, [.id(claims.device), .id(claims.user), .integer(claims.epoch)]
        ) { _ in true }
        guard stands == true else { return nil }
        return try Membership.actor(
            claims.user, in: claims.organisation, snapshot, device: claims.device)
    }
}
