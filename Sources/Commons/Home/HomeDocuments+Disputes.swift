import Ledger
import Storage

extension HomeDocuments {
    private static let mostDisputes = 5

    /// Invoices that a buyer says it does not owe, the largest first: until they are settled, taken
    /// back or credited, or another link is with the buyer.
    static func disputes(in view: View) throws -> [Home.Attention] {
        guard Action.readBooks.roles.contains(view.actor.role) else { return [] }
        let found = try view.snapshot.rows(
            """
            SELECT * FROM (
                SELECT \(DocumentSQL.itemColumns), a.answered_day FROM acknowledgement a
                JOIN document d ON d.organisation_id = a.organisation_id AND d.id = a.document_id
                JOIN party p ON p.organisation_id = d.organisation_id AND p.id = d.party_id
                WHERE a.organisation_id = $1 AND a.answer = 'disputed'
                    AND NOT \(StoredAcknowledgement.hasChanged()) AND NOT EXISTS (
                        SELECT 1 FROM acknowledgement l
                        WHERE l.organisation_id = a.organisation_id
                            AND l.document_id = a.document_id AND l.asked_at > a.asked_at
                            AND (l.answered_at IS NOT NULL
                                OR (l.ended_at IS NULL AND l.expires_at > $2)))
            ) AS disputed
            WHERE settled <> payable AND NOT is_void
            ORDER BY payable - settled DESC, day, id LIMIT \(mostDisputes)
            """, [.id(view.actor.organisation), .instant(view.now)]
        ) { (try DocumentItem($0), try $0.day(answeredColumn)) }
        return found.map { item, answered in
            Home.Attention(
                kind: .invoiceDisputed, subject: Subject(kind: "document", id: item.id.text),
                party: item.party.name, number: item.number, amount: item.open, day: answered,
                days: answered.days(to: view.today))
        }
    }

    /// Behind those of `DocumentSQL.itemColumns`.
    private static let answeredColumn = 14
}
