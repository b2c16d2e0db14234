import Ledger
import Storage

/// A member of the organisation as administrators see them.
public struct Member: Codable, Sendable {
    public let userID: ID<User>
    public let name: String
    public let email: String
    public let role: Role
    public let amountLimit: Money?
    public let createdAt: Instant
    public let endedAt: Instant?
    /// False until an invitation has been taken up.
    public let canSignIn: Bool

    static func find(
        _ user: ID<User>, in organisation: ID<Organisation>, _ snapshot: any Snapshot
    ) throws -> Member? {
        try snapshot.first(
            select + " AND membership.user_id = $2", [.id(organisation), .id(user)], Member.init)
    }

    static let select = """
        SELECT membership.user_id, name, email, role, amount_limit, currency,
            membership.created_at, ended_at, joined_at IS NOT NULL
        FROM membership JOIN user_account ON user_account.id = membership.user_id
        WHERE membership.organisation_id = $1
        """

    init(_ row: any Row) throws {
        userID = try row.id(0)
        name = try row.text(1)
        email = try row.text(2)
        role = try row.choice(3)
        amountLimit = row.isNull(4) ? nil : try row.money(4, currency: 5)
        createdAt = try row.instant(6)
        endedAt = try row.instantIfAny(7)
        canSignIn = try row.bool(8)
    }

    var subject: Subject { Subject(kind: "member", id: userID.text) }

    public static let all: [AnyOperation] = [
        .query(GetMe.self), .query(ListMembers.self), .command(AddMember.self),
        .command(ChangeMember.self), .procedure(InviteMember.self),
    ]
}

extension Action {
    public static let readMembers = Action(
        "member.read", [.owner, .admin, .accountant, .branchManager, .auditor, .supervisor])
    public static let manageMembers = Action("member.manage", [.owner, .admin])
}

extension RefusalCode {
    public static let memberExists = RefusalCode("member_exists", 409, "Already a member")
    public static let lastOwner = RefusalCode("last_owner", 409, "An organisation needs an owner")
    public static let ownRole = RefusalCode("own_role", 403, "Nobody changes their own role")
    public static let roleAboveOwn = RefusalCode(
        "role_above_own", 403, "Only owners make and unmake owners")
    public static let limitNegative = RefusalCode(
        "limit_negative", 422, "A limit is not below zero")

    static let members: [RefusalCode] = [
        memberExists, lastOwner, ownRole, roleAboveOwn, limitNegative,
    ]
}
