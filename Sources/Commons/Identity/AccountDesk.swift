import Ledger
import Storage
import Wire

/// What whoever runs the installation can see and set right of an account. An address is claimed
/// and not proven, so somebody may have taken one that is another's; whoever runs the machine can
/// ask people who they are, which the product cannot.
public struct AccountDesk: Sendable {
    /// What the audit trail calls a move.
    static let moving = "user.move"
    /// And what it calls a recovery code that was handed out.
    static let recovering = "user.recovery"

    let executor: CommandExecutor

    public init(executor: CommandExecutor) { self.executor = executor }

    /// - Throws: `not_found`.
    public func show(_ email: String) async throws -> AccountReport {
        try await executor.database.read { snapshot in
            try AccountReport(Self.require(email, in: snapshot), snapshot)
        }
    }

    /// Gives an account another address, so that the one that it has is free for its owner. The
    /// account keeps its books, password and second factor, and signs in with the other address
    /// from now on; its sessions end. Memberships that it has not taken up were meant for the
    /// owner of the address, and end too. Every organisation that knows the account has it in its
    /// audit trail.
    ///
    /// - Throws: `not_found`, `email_taken`, or `blank_reason`.
    public func move(
        _ email: String, to other: String, because reason: String
    ) async throws -> AccountReport {
        let new = try EmailAddress(other, at: "/to")
        try Refusal.requireWords(reason, at: "/reason")
        return try await executor.database.write { [executor] transaction in
            let now = try transaction.moment(executor.clock)
            let account = try Self.require(email, in: transaction)
            guard try StoredAccount.find(new.text, in: transaction) == nil else {
                throw Refusal(.emailTaken, "\(new.text) is another account's.", at: "/to")
            }
            let places = try AccountReport(account, transaction).memberships
                .map(\.organisation.id)
            func members() throws -> [Member?] {
                try places.map { try Member.find(account.user.id, in: $0, transaction) }
            }
            let before = try members()
            try Self.write(new, of: account.user.id, at: now, in: transaction)
            for (place, (old, new)) in zip(places, zip(before, try members())) {
                guard let old, let new else { continue }
                executor.work(Self.moving, in: place, at: now, transaction).record(
                    new.subject, before: try WireEncoder.value(old),
                    after: try WireEncoder.value(new), reason: reason)
            }
            SessionDirectory.forgetAfterCommit(of: transaction)
            return try AccountReport(Self.require(new.text, in: transaction), transaction)
        }
    }

    /// Makes a code with which whoever has forgotten the password of an account sets another one,
    /// within an hour and once. Every organisation that knows the account has it in its audit
    /// trail, with the reason.
    ///
    /// - Parameter forgettingFactor: the account's second factor goes with it, for whoever has lost
    ///   the telephone too.
    /// - Throws: `not_found`, also for an account that has never had a password, or `blank_reason`.
    public func recover(
        _ email: String, forgettingFactor: Bool, because reason: String, _ secrets: ServerSecrets
    ) async throws -> Recovery {
        try Refusal.requireWords(reason, at: "/reason")
        return try await executor.database.write { [executor] transaction in
            let now = try transaction.moment(executor.clock)
            let account = try Self.require(email, in: transaction)
            guard account.passwordHash != nil else {
                throw Refusal(
                    .notFound, "\(account.user.email) has never had a password; invite them.")
            }
            let code = RecoveryCode(
                user: account.user.id, what: forgettingFactor ? .passwordAndFactor : .password,
                expiresAt: now.adding(seconds: RecoveryCode.lifetimeSeconds))
            for place in try AccountReport(account, transaction).memberships {
                executor.work(Self.recovering, in: place.organisation.id, at: now, transaction)
                    .record(
                        code.subject,
                        before: nil,
                        after: .object([
                            ("recovery", .string(code.what.rawValue)),
                            ("expires_at", .string(code.expiresAt.rfc3339)),
                        ]), reason: reason)
            }
            return Recovery(
                email: account.user.email, code: code.text(for: account, secrets),
                expiresAt: code.expiresAt)
        }
    }

    private static func write(
        _ address: EmailAddress, of user: ID<User>, at now: Instant,
        in transaction: any Transaction
    ) throws {
        try transaction.execute(
            "UPDATE user_account SET email = $1, epoch = epoch + 1 WHERE id = $2",
            [.text(address.text), .id(user)])
        try transaction.execute(
            "UPDATE device SET revoked_at = $1 WHERE user_id = $2 AND revoked_at IS NULL",
            [.instant(now), .id(user)])
        try transaction.execute(
            """
            UPDATE membership SET ended_at = $1, generation = generation + 1
            WHERE user_id = $2 AND joined_at IS NULL AND ended_at IS NULL
            """, [.instant(now), .id(user)])
    }

    /// Whoever was registered under an address that would be refused today is found all the same.
    private static func require(
        _ email: String, in snapshot: any Snapshot
    ) throws -> StoredAccount {
        let address = email.lowercased()
        guard let account = try StoredAccount.find(address, in: snapshot) else {
            throw Refusal(.notFound, "Nobody here has the address \(address).")
        }
        return account
    }
}

extension CommandExecutor {
    /// Work that an operator does to an organisation from outside, inside a transaction.
    fileprivate func work(
        _ command: String, in organisation: ID<Organisation>, at now: Instant,
        _ transaction: any Transaction
    ) -> LiveWork {
        LiveWork(
            transaction: transaction,
            actor: Actor(user: ID(0), organisation: organisation, role: .admin), now: now,
            today: now.day, command: command, requestID: "internal", registry: registry, ids: ids,
            installation: installation)
    }
}

/// A way back to an account, to be handed to its owner and to nobody else.
public struct Recovery: Codable, Sendable {
    public let email: String
    public let code: String
    public let expiresAt: Instant
}

/// An account as whoever runs the installation sees it.
public struct AccountReport: Codable, Sendable {
    public struct Place: Codable, Sendable {
        public let organisation: OrganisationSummary
        public let role: Role
        public let standing: Standing
        public let since: Instant
    }

    public enum Standing: String, Codable, Sendable, CaseIterable {
        /// Written down as a member, with an invitation not taken up.
        case awaited
        case joined, ended
    }

    public let user: UserSummary
    /// False until a password was chosen.
    public let canSignIn: Bool
    public let createdAt: Instant
    /// When a device of it was last seen; absent for an account that never signed in.
    public let seenAt: Instant?
    public let memberships: [Place]

    init(_ account: StoredAccount, _ snapshot: any Snapshot) throws {
        let key: [Value] = [.id(account.user.id)]
        user = account.user
        canSignIn = account.passwordHash != nil
        let times = try snapshot.first(
            """
            SELECT created_at, (SELECT MAX(seen_at) FROM device WHERE user_id = account.id)
            FROM user_account AS account WHERE account.id = $1
            """, key
        ) { (made: try $0.instant(0), seen: try $0.instantIfAny(1)) }
        createdAt = times?.made ?? Instant(microseconds: 0)
        seenAt = times?.seen
        memberships = try snapshot.rows(
            """
            SELECT organisation.id, organisation.name, kind, base_currency, time_zone, role,
                membership.created_at, joined_at IS NOT NULL, ended_at IS NOT NULL
            FROM membership JOIN organisation ON organisation.id = organisation_id
            WHERE user_id = $1 ORDER BY membership.created_at, organisation.id
            """, key
        ) { row in
            Place(
                organisation: try OrganisationSummary(row, from: 0), role: try row.choice(5),
                standing: try row.bool(8) ? .ended : try row.bool(7) ? .joined : .awaited,
                since: try row.instant(6))
        }
    }
}
