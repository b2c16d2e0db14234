import Crypto
import Ledger
import Storage
import Wire

/// Lets an invited user choose their password: `<user>.<expiry>.<mark>`. It works until it is used
/// or expires, and needs no row of its own.
struct Invitation {
    static let lifetimeSeconds: Int64 = 7 * 86_400

    let user: ID<User>
    let expiresAt: Instant

    func text(_ secrets: ServerSecrets) -> String {
        let core = "\(user.text).\(expiresAt.microseconds)"
        return core + "." + Base64URL.encode(secrets.mark("invitation", core))
    }

    init(user: ID<User>, expiresAt: Instant) {
        self.user = user
        self.expiresAt = expiresAt
    }

    init?(_ text: String, _ secrets: ServerSecrets) {
        let parts = text.split(separator: ".").map(String.init)
        guard parts.count == 3, let user = ID<User>(parts[0]), let expiry = Int64(parts[1]),
            let mark = Base64URL.decode(parts[2]),
            secrets.isMark(mark, of: "invitation", parts[0] + "." + parts[1])
        else { return nil }
        self.init(user: user, expiresAt: Instant(microseconds: expiry))
    }
}

/// Makes an invitation for a member who cannot sign in yet.
public struct InviteMember: Procedure {
    public let userID: ID<User>

    public static let declaration = Declaration(
        "member.invite", "Make an invitation with which a new member chooses a password.",
        .post("/api/members/:user_id/invitation"), access: .action(.manageMembers), status: 201,
        refusals: [.memberExists], fields: ["user_id": FieldNote("The member")])

    public struct Reply: Codable, Sendable {
        public let invitation: String
        public let expiresAt: Instant
    }

    public func run(in scene: Scene) async throws -> Reply {
        let actor = try scene.signedIn()
        let user = userID
        let invitation = Invitation(
            user: user, expiresAt: scene.now.adding(seconds: Invitation.lifetimeSeconds))
        try await scene.transact(Self.declaration.name, as: actor) { work in
            let found = try Member.find(user, in: actor.organisation, work.transaction)
            guard let member = found, member.endedAt == nil else {
                throw Refusal(.notFound, "There is no such member.")
            }
            guard !member.canSignIn else {
                throw Refusal(.memberExists, "They have a password already.")
            }
            work.record(
                member.subject, after: .object([("invited", .bool(true))]))
        }
        return Reply(
            invitation: invitation.text(scene.parts.secrets), expiresAt: invitation.expiresAt)
    }
}

/// Takes up an invitation: sets the password and signs in.
public struct Join: Procedure {
    public let invitation: String
    public let password: String

    public static let declaration = Declaration(
        "auth.join", "Take up an invitation with a password of your own.",
        .post("/api/auth/join"), access: .everyone,
        refusals: [.invitationInvalid, .weakPassword, .noMembership],
        fields: [
            "invitation": FieldNote("What your administrator gave you", maximumLength: 300),
            "password": FieldNote("At least 10 characters", minimumLength: 1, maximumLength: 200),
        ])

    public func run(in scene: Scene) async throws -> Session {
        guard let invitation = Invitation(invitation, scene.parts.secrets),
            invitation.expiresAt > scene.now,
            let account = try await scene.database.read({
                try StoredAccount.find(invitation.user, in: $0)
            }), account.passwordHash == nil
        else { throw Refusal(.invitationInvalid, "Ask your administrator for a new one.") }
        try PasswordRule.check(password, email: account.user.email)
        let hash = try await scene.parts.passwords.hash(password)
        let memberships = try await scene.database.read {
            try Membership.of(account.user.id, in: $0)
        }
        guard let membership = memberships.first else {
            throw Refusal(.noMembership, "Ask your administrator to add you again.")
        }
        let actor = Actor(
            user: account.user.id, organisation: membership.organisation.id,
            role: membership.role)
        let origin = scene.origin
        let draft = try await scene.transact(Self.declaration.name, as: actor) { work in
            let changed = try work.transaction.execute(
                """
                UPDATE user_account SET password_hash = $1
                WHERE id = $2 AND password_hash IS NULL
                """, [.text(hash), .id(account.user.id)])
            guard changed == 1 else {
                throw Refusal(.invitationInvalid, "It has been used.")
            }
            let refresh = try DeviceRow.open(
                for: account.user, membership: membership, origin: origin, in: work)
            return SessionDraft(
                user: account.user, membership: membership, epoch: account.epoch,
                refresh: refresh)
        }
        return try await draft.issue(in: scene)
    }
}

/// Sets a new password and ends every other session of the user.
public struct ChangePassword: Procedure {
    public let password: String
    public let newPassword: String

    public static let declaration = Declaration(
        "user.password", "Change your password and end your other sessions.",
        .put("/api/users/me/password"), access: .signedIn, status: 204,
        refusals: [.wrongCredentials, .weakPassword, .tooManyAttempts],
        fields: [
            "password": SignIn.passwordNote,
            "new_password": FieldNote(
                "At least 10 characters", minimumLength: 1, maximumLength: 200),
        ])

    public func run(in scene: Scene) async throws -> Done {
        let actor = try scene.signedIn()
        let account = try await scene.reauthenticated(password)
        try PasswordRule.check(newPassword, email: account.user.email, at: "/new_password")
        let hash = try await scene.parts.passwords.hash(newPassword)
        try await scene.transact(Self.declaration.name, as: actor) { work in
            try work.transaction.execute(
                "UPDATE user_account SET password_hash = $1 WHERE id = $2",
                [.text(hash), .id(actor.user)])
            try work.transaction.execute(
                """
                UPDATE device SET revoked_at = $1
                WHERE user_id = $2 AND id <> $3 AND revoked_at IS NULL
                """,
                [.instant(work.now), .id(actor.user), .text(actor.device?.text ?? "")])
            SessionDirectory.forgetAfterCommit(of: work.transaction)
            work.record(
                Subject(kind: "user", id: actor.user.text),
                after: .object([("password", .string("changed"))]))
        }
        return Done()
    }
}
