import Ledger
import Storage

/// The members of the organisation by name.
public struct ListMembers: Query {
    public static let declaration = Declaration(
        "member.list", "List the members of your organisation.", .get("/api/members"),
        access: .action(.readMembers))

    public func answer(in view: View) throws -> Page<Member> {
        let members = try view.snapshot.rows(
            Member.select + " ORDER BY name, membership.user_id LIMIT 1000",
            [.id(view.actor.organisation)], Member.init)
        return Page(items: members, next: nil)
    }
}

/// Who I am, where I act, and what I may do there.
public struct GetMe: Query {
    public static let declaration = Declaration(
        "user.me", "Tell who is signed in, in which organisation and with which rights.",
        .get("/api/users/me"), access: .signedIn)

    public struct Reply: Codable, Sendable {
        public let user: UserSummary
        public let organisation: OrganisationSummary
        public let role: Role
        public let amountLimit: Money?
        public let memberships: [Membership]
        /// Names of the actions that the role holds here.
        public let permissions: [String]
        /// Whether a second factor is asked at sign-in.
        public let hasTotp: Bool
    }

    public static let isOneStatement = true
    public static let isOfSession = true

    public func answer(in view: View) throws -> Reply {
        let actor = view.actor
        var found: (user: UserSummary, hasTotp: Bool)?
        let memberships = try view.snapshot.rows(
            """
            SELECT organisation.id, organisation.name, kind, base_currency, time_zone, role,
                   account.id, account.name, email, account.language, totp_confirmed_at IS NOT NULL
            FROM user_account AS account
            JOIN membership ON user_id = account.id AND ended_at IS NULL
                AND joined_at IS NOT NULL
            JOIN organisation ON organisation.id = organisation_id
            WHERE account.id = $1
            ORDER BY membership.created_at, organisation.id
            """, [.id(actor.user)]
        ) { row in
            if found == nil {
                let user = UserSummary(
                    id: try row.id(6), name: try row.text(7), email: try row.text(8),
                    language: try row.text(9))
                found = (user, try row.bool(10))
            }
            return try Membership(row)
        }
        guard let found,
            let here = memberships.first(where: { $0.organisation.id == actor.organisation })
        else { throw Refusal.unauthenticated }
        return Reply(
            user: found.user, organisation: here.organisation, role: actor.role,
            amountLimit: actor.limit, memberships: memberships,
            permissions: Operations.permissions(of: actor.role), hasTotp: found.hasTotp)
    }
}
