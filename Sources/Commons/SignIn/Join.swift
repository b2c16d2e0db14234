import Ledger
import Storage
import Wire

/// Takes up an invitation: joins and signs in. Who is new sets the password; who has an account
/// proves that it is theirs, as at sign-in.
public struct Join: Procedure {
    public let invitation: String
    public let password: String
    public let code: String?

    public init(invitation: String, password: String, code: String? = nil) {
        self.invitation = invitation
        self.password = password
        self.code = code
    }

    public static let declaration = Declaration(
        "auth.join", "Take up an invitation with a new password, or with that of your account.",
        .post("/api/auth/join"), access: .everyone,
        refusals: [
            .invitationInvalid, .weakPassword, .wrongCredentials, .totpRequired, .totpWrong,
            .tooManyAttempts,
        ],
        fields: [
            "invitation": FieldNote("What your administrator gave you", maximumLength: 300),
            "password": FieldNote(
                "At least 10 characters; where you have an account, its password",
                minimumLength: 1, maximumLength: 200, isSecret: true),
            "code": FieldNote(
                "Six digits of your authenticator, where the account asks for them",
                maximumLength: 12),
        ])

    private enum Key: Sendable {
        case chosen(hash: String)
        case proven(Credentials.Proven)
    }

    public func run(in scene: Scene) async throws -> Session {
        let secrets = scene.parts.secrets
        guard let invitation = Invitation(invitation), invitation.expiresAt > scene.now,
            let offer = try await scene.database.read({ snapshot in
                try Offer.find(by: invitation, secrets, in: snapshot)
            })
        else { throw Self.invalid }
        let key = try await key(to: offer.account, in: scene)
        let actor = Actor(
            user: offer.account.user.id, organisation: invitation.organisation,
            role: offer.membership.role)
        let origin = scene.origin
        let draft = try await scene.transact(Self.declaration.name, as: actor) { work in
            // The password took its time, and what is granted may have changed meanwhile.
            guard
                try Offer.find(by: invitation, secrets, in: work.transaction)?.grant == offer.grant
            else { throw Self.invalid }
            try Self.join(offer, with: key, in: work)
            let refresh = try DeviceRow.open(
                for: offer.account.user, membership: offer.membership, origin: origin,
                secrets: secrets, in: work)
            return SessionDraft(
                user: offer.account.user, membership: offer.membership,
                epoch: offer.account.epoch, refresh: refresh)
        }
        return try await draft.issue(in: scene)
    }

    private static let invalid = Refusal(
        .invitationInvalid, "Ask your administrator for a new one.")

    private static func join(_ offer: Offer, with key: Key, in work: LiveWork) throws {
        let user = offer.account.user.id
        switch key {
        case .chosen(let hash):
            let changed = try work.transaction.execute(
                """
                UPDATE user_account SET password_hash = $1
                WHERE id = $2 AND password_hash IS NULL
                """, [.text(hash), .id(user)])
            guard changed == 1 else { throw invalid }
        case .proven(let proven): try proven.use(in: work)
        }
        let joined = try work.transaction.execute(
            """
            UPDATE membership SET joined_at = $1
            WHERE user_id = $2 AND organisation_id = $3 AND generation = $4
                AND joined_at IS NULL AND ended_at IS NULL
            """,
            [
                .instant(work.now), .id(user), .id(work.actor.organisation),
                .integer(offer.grant.generation),
            ])
        guard joined == 1 else { throw invalid }
        SessionDirectory.forgetAfterCommit(of: work.transaction)
        work.record(
            Subject(kind: "member", id: user.text), after: .object([("joined", .bool(true))]))
    }

    private func key(to account: StoredAccount, in scene: Scene) async throws -> Key {
        guard account.passwordHash != nil else {
            try PasswordRule.check(password, email: account.user.email)
            let hash = try await scene.parts.passwords.hash(
                password, for: .stranger(at: scene.origin.address))
            return .chosen(hash: hash)
        }
        let credentials = Credentials(
            account: account.user.email, password: password, code: code)
        do {
            return .proven(try await credentials.prove(in: scene))
        } catch let refusal as Refusal where refusal.code == .wrongCredentials {
            throw Refusal(
                .wrongCredentials, "You have an account: give the password that you sign in with.",
                at: "/password")
        }
    }
}

/// What an invitation leads to, as the books have it now.
private struct Offer: Sendable {
    let account: StoredAccount
    let membership: Membership
    let grant: Grant

    /// Nil unless the membership still waits, is what was granted, and is what whoever made the
    /// invitation may still grant: who has left, or lost the right, leaves no way in behind.
    static func find(
        by invitation: Invitation, _ secrets: ServerSecrets, in snapshot: any Snapshot
    ) throws -> Offer? {
        let here = invitation.organisation
        guard let grant = try Grant.find(invitation.user, in: here, snapshot),
            invitation.opens(grant, secrets),
            let inviter = try Membership.actor(invitation.inviter, in: here, snapshot),
            Action.manageMembers.roles.contains(inviter.role),
            (try? AddMember.checkGrant(grant.role, by: inviter)) != nil,
            let account = try StoredAccount.find(invitation.user, in: snapshot),
            let membership = try Membership.awaited(invitation.user, in: here, snapshot)
        else { return nil }
        return Offer(account: account, membership: membership, grant: grant)
    }
}
