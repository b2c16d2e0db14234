import Ledger
import Storage

/// What changed since a client last asked.
public struct ListChanges: Query {
    public let after: Int64?
    public let limit: Int?

    public static let declaration = Declaration(
        "change.list", "List what changed after a sequence number.", .get("/api/changes"),
        access: .signedIn,
        fields: [
            "after": FieldNote("The last sequence that you know", range: 0...Int64.max),
            "limit": FieldNote("At most so many", range: 1...500),
        ])

    public struct Reply: Codable, Sendable {
        public let items: [Change]
        /// Ask again after this.
        public let next: Int64
        public let hasMore: Bool
    }

    public func answer(in view: View) throws -> Reply {
        let limit = Int64(self.limit ?? 100)
        let after = self.after ?? 0
        let changes = try view.snapshot.rows(
            """
            SELECT sequence, subject_kind, subject_id, version, at FROM change
            WHERE organisation_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3
            """, [.text(view.actor.organisation.text), .integer(after), .integer(limit + 1)]
        ) { row in
            Change(
                sequence: try row.integer(0),
                subject: Subject(kind: try row.text(1), id: try row.text(2)),
                version: try row.id(3), at: try row.instant(4))
        }
        let items = Array(changes.prefix(Int(limit)))
        return Reply(
            items: items, next: items.last?.sequence ?? after, hasMore: changes.count > items.count)
    }
}

extension Change {
    public static let all: [AnyOperation] = [.query(ListChanges.self)]
}
