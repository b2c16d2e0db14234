/// What settles what: never more than there is.
enum AllocationRules {
    static let all = [document, payment, creditNote, release]

    private static let document = BooksRule(
        name: "document_oversettled", says: "more or less than the document settles it",
        sql: """
            SELECT d.organisation_id, 'document', d.id, d.currency,
                CAST(SUM(a.amount) AS BIGINT) - d.payable
            FROM document d
            JOIN allocation a ON a.organisation_id = d.organisation_id AND a.document_id = d.id
            GROUP BY d.organisation_id, d.id, d.currency, d.payable
            HAVING SUM(a.amount) > d.payable OR SUM(a.amount) < 0
                OR SUM(CASE WHEN a.currency <> d.currency THEN 1 ELSE 0 END) > 0
            """)

    private static let payment = BooksRule(
        name: "payment_overspent", says: "the payment settles more than it is",
        sql: """
            SELECT p.organisation_id, 'payment', p.id, p.currency,
                CAST(SUM(a.amount) AS BIGINT) - p.amount - p.withheld
            FROM payment p
            JOIN allocation a ON a.organisation_id = p.organisation_id AND a.payment_id = p.id
            GROUP BY p.organisation_id, p.id, p.currency, p.amount, p.withheld
            HAVING SUM(a.amount) > p.amount + p.withheld OR SUM(a.amount) < 0
                OR SUM(CASE WHEN a.currency <> p.currency THEN 1 ELSE 0 END) > 0
            """)

    private static let creditNote = BooksRule(
        name: "credit_note_overspent", says: "the credit note settles more than it is",
        sql: """
            SELECT d.organisation_id, 'document', d.id, d.currency,
                CAST(SUM(a.amount) AS BIGINT) - d.payable
            FROM document d
            JOIN allocation a ON a.organisation_id = d.organisation_id AND a.credit_note_id = d.id
            GROUP BY d.organisation_id, d.id, d.currency, d.payable
            HAVING SUM(a.amount) > d.payable OR SUM(a.amount) < 0
            """)

    private static let release = BooksRule(
        name: "release_differs", says: "a release is not the opposite of its allocation",
        sql: """
            SELECT r.organisation_id, 'allocation', r.id, r.currency, r.amount + a.amount
            FROM allocation r
            JOIN allocation a ON a.organisation_id = r.organisation_id AND a.id = r.releases_id
            WHERE r.amount + a.amount <> 0 OR r.currency <> a.currency
            """)
}
