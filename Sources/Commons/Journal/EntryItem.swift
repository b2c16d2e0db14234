import Ledger
import Storage

/// An entry as the journal shows it.
public struct EntryItem: Codable, Sendable {
    public struct Line: Codable, Sendable {
        public let accountID: ID<Account>
        public let code: String
        public let name: String
        /// A debit is positive, a credit negative.
        public let amount: Money
    }

    public let id: ID<JournalEntry>
    public let kind: String
    public let day: Day
    public let recordedAt: Instant
    public let description: String
    public let documentID: ID<Document>?
    public let paymentID: ID<Payment>?
    public let reversesID: ID<JournalEntry>?
    public let reversedByID: ID<JournalEntry>?
    public let reason: String?
    public let lines: [Line]
}

extension EntryItem {
    /// The entries that a condition over `entry e` chooses, with their lines, by one statement.
    static func read(
        _ condition: String, _ values: [Value], order: String, limit: String = "",
        in snapshot: any Snapshot
    ) throws -> [EntryItem] {
        var found: [EntryItem] = []
        var lines: [Line] = []
        func close() {
            guard let last = found.popLast() else { return }
            found.append(last.with(lines))
            lines = []
        }
        try snapshot.each(
            """
            SELECT e.id, e.kind, e.day, e.recorded_at, e.description, e.document_id,
                e.payment_id, e.reverses_id, r.id, e.reason, l.account_id, a.code, a.name,
                l.amount, l.currency
            FROM (
                SELECT * FROM entry e
                WHERE e.organisation_id = $1 AND (\(condition)) ORDER BY \(order) \(limit)
            ) AS e
            JOIN entry_line l ON l.organisation_id = e.organisation_id AND l.entry_id = e.id
            JOIN account a ON a.organisation_id = l.organisation_id AND a.id = l.account_id
            LEFT JOIN entry r
                ON r.organisation_id = e.organisation_id AND r.reverses_id = e.id
            ORDER BY \(order), l.position
            """, values
        ) { row in
            let id: ID<JournalEntry> = try row.id(0)
            if found.last?.id != id {
                close()
                found.append(try EntryItem(row))
            }
            lines.append(
                Line(
                    accountID: try row.id(10), code: try row.text(11), name: try row.text(12),
                    amount: try row.money(13, currency: 14)))
        }
        close()
        return found
    }

    private init(_ row: any Row) throws {
        id = try row.id(0)
        kind = try row.text(1)
        day = try row.day(2)
        recordedAt = try row.instant(3)
        description = try row.text(4)
        documentID = row.isNull(5) ? nil : try row.id(5)
        paymentID = row.isNull(6) ? nil : try row.id(6)
        reversesID = row.isNull(7) ? nil : try row.id(7)
        reversedByID = row.isNull(8) ? nil : try row.id(8)
        reason = try row.textIfAny(9)
        lines = []
    }

    private func with(_ lines: [Line]) -> EntryItem {
        EntryItem(
            id: id, kind: kind, day: day, recordedAt: recordedAt, description: description,
            documentID: documentID, paymentID: paymentID, reversesID: reversesID,
            reversedByID: reversedByID, reason: reason, lines: lines)
    }
}
