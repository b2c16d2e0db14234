/// Control accounts are the sums of what they stand for.
enum ControlRules {
    static let all = [receivable, payable, customerCredit, supplierCredit]

    private static let receivable = rule(
        "receivable", says: "receivables are not the open invoices", items: open("invoice", "-"))
    private static let payable = rule(
        "payable", says: "payables are not the open bills", items: open("bill", ""))
    private static let customerCredit = rule(
        "customer_credit", says: "customers' credit is not what they have left",
        items: "\(unapplied("in", "")) UNION ALL \(creditNotes)")
    private static let supplierCredit = rule(
        "supplier_credit", says: "credit with suppliers is not what is left with them",
        items: unapplied("out", "-"))

    /// The account's balance and the items, with the sign that makes them cancel.
    private static func rule(_ role: String, says: String, items: String) -> BooksRule {
        BooksRule(
            name: "\(role)_differs", says: says,
            sql: """
                SELECT a.organisation_id, 'account', a.id, s.currency, s.off FROM (
                    SELECT organisation_id, currency, CAST(SUM(amount) AS BIGINT) AS off FROM (
                        SELECT b.organisation_id, b.currency, b.amount
                        FROM account_balance b
                        JOIN account c
                            ON c.organisation_id = b.organisation_id AND c.id = b.account_id
                        WHERE c.role = '\(role)'
                        UNION ALL
                        \(items)
                    ) AS sides
                    GROUP BY organisation_id, currency HAVING SUM(amount) <> 0
                ) AS s
                JOIN account a ON a.organisation_id = s.organisation_id AND a.role = '\(role)'
                """)
    }

    private static func open(_ kind: String, _ sign: String) -> String {
        """
        SELECT d.organisation_id, d.currency, \(sign)(d.payable - \(DocumentSQL.settled))
        FROM document d
        WHERE d.kind = '\(kind)' AND d.issued_at IS NOT NULL AND NOT \(DocumentSQL.isVoid)
        """
    }

    private static func unapplied(_ direction: String, _ sign: String) -> String {
        """
        SELECT p.organisation_id, p.currency, \(sign)(\(PaymentSQL.unapplied))
        FROM payment p
        WHERE p.direction = '\(direction)' AND p.is_refund = 0 AND NOT \(PaymentSQL.isVoid)
        """
    }

    private static let creditNotes = """
        SELECT d.organisation_id, d.currency, d.payable - \(DocumentSQL.settled)
        FROM document d
        WHERE d.kind = 'credit_note' AND d.issued_at IS NOT NULL AND NOT \(DocumentSQL.isVoid)
        """
}
