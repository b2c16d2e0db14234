import Ledger
import Storage

/// Money of a party that settles nothing yet: the rest of a payment or of a credit note.
public struct Credit: Codable, Sendable, Hashable {
    public enum Source: String, Codable, Sendable, CaseIterable {
        case payment
        case creditNote = "credit_note"
    }

    public let source: Source
    /// Of the payment or credit note.
    public let id: String
    public let direction: Payment.Direction
    public let day: Day
    public let left: Money

    /// Oldest first.
    static func all(
        of party: ID<Party>, _ organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> [Credit] {
        try snapshot.rows(
            """
            SELECT source, id, direction, day, unapplied, currency FROM (
                SELECT 'payment' AS source, p.id, p.direction, p.day, p.currency,
                    \(PaymentSQL.unapplied) AS unapplied
                FROM payment p
                WHERE p.organisation_id = $1 AND p.party_id = $2 AND p.is_refund = 0
                    AND NOT \(PaymentSQL.isVoid)
                UNION ALL
                SELECT 'credit_note', d.id, 'in', d.day, d.currency,
                    d.payable - \(DocumentSQL.settled)
                FROM document d
                WHERE d.organisation_id = $1 AND d.party_id = $2 AND d.kind = 'credit_note'
                    AND d.issued_at IS NOT NULL AND NOT \(DocumentSQL.isVoid)
            ) AS credit
            WHERE unapplied > 0 ORDER BY day, id
            """, [.id(organisation), .id(party)]
        ) { row in
            Credit(
                source: try row.choice(0), id: try row.text(1), direction: try row.choice(2),
                day: try row.day(3), left: try row.money(4, currency: 5))
        }
    }
}
