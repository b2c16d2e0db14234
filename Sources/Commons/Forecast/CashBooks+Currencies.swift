import Ledger
import Storage

extension CashBooks {
    /// Currencies in which there is money, an issued paper that was not void by then, or a declared
    /// plan that lasts; by code.
    func currencies(in snapshot: any Snapshot) throws -> [Currency] {
        try snapshot.rows(
            """
            SELECT b.currency FROM account_balance b
            JOIN account a ON a.organisation_id = b.organisation_id AND a.id = b.account_id
            WHERE b.organisation_id = $1 AND a.role IN \(Self.moneyRoles)
            UNION
            SELECT d.currency FROM document d
            LEFT JOIN entry v ON v.organisation_id = d.organisation_id
                AND v.document_id = d.id AND v.kind = 'void' AND v.recorded_at <= $2
            WHERE d.organisation_id = $1 AND d.kind IN ('invoice', 'bill') AND d.issued_at <= $2
                AND v.id IS NULL
            UNION
            SELECT c.currency FROM cash_plan c
            WHERE c.organisation_id = $1 AND c.created_at <= $2
                AND (c.ended_at IS NULL OR c.ended_at > $2)
                AND (c.last_day IS NULL OR c.last_day > $3)
            ORDER BY 1
            """, [.id(organisation), .instant(knownAt), .day(asOf)]
        ) { try $0.currency(0) }
    }
}
