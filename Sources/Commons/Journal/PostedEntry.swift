import Ledger
import Storage

/// An entry as it stands in the books.
struct PostedEntry {
    let id: ID<JournalEntry>
    let kind: String
    let entry: JournalEntry
    let document: ID<Document>?
    let payment: ID<Payment>?
    let isReversed: Bool

    static func find(
        _ id: ID<JournalEntry>, of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> PostedEntry? {
        let head = try snapshot.first(
            """
            SELECT e.kind, e.day, e.document_id, e.payment_id, EXISTS (
                SELECT 1 FROM entry r
                WHERE r.organisation_id = e.organisation_id AND r.reverses_id = e.id)
            FROM entry e WHERE e.organisation_id = $1 AND e.id = $2
            """, [.id(organisation), .id(id)]
        ) { row in
            (
                kind: try row.text(0), day: try row.day(1),
                document: row.isNull(2) ? nil : try row.id(2) as ID<Document>,
                payment: row.isNull(3) ? nil : try row.id(3) as ID<Payment>,
                isReversed: try row.bool(4)
            )
        }
        guard let head else { return nil }
        let lines = try snapshot.rows(
            """
            SELECT account_id, amount, currency FROM entry_line
            WHERE organisation_id = $1 AND entry_id = $2 ORDER BY position
            """, [.id(organisation), .id(id)]
        ) { JournalLine(account: try $0.id(0), amount: try $0.money(1, currency: 2)) }
        return PostedEntry(
            id: id, kind: head.kind, entry: try JournalEntry(day: head.day, lines: lines),
            document: head.document, payment: head.payment, isReversed: head.isReversed)
    }
}
