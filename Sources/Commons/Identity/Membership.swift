import Ledger
import Storage

/// What a user is in an organisation.
public struct Membership: Codable, Sendable {
    public let organisation: OrganisationSummary
    public let role: Role

    /// Who a user is in an organisation today; nil when not yet, or no longer, a member.
    static func actor(
        _ user: ID<User>, in organisation: ID<Organisation>, _ snapshot: any Snapshot,
        device: ID<Device>? = nil
    ) throws -> Actor? {
        try snapshot.first(
            """
            SELECT role, amount_limit, currency FROM membership
            WHERE user_id = $1 AND organisation_id = $2 AND ended_at IS NULL
                AND joined_at IS NOT NULL
            """, [.id(user), .id(organisation)]
        ) { row in
            Actor(
                user: user, organisation: organisation, role: try row.choice(0), device: device,
                limit: row.isNull(1) ? nil : try row.money(1, currency: 2))
        }
    }

    /// All memberships of a user that last, oldest first.
    static func of(_ user: ID<User>, in snapshot: any Snapshot) throws -> [Membership] {
        try snapshot.rows(
            """
            \(lasting) AND joined_at IS NOT NULL
            ORDER BY membership.created_at, organisation.id
            """, [.id(user)]
        ) { try Membership($0) }
    }

    /// The membership that waits for the user to take up an invitation.
    static func awaited(
        _ user: ID<User>, in organisation: ID<Organisation>, _ snapshot: any Snapshot
    ) throws -> Membership? {
        try snapshot.first(
            "\(lasting) AND joined_at IS NULL AND organisation_id = $2",
            [.id(user), .id(organisation)]
        ) { try Membership($0) }
    }

    private static let lasting = """
        SELECT organisation.id, organisation.name, kind, base_currency, time_zone, role
        FROM membership JOIN organisation ON organisation.id = organisation_id
        WHERE user_id = $1 AND ended_at IS NULL
        """
}

extension Membership {
    /// From the columns of an organisation's summary and the role.
    init(_ row: any Row) throws {
        self.init(
            organisation: try OrganisationSummary(row, from: 0), role: try row.choice(5))
    }
}

/// An organisation as sign-in and lists name it.
public struct OrganisationSummary: Codable, Sendable, Hashable {
    public let id: ID<Organisation>
    public let name: String
    public let kind: OrganisationKind
    public let baseCurrency: Currency
    /// The name of the zone in which its days begin, such as `Africa/Nairobi`.
    public let timeZone: String

    init(
        id: ID<Organisation>, name: String, kind: OrganisationKind, baseCurrency: Currency,
        timeZone: String
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.baseCurrency = baseCurrency
        self.timeZone = timeZone
    }

    /// From the columns id, name, kind, base_currency, time_zone.
    init(_ row: any Row, from column: Int) throws {
        id = try row.id(column)
        name = try row.text(column + 1)
        kind = try row.choice(column + 2)
        baseCurrency = try row.currency(column + 3)
        timeZone = try row.text(column + 4)
    }
}

public enum OrganisationKind: String, Codable, Sendable, CaseIterable {
    case sacco, shop
    case investorClub = "investor_club"
}

/// A user as sign-in names them.
public struct UserSummary: Codable, Sendable, Hashable {
    public let id: ID<User>
    public let name: String
    public let email: String
    public let language: String
}
