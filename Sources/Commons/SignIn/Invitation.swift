import Crypto
import Ledger
import Storage
import Wire

/// Lets an invited user join one organisation: `<user>.<organisation>.<expiry>.<mark>`. It works
/// until it is used or expires, and needs no row of its own.
struct Invitation {
    static let lifetimeSeconds: Int64 = 7 * 86_400

    let user: ID<User>
    let organisation: ID<Organisation>
    let expiresAt: Instant

    func text(_ secrets: ServerSecrets) -> String {
        let core = "\(user.text).\(organisation.text).\(expiresAt.microseconds)"
        return core + "." + Base64URL.encode(secrets.mark("invitation", core))
    }

    init(user: ID<User>, organisation: ID<Organisation>, expiresAt: Instant) {
        self.user = user
        self.organisation = organisation
        self.expiresAt = expiresAt
    }

    init?(_ text: String, _ secrets: ServerSecrets) {
        let parts = text.split(separator: ".").map(String.init)
        guard parts.count == 4, let user = ID<User>(parts[0]),
            let organisation = ID<Organisation>(parts[1]), let expiry = Int64(parts[2]),
            let mark = Base64URL.decode(parts[3]),
            secrets.isMark(mark, of: "invitation", parts.prefix(3).joined(separator: "."))
        else { return nil }
        self.init(
            user: user, organisation: organisation, expiresAt: Instant(microseconds: expiry))
    }
}

/// Makes an invitation for somebody who has been written down as a member and has not joined yet.
public struct InviteMember: Procedure {
    public let userID: ID<User>

    public static let declaration = Declaration(
        "member.invite", "Make an invitation with which a new member joins.",
        .post("/api/members/:user_id/invitation"), access: .action(.manageMembers), status: 201,
        refusals: [.memberExists, .roleAboveOwn],
        fields: ["user_id": FieldNote("The member")])

    public struct Reply: Codable, Sendable {
        public let invitation: String
        public let expiresAt: Instant
    }

    public func run(in scene: Scene) async throws -> Reply {
        let actor = try scene.signedIn()
        let user = userID
        let invitation = Invitation(
            user: user, organisation: actor.organisation,
            expiresAt: scene.now.adding(seconds: Invitation.lifetimeSeconds))
        try await scene.transact(Self.declaration.name, as: actor) { work in
            let found = try Member.find(user, in: actor.organisation, work.transaction)
            guard let member = found, member.endedAt == nil else {
                throw Refusal(.notFound, "There is no such member.")
            }
            guard !member.canSignIn else {
                throw Refusal(.memberExists, "They have joined already.")
            }
            // Whoever holds the text can take it up: it is no way to a role above one's own.
            try AddMember.checkGrant(member.role, by: actor)
            work.record(
                member.subject, after: .object([("invited", .bool(true))]))
        }
        return Reply(
            invitation: invitation.text(scene.parts.secrets), expiresAt: invitation.expiresAt)
    }
}

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
        guard let invitation = Invitation(invitation, scene.parts.secrets),
            invitation.expiresAt > scene.now,
            let (account, membership) = try await scene.database.read({ snapshot in
                try Self.awaited(by: invitation, in: snapshot)
            })
        else { throw Self.invalid }
        let key = try await key(to: account, in: scene)
        let actor = Actor(
            user: account.user.id, organisation: membership.organisation.id,
            role: membership.role)
        let origin = scene.origin
        let draft = try await scene.transact(Self.declaration.name, as: actor) { work in
            switch key {
            case .chosen(let hash):
                let changed = try work.transaction.execute(
                    """
                    UPDATE user_account SET password_hash = $1
                    WHERE id = $2 AND password_hash IS NULL
                    """, [.text(hash), .id(account.user.id)])
                guard changed == 1 else { throw Self.invalid }
            case .proven(let proven): try proven.use(in: work)
            }
            let joined = try work.transaction.execute(
                """
                UPDATE membership SET joined_at = $1
                WHERE user_id = $2 AND organisation_id = $3 AND joined_at IS NULL
                    AND ended_at IS NULL
                """, [.instant(work.now), .id(account.user.id), .id(actor.organisation)])
            guard joined == 1 else { throw Self.invalid }
            SessionDirectory.forgetAfterCommit(of: work.transaction)
            work.record(
                Subject(kind: "member", id: account.user.id.text),
                after: .object([("joined", .bool(true))]))
            let refresh = try DeviceRow.open(
                for: account.user, membership: membership, origin: origin, in: work)
            return SessionDraft(
                user: account.user, membership: membership, epoch: account.epoch,
                refresh: refresh)
        }
        return try await draft.issue(in: scene)
    }

    private static let invalid = Refusal(
        .invitationInvalid, "Ask your administrator for a new one.")

    private static func awaited(
        by invitation: Invitation, in snapshot: any Snapshot
    ) throws -> (StoredAccount, Membership)? {
        guard let account = try StoredAccount.find(invitation.user, in: snapshot),
            let membership = try Membership.awaited(
                invitation.user, in: invitation.organisation, snapshot)
        else { return nil }
        return (account, membership)
    }

    private func key(to account: StoredAccount, in scene: Scene) async throws -> Key {
        guard account.passwordHash != nil else {
            try PasswordRule.check(password, email: account.user.email)
            return .chosen(hash: try await scene.parts.passwords.hash(password))
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
