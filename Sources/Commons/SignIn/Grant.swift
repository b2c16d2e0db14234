import Ledger
import Storage

/// What a membership that nobody has taken up yet would give, as one invitation saw it.
struct Grant: Sendable, Hashable {
    let role: Role
    let limit: Money?
    /// Moves with every change of the membership and with every invitation to it.
    let generation: Int64

    /// Nil when there is no such membership, it has ended, or it has been taken up.
    static func find(
        _ user: ID<User>, in organisation: ID<Organisation>, _ snapshot: any Snapshot
    ) throws -> Grant? {
        try snapshot.first(
            """
            SELECT role, amount_limit, currency, generation FROM membership
            WHERE user_id = $1 AND organisation_id = $2 AND ended_at IS NULL
                AND joined_at IS NULL
            """, [.id(user), .id(organisation)]
        ) { row in
            Grant(
                role: try row.choice(0),
                limit: row.isNull(1) ? nil : try row.money(1, currency: 2),
                generation: try row.integer(3))
        }
    }

    /// The same text for the same grant and for no other.
    var text: String {
        let most = limit.map { "\($0.minorUnits) \($0.currency.code)" } ?? "any"
        return "\(role.rawValue).\(most).\(generation)"
    }
}
