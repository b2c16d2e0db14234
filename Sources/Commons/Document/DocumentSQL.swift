/// The sums that a document's state follows from, as expressions over `document d`.
enum DocumentSQL {
    /// What allocations settle; receipts are paid as they are booked, and a credit note is
    /// settled by what it settles.
    static let settled = """
        CASE d.kind
            WHEN 'receipt' THEN d.payable
            WHEN 'credit_note' THEN \(sum("credit_note_id"))
            ELSE \(sum("document_id"))
        END
        """

    /// The part of it that credit notes settle. Summed by a case and not by a condition, which
    /// would lead SQLite from the document's few allocations to an index of all credit notes.
    static let credited = """
        CAST(COALESCE((
            SELECT SUM(CASE WHEN c.credit_note_id IS NULL THEN 0 ELSE c.amount END)
            FROM allocation c
            WHERE c.organisation_id = d.organisation_id AND c.document_id = d.id), 0) AS BIGINT)
        """

    static let isVoid = """
        EXISTS (
            SELECT 1 FROM entry v
            WHERE v.organisation_id = d.organisation_id AND v.document_id = d.id
                AND v.kind = 'void')
        """

    /// What credit notes that are not void have taken back of the invoice, an expression over its
    /// organisation and id. Credit notes are issued as they are made: there is no draft of one.
    static func taken(from invoice: String, of organisation: String) -> String {
        """
        (SELECT CAST(COALESCE(SUM(d.payable), 0) AS BIGINT) FROM document d
        WHERE \(takes(from: invoice, of: organisation)))
        """
    }

    /// Whether the document is a credit note that takes from the invoice.
    static func takes(from invoice: String, of organisation: String) -> String {
        "d.organisation_id = \(organisation) AND d.original_id = \(invoice) AND NOT \(isVoid)"
    }

    /// The state in the words of `DocumentState`, from columns `settled`, `credited`, `is_void`,
    /// `payable` and `issued_at` of a row. `Settlement` says the same; a test holds them together.
    static let state = """
        CASE
            WHEN issued_at IS NULL THEN 'draft'
            WHEN is_void THEN 'void'
            WHEN settled = payable AND credited = payable THEN 'credited'
            WHEN settled = payable THEN 'paid'
            WHEN settled = 0 THEN 'issued'
            ELSE 'partly_paid'
        END
        """

    /// Columns that `DocumentItem` reads, in its order.
    static let itemColumns = """
        d.id, d.kind, d.number, d.supplier_number, d.party_id, \(partyName) AS party_name,
        d.day, d.due_day, d.currency, d.payable, d.issued_at, \(settled) AS settled,
        \(credited) AS credited, \(isVoid) AS is_void
        """

    /// What the party `p` is called on it: its name, or the one that it had when the document was
    /// issued, where that was corrected since.
    static let partyName = "COALESCE((\(partyPast("name"))), p.name)"

    /// `tax_number` or `address` of the party in the same way.
    static func ofParty(_ column: String) -> String {
        """
        CASE WHEN (\(partyPast("name"))) IS NULL THEN p.\(column)
            ELSE (\(partyPast(column))) END
        """
    }

    private static func partyPast(_ column: String) -> String {
        """
        SELECT x.\(column) FROM party_past x
        WHERE x.organisation_id = d.organisation_id AND x.party_id = d.party_id
            AND x.until_at > d.issued_at
        ORDER BY x.until_at LIMIT 1
        """
    }

    private static func sum(_ column: String) -> String {
        """
        CAST(COALESCE((
            SELECT SUM(s.amount) FROM allocation s
            WHERE s.organisation_id = d.organisation_id AND s.\(column) = d.id), 0) AS BIGINT)
        """
    }
}
