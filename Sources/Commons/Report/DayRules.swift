/// Entries bear the day of what they book, and none is taken back before it was made.
enum DayRules {
    static let all = [issue, payment, allocation, reversal]

    private static let issue = rule(
        "issue", says: "the entry of its issue has another day", of: "document",
        "d.id = e.document_id AND e.kind = 'issue' AND e.day <> d.day")
    private static let payment = rule(
        "payment", says: "its entry has another day", of: "payment",
        "d.id = e.payment_id AND e.kind = 'payment' AND e.day <> d.day")
    private static let allocation = rule(
        "allocation", says: "its entry has another day", of: "allocation",
        "e.id = d.entry_id AND e.day <> d.day")

    private static func rule(
        _ name: String, says: String, of table: String, _ condition: String
    ) -> BooksRule {
        BooksRule(
            name: "\(name)_dated_otherwise", says: says,
            sql: """
                SELECT d.organisation_id, '\(table)', d.id, d.currency, CAST(0 AS BIGINT)
                FROM \(table) d JOIN entry e ON e.organisation_id = d.organisation_id
                    AND \(condition)
                """)
    }

    private static let reversal = BooksRule(
        name: "reversed_before", says: "it is taken back before its own day",
        sql: """
            SELECT e.organisation_id, 'entry', e.id, 'KES', CAST(0 AS BIGINT)
            FROM entry r JOIN entry e
                ON e.organisation_id = r.organisation_id AND e.id = r.reverses_id
            WHERE r.day < e.day
            """)
}
