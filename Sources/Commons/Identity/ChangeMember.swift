import Ledger
import Storage
import Wire

/// Changes a member's role or limit, or ends the membership. Invitations that were made for what
/// the member would have been no longer work.
public struct ChangeMember: Command {
    public let userID: ID<User>
    public let role: Role
    public let amountLimit: Money?
    public let isEnded: Bool?

    public static let declaration = Declaration(
        "member.change", "Change a member's role or limit, or end the membership.",
        .put("/api/members/:user_id"), access: .action(.manageMembers),
        refusals: [.lastOwner, .ownRole, .roleAboveOwn, .limitNegative],
        fields: [
            "user_id": FieldNote("The member"),
            "role": FieldNote("What they are from now on"),
            "amount_limit": FieldNote("The most they may move alone, 0 or more; absent: no limit"),
            "is_ended": FieldNote("True ends the membership, false renews it"),
        ])

    public func perform(in work: any Work) throws -> Member {
        let here = work.actor.organisation
        guard let before = try Member.find(userID, in: here, work.transaction) else {
            throw Refusal(.notFound, "There is no such member.")
        }
        guard userID != work.actor.user else {
            throw Refusal(.ownRole, "Ask another administrator.")
        }
        try AddMember.checkGrant(role, by: work.actor)
        try AddMember.checkGrant(before.role, by: work.actor)
        let ended = isEnded == true ? before.endedAt ?? work.now : nil
        try AddMember.check(limit: amountLimit)
        try work.transaction.execute(
            """
            UPDATE membership SET role = $1, amount_limit = $2, currency = $3, ended_at = $4,
                generation = generation + 1
            WHERE user_id = $5 AND organisation_id = $6
            """,
            [
                .text(role.rawValue), .integer(amountLimit?.minorUnits),
                .text(amountLimit?.currency.code), .integer(ended?.microseconds), .id(userID),
                .id(here),
            ])
        try checkOwnerRemains(in: work)
        guard let after = try Member.find(userID, in: here, work.transaction) else {
            throw Refusal(.notFound, "The member is gone.")
        }
        try PendingApproval.review(of: userID, in: work)
        SessionDirectory.forgetAfterCommit(of: work.transaction)
        work.record(
            after.subject, before: try WireEncoder.value(before),
            after: try WireEncoder.value(after))
        return after
    }

    private func checkOwnerRemains(in work: any Work) throws {
        let owners = try work.transaction.first(
            """
            SELECT COUNT(*) FROM membership
            WHERE organisation_id = $1 AND role = 'owner' AND ended_at IS NULL
                AND joined_at IS NOT NULL
            """, [.id(work.actor.organisation)]
        ) { try $0.integer(0) }
        guard owners ?? 0 > 0 else {
            throw Refusal(.lastOwner, "Make somebody else an owner first.", at: "/role")
        }
    }
}
