import Ledger
import Storage

extension Membership {
    /// The one who has this address, as a member of the organisation.
    static func actor(
        _ email: String, of organisation: String?, in snapshot: any Snapshot
    ) throws -> Actor {
        let all = try snapshot.rows(
            """
            SELECT u.id, o.id, o.name FROM user_account u
            JOIN membership m ON m.user_id = u.id AND m.ended_at IS NULL
                AND m.joined_at IS NOT NULL
            JOIN organisation o ON o.id = m.organisation_id
            WHERE u.email = $1 ORDER BY o.name, o.id
            """, [.text(email.lowercased())]
        ) { row -> (user: ID<User>, organisation: ID<Organisation>, name: String) in
            (try row.id(0), try row.id(1), try row.text(2))
        }
        let found = organisation.map { name in
            all.filter { $0.name.lowercased().contains(name.lowercased()) }
        } ?? all
        guard let one = found.first, found.count == 1,
            let actor = try Self.actor(one.user, in: one.organisation, snapshot)
        else {
            throw Refusal(
                .notFound,
                all.isEmpty
                    ? "Nobody here has the address \(email)."
                    : "\(email) is a member of \(all.map(\.name).joined(separator: ", ")): "
                        + "name one with --organisation.")
        }
        return actor
    }
}
