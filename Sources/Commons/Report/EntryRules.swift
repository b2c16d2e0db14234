/// Entries, their lines and the running balances.
enum EntryRules {
    static let all = [unbalanced, lonely, restated, balance, reversal, unposted]

    private static let unbalanced = BooksRule(
        name: "entry_unbalanced", says: "debits and credits of the entry differ",
        sql: """
            SELECT organisation_id, 'entry', entry_id, currency, CAST(SUM(amount) AS BIGINT)
            FROM entry_line GROUP BY organisation_id, entry_id, currency HAVING SUM(amount) <> 0
            """)

    private static let lonely = BooksRule(
        name: "entry_without_lines", says: "the entry has fewer than two lines",
        sql: """
            SELECT e.organisation_id, 'entry', e.id, 'KES', COUNT(l.position)
            FROM entry e
            LEFT JOIN entry_line l
                ON l.organisation_id = e.organisation_id AND l.entry_id = e.id
            GROUP BY e.organisation_id, e.id HAVING COUNT(l.position) < 2
            """)

    private static let restated = BooksRule(
        name: "line_dated_otherwise", says: "a line has another day or moment than its entry",
        sql: """
            SELECT e.organisation_id, 'entry', e.id, l.currency, l.amount
            FROM entry e
            JOIN entry_line l ON l.organisation_id = e.organisation_id AND l.entry_id = e.id
            WHERE l.day <> e.day OR l.recorded_at <> e.recorded_at
            """)

    private static let balance = BooksRule(
        name: "balance_differs", says: "the running balance is not the sum of the lines",
        sql: """
            SELECT organisation_id, 'account', account_id, currency, CAST(SUM(amount) AS BIGINT)
            FROM (
                SELECT organisation_id, account_id, currency, amount FROM account_balance
                UNION ALL
                SELECT organisation_id, account_id, currency, -amount FROM entry_line
            ) AS both_sums
            GROUP BY organisation_id, account_id, currency HAVING SUM(amount) <> 0
            """)

    private static let reversal = BooksRule(
        name: "reversal_differs", says: "a reversal is not the opposite of its entry",
        sql: """
            SELECT organisation_id, 'entry', entry_id, currency, CAST(SUM(amount) AS BIGINT)
            FROM (
                SELECT r.organisation_id, r.reverses_id AS entry_id, l.account_id, l.currency,
                    l.amount
                FROM entry r
                JOIN entry_line l ON l.organisation_id = r.organisation_id AND l.entry_id = r.id
                WHERE r.reverses_id IS NOT NULL
                UNION ALL
                SELECT r.organisation_id, r.reverses_id, l.account_id, l.currency, l.amount
                FROM entry r
                JOIN entry_line l
                    ON l.organisation_id = r.organisation_id AND l.entry_id = r.reverses_id
                WHERE r.reverses_id IS NOT NULL
            ) AS pairs
            GROUP BY organisation_id, entry_id, account_id, currency HAVING SUM(amount) <> 0
            """)

    private static let unposted = BooksRule(
        name: "document_unposted", says: "the issued document has no entry",
        sql: """
            SELECT d.organisation_id, 'document', d.id, d.currency, d.payable
            FROM document d
            WHERE d.issued_at IS NOT NULL AND d.kind <> 'purchase_order' AND NOT EXISTS (
                SELECT 1 FROM entry e
                WHERE e.organisation_id = d.organisation_id AND e.document_id = d.id
                    AND e.kind = 'issue')
            """)
}
