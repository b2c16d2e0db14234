import Ledger
import Storage
import Wire

/// Lets an invited user join one organisation:
/// `<user>.<organisation>.<inviter>.<expiry>.<mark>`. It needs no row of its own.
///
/// The mark is over what was granted too (role, limit and the generation of the membership), which
/// the text does not repeat: it is read where the invitation is taken up. So a text that was made
/// for one role never opens another, and a change of the membership voids it.
struct Invitation {
    static let lifetimeSeconds: Int64 = 7 * 86_400

    let user: ID<User>
    let organisation: ID<Organisation>
    let inviter: ID<User>
    let expiresAt: Instant
    private let marked: MarkedText

    init(
        user: ID<User>, organisation: ID<Organisation>, inviter: ID<User>, expiresAt: Instant
    ) {
        self.user = user
        self.organisation = organisation
        self.inviter = inviter
        self.expiresAt = expiresAt
        marked = MarkedText(
            user.text, organisation.text, inviter.text, "\(expiresAt.microseconds)")
    }

    /// From what somebody sent; nothing is known of it before `opens`.
    init?(_ text: String) {
        guard let marked = MarkedText(text, parts: 4), let user = ID<User>(marked.parts[0]),
            let organisation = ID<Organisation>(marked.parts[1]),
            let inviter = ID<User>(marked.parts[2]), let expiry = Int64(marked.parts[3])
        else { return nil }
        self.user = user
        self.organisation = organisation
        self.inviter = inviter
        expiresAt = Instant(microseconds: expiry)
        self.marked = marked
    }

    func text(to grant: Grant, _ secrets: ServerSecrets) -> String {
        marked.text(Self.purpose, boundTo: grant.text, secrets)
    }

    /// Whether it was made here, for this very grant.
    func opens(_ grant: Grant, _ secrets: ServerSecrets) -> Bool {
        marked.opens(Self.purpose, boundTo: grant.text, secrets)
    }

    private static let purpose = "invitation"
}

/// Makes an invitation for somebody who has been written down as a member and has not joined yet.
/// Those made before no longer work: only the last one is in somebody's hands for good.
public struct InviteMember: Procedure {
    public let userID: ID<User>

    public static let declaration = Declaration(
        "member.invite",
        "Make an invitation with which a new member joins; earlier ones no longer work.",
        .post("/api/members/:user_id/invitation"), access: .action(.manageMembers), status: 201,
        refusals: [.memberExists, .roleAboveOwn],
        fields: ["user_id": FieldNote("The member")])

    public struct Reply: Codable, Sendable {
        public let invitation: String
        public let expiresAt: Instant
    }

    public func run(in scene: Scene) async throws -> Reply {
        let actor = try scene.signedIn()
        let secrets = scene.parts.secrets
        let invitation = Invitation(
            user: userID, organisation: actor.organisation, inviter: actor.user,
            expiresAt: scene.now.adding(seconds: Invitation.lifetimeSeconds))
        let grant = try await scene.transact(Self.declaration.name, as: actor) { work in
            try Self.grant(of: invitation, by: actor, in: work)
        }
        return Reply(
            invitation: invitation.text(to: grant, secrets), expiresAt: invitation.expiresAt)
    }

    private static func grant(
        of invitation: Invitation, by actor: Actor, in work: LiveWork
    ) throws -> Grant {
        let (user, here) = (invitation.user, invitation.organisation)
        let found = try Member.find(user, in: here, work.transaction)
        guard let member = found, member.endedAt == nil else {
            throw Refusal(.notFound, "There is no such member.")
        }
        guard !member.canSignIn else {
            throw Refusal(.memberExists, "They have joined already.")
        }
        // Whoever holds the text can take it up: it is no way to a role above one's own.
        try AddMember.checkGrant(member.role, by: actor)
        try Membership.beginGeneration(user, in: here, work)
        work.record(member.subject, after: .object([("invited", .bool(true))]))
        guard let grant = try Grant.find(user, in: here, work.transaction) else {
            throw Refusal(.notFound, "The member is gone.")
        }
        return grant
    }
}

extension Membership {
    /// Voids every invitation to the membership that was made so far.
    static func beginGeneration(
        _ user: ID<User>, in organisation: ID<Organisation>, _ work: any Work
    ) throws {
        try work.transaction.execute(
            """
            UPDATE membership SET generation = generation + 1
            WHERE user_id = $1 AND organisation_id = $2
            """, [.id(user), .id(organisation)])
        SessionDirectory.forgetAfterCommit(of: work.transaction)
    }
}
