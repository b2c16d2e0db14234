import Ledger
import Storage
import Wire

/// Writes down somebody as a member. They are one once they have taken up an invitation: who is new
/// chooses a password with it, who has an account already proves that it is theirs.
public struct AddMember: Command {
    /// The account to make; ignored when the address has one already.
    public let id: ID<User>
    public let name: String
    public let email: String
    public let role: Role
    public let amountLimit: Money?

    public static let declaration = Declaration(
        "member.add", "Add a member with a role.", .post("/api/members"),
        access: .action(.manageMembers), status: 201, refusals: [.memberExists, .roleAboveOwn],
        fields: [
            "id": FieldNote("The new user, made by the client"),
            "name": FieldNote("Full name", minimumLength: 1, maximumLength: 200),
            "email": FieldNote(
                "What they sign in with", minimumLength: 3, maximumLength: 254,
                pattern: EmailAddress.pattern),
            "role": FieldNote("What they are here"),
            "amount_limit": FieldNote("The most they may move alone, 0 or more; absent: no limit"),
        ])

    public func perform(in work: any Work) throws -> Member {
        let email = try EmailAddress(email, at: "/email")
        try Self.checkGrant(role, by: work.actor)
        try Self.check(limit: amountLimit)
        let user = try account(for: email, in: work)
        let here = work.actor.organisation
        guard try Member.find(user, in: here, work.transaction) == nil else {
            throw Refusal(.memberExists, "Change the member instead.", at: "/email")
        }
        try work.transaction.execute(
            """
            INSERT INTO membership (user_id, organisation_id, role, amount_limit, currency,
                created_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .id(user), .id(here), .text(role.rawValue), .integer(amountLimit?.minorUnits),
                .text(amountLimit?.currency.code), .instant(work.now),
            ])
        guard let member = try Member.find(user, in: here, work.transaction) else {
            throw Refusal(.notFound, "The member is gone.")
        }
        work.record(member.subject, after: try WireEncoder.value(member))
        SessionDirectory.forgetAfterCommit(of: work.transaction)
        return member
    }

    private func account(for email: EmailAddress, in work: any Work) throws -> ID<User> {
        let known = try work.transaction.first(
            "SELECT id FROM user_account WHERE email = $1", [.text(email.text)]
        ) { row -> ID<User> in try row.id(0) }
        if let known { return known }
        let language = try work.transaction.first(
            "SELECT language FROM organisation WHERE id = $1", [.id(work.actor.organisation)]
        ) { try $0.text(0) }
        let inserted = try work.transaction.execute(
            """
            INSERT INTO user_account (id, name, email, language, created_at)
            VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING
            """,
            [
                .id(id), .text(name), .text(email.text), .text(language ?? "en"),
                .instant(work.now),
            ])
        guard inserted == 1 else { throw Refusal(.conflict, "This id is taken.", at: "/id") }
        return id
    }

    /// A limit of 0 lets nobody move anything alone; less than that says nothing.
    static func check(limit: Money?) throws(Refusal) {
        guard limit?.isNegative != true else {
            throw Refusal(
                .invalidRequest, "A limit is 0 or more; leave it out for none.",
                at: "/amount_limit/amount")
        }
    }

    /// Only an owner makes an owner.
    static func checkGrant(_ role: Role, by actor: Actor) throws(Refusal) {
        guard role != .owner || actor.role == .owner else {
            throw Refusal(.roleAboveOwn, "Ask an owner.", at: "/role")
        }
    }
}
