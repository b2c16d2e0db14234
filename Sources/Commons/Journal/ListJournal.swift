import Ledger
import Storage

/// The journal, newest first.
public struct ListJournal: Query {
    public let accountID: ID<Account>?
    public let after: String?
    public let limit: Int?

    public init(accountID: ID<Account>? = nil, after: String? = nil, limit: Int? = nil) {
        self.accountID = accountID
        self.after = after
        self.limit = limit
    }

    public static let declaration = Declaration(
        "journal.list", "List journal entries, newest first.", .get("/api/journal"),
        access: .action(.readBooks), refusals: [.cursorUnknown],
        fields: [
            "account_id": FieldNote("Only entries that touch this account."),
            "after": Cursor.note, "limit": Cursor.limitNote,
        ])

    public func answer(in view: View) throws -> Page<EntryItem> {
        let count = limit ?? Cursor.usualLimit
        let place = try Cursor(after, start: [Cursor.end, Cursor.end])
        var values: [Value] = [
            .id(view.actor.organisation), .text(place[0]), .text(place[1]),
            .integer(Int64(count) + 1),
        ]
        var condition = "(e.day, e.id) < ($2, $3)"
        if let accountID {
            values.append(.id(accountID))
            // The page's entries by the account's own index; an account may stand twice in one.
            condition += """
                 AND e.id IN (
                    SELECT x.entry_id FROM (
                        SELECT DISTINCT l.entry_id, l.day FROM entry_line l
                        WHERE l.organisation_id = $1 AND l.account_id = $5
                            AND (l.day, l.entry_id) < ($2, $3)
                        ORDER BY l.day DESC, l.entry_id DESC LIMIT $4
                    ) AS x)
                """
        }
        let found = try EntryItem.read(
            condition, values, order: "e.day DESC, e.id DESC", limit: "LIMIT $4",
            in: view.snapshot)
        return Page(found, limit: count) { Cursor([$0.day.iso, $0.id.text]).text }
    }
}
