import Ledger
import Storage

/// On which side of trade a party stands.
public enum PartyRole: String, Codable, Sendable, CaseIterable {
    case customer, supplier

    /// Of the party's row.
    var condition: String { self == .customer ? "is_customer = 1" : "is_supplier = 1" }
}

/// Customers and suppliers by name.
public struct ListParties: Query {
    public let search: String?
    public let role: PartyRole?
    public let after: String?
    public let limit: Int?

    public init(
        search: String? = nil, role: PartyRole? = nil, after: String? = nil, limit: Int? = nil
    ) {
        self.search = search
        self.role = role
        self.after = after
        self.limit = limit
    }

    public static let declaration = Declaration(
        "party.list", "List customers and suppliers by name.", .get("/api/parties"),
        access: .action(.readBooks), refusals: [.cursorUnknown],
        fields: [
            "search": FieldNote("Part of the name.", maximumLength: 100),
            "role": FieldNote("Only customers, or only suppliers."),
            "after": Cursor.note, "limit": Cursor.limitNote,
        ])

    public func answer(in view: View) throws -> Page<Party> {
        let count = limit ?? Cursor.usualLimit
        let place = try Cursor(after, start: ["", ""])
        var values: [Value] = [
            .id(view.actor.organisation), .text(place[0]), .text(place[1]),
            .integer(Int64(count) + 1),
        ]
        var filter = role.map { "AND \($0.condition)" } ?? ""
        if let search, !search.isEmpty {
            values.append(.text(LikePattern.containing(PartyName.key(search))))
            filter += " AND name_key LIKE $5 ESCAPE '!'"
        }
        let found = try view.snapshot.rows(
            """
            SELECT \(Party.columns) FROM party
            WHERE organisation_id = $1 AND (name_key, id) > ($2, $3) \(filter)
            ORDER BY name_key, id LIMIT $4
            """, values, Party.init)
        return Page(found, limit: count) { Cursor([PartyName.key($0.name), $0.id.text]).text }
    }
}
