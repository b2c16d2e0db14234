import Insight
import Ledger
import Storage
import Wire

/// Reads from the books what a score may know: what took effect by a day, as far as it was
/// recorded by an instant. Nothing else is looked at, so the same question has the same answer for
/// ever.
struct CreditBooks {
    let entity: ScoreEntity
    let books: ID<Organisation>
    let asOf: Day
    let knownAt: Instant
    let snapshot: any Snapshot

    /// Enough for the comparison with the year before, and for debts that nobody pays.
    private static let months = 60
    private static let longestPause = 6
    private static let spendingDays = 90

    func history() throws -> CreditHistory {
        var history = CreditHistory(today: asOf)
        history.subject = entity.kind.subject
        let papers = try owedPapers()
        switch history.subject {
        case .customer: history.owed = papers.invoices
        case .business:
            history.owed = papers.bills
            history.sales = papers.invoices
            history.cash = try cash()
        }
        history.first = try first()
        history.credited = try credited()
        return history
    }

    /// $1 to $4 of every statement here: whose books, as of, known at, the customer or nothing.
    private var key: [Value] {
        [
            .id(books), .day(asOf), .instant(knownAt),
            .text(entity.kind == .party ? entity.id.text : ""),
        ]
    }

    /// Issued, effective, known, not void, and of the books' own currency.
    private func isKnown(_ kinds: String) -> String {
        """
        d.organisation_id = $1 AND d.kind IN (\(kinds)) AND d.day <= $2 AND d.issued_at <= $3
            AND ($4 = '' OR d.party_id = $4)
            AND d.currency = (SELECT o.base_currency FROM organisation o WHERE o.id = $1)
            AND NOT EXISTS (
                SELECT 1 FROM entry v
                WHERE v.organisation_id = d.organisation_id AND v.document_id = d.id
                    AND v.kind = 'void' AND v.day <= $2 AND v.recorded_at <= $3)
        """
    }

    private static let hasChanged = StoredAcknowledgement.hasChanged(
        "AND e.day <= $2 AND e.recorded_at <= $3")

    /// The buyer had acknowledged it, and what is known has not changed it since.
    private static let isAcknowledged = """
        EXISTS (
            SELECT 1 FROM acknowledgement a
            WHERE a.organisation_id = d.organisation_id AND a.document_id = d.id
                AND a.answer = 'owed' AND a.answered_day <= $2 AND a.answered_at <= $3
                AND NOT \(hasChanged))
        """

    private func owedPapers() throws -> (invoices: [OwedPaper], bills: [OwedPaper]) {
        let start: Value = .day(asOf.adding(months: -Self.months))
        var papers: [(id: String, isInvoice: Bool, paper: OwedPaper)] = []
        var places: [String: Int] = [:]
        var parties: [String: Int] = [:]
        let witnessed = try acceptedPapers(since: start)
        try snapshot.each(
            """
            SELECT d.id, d.kind, d.party_id, d.day, COALESCE(d.due_day, d.day), d.payable,
                d.source, \(Self.isAcknowledged)
            FROM document d
            WHERE \(isKnown("'invoice', 'bill'")) AND d.day > $5
            ORDER BY d.day, d.id
            """, key + [start]
        ) { row in
            let party = try row.text(2)
            let number = parties[party] ?? parties.count
            parties[party] = number
            // A paper that was only sent, or rejected, witnesses nothing: nobody confirmed it.
            let isPaper = try row.text(6) == "paper"
            let id = try row.text(0)
            let known = (witnessed[id] ?? []) + [EvidenceFacts(hasPaper: isPaper)]
            let isAcknowledged = try row.bool(7)
            let grades = known.map { facts in
                var facts = facts
                facts.isAcknowledged = isAcknowledged
                return facts.grade
            }
            places[id] = papers.count
            papers.append(
                (
                    id, try row.text(1) == "invoice",
                    OwedPaper(
                        party: number, day: try row.day(3), due: try row.day(4),
                        amount: try row.integer(5), grade: grades.max() ?? .statement)
                ))
        }
        try snapshot.each(
            """
            SELECT a.document_id, a.day, a.amount,
                CASE WHEN a.credit_note_id IS NULL THEN 0 ELSE 1 END
            FROM allocation a
            JOIN document d ON d.organisation_id = a.organisation_id AND d.id = a.document_id
            WHERE a.organisation_id = $1 AND a.day <= $2 AND a.recorded_at <= $3
                AND a.releases_id IS NULL AND ($4 = '' OR d.party_id = $4) AND d.day > $5
                AND NOT EXISTS (
                    SELECT 1 FROM allocation r
                    WHERE r.organisation_id = a.organisation_id AND r.releases_id = a.id
                        AND r.day <= $2 AND r.recorded_at <= $3)
            ORDER BY a.day, a.id
            """, key + [start]
        ) { row in
            guard let place = places[try row.text(0)] else { return }
            let amount = try row.integer(2)
            // What is taken back is no payment, whoever pays with it.
            if try row.bool(3) {
                papers[place].paper.takenBack += amount
            } else {
                papers[place].paper.settlements.append(.init(day: try row.day(1), amount: amount))
            }
        }
        return (
            papers.filter(\.isInvoice).map(\.paper), papers.filter { !$0.isInvoice }.map(\.paper)
        )
    }

    /// By document: what each paper witnesses that had been accepted for it by then, from where its
    /// total comes, whether it agrees with its document and whether a second person had looked. A
    /// paper of a document that was voided later had witnessed it until then.
    private func acceptedPapers(since start: Value) throws -> [String: [EvidenceFacts]] {
        var facts: [String: [EvidenceFacts]] = [:]
        try snapshot.each(
            """
            SELECT p.document_id, r.fields, f.machine_value, f.human_value, EXISTS (
                SELECT 1 FROM paper_check c
                WHERE c.organisation_id = p.organisation_id AND c.paper_id = p.id
                    AND c.checked_at <= $3), g.human_value, d.source
            FROM paper p
            JOIN document d ON d.organisation_id = p.organisation_id AND d.id = p.document_id
            LEFT JOIN reading r ON r.organisation_id = p.organisation_id AND r.id = p.reading_id
            LEFT JOIN accepted_field f ON f.organisation_id = p.organisation_id
                AND f.paper_id = p.id AND f.name = 'total'
            LEFT JOIN accepted_field g ON g.organisation_id = p.organisation_id
                AND g.paper_id = p.id AND g.name = '\(PaperAgreement.field)'
            WHERE p.state = 'accepted' AND \(isKnown("'invoice', 'bill'")) AND d.day > $5
                AND EXISTS (
                    SELECT 1 FROM paper_event e
                    WHERE e.organisation_id = p.organisation_id AND e.paper_id = p.id
                        AND e.state = 'accepted' AND e.at <= $3)
            UNION ALL
            SELECT x.document_id, r.fields, f.machine_value, f.human_value,
                x.checked_at IS NOT NULL AND x.checked_at <= $3, g.human_value, d.source
            FROM former_acceptance x
            JOIN document d ON d.organisation_id = x.organisation_id AND d.id = x.document_id
            LEFT JOIN reading r ON r.organisation_id = x.organisation_id AND r.id = x.reading_id
            LEFT JOIN former_accepted_field f ON f.organisation_id = x.organisation_id
                AND f.paper_id = x.paper_id AND f.document_id = x.document_id
                AND f.name = 'total'
            LEFT JOIN former_accepted_field g ON g.organisation_id = x.organisation_id
                AND g.paper_id = x.paper_id AND g.document_id = x.document_id
                AND g.name = '\(PaperAgreement.field)'
            WHERE \(isKnown("'invoice', 'bill'")) AND d.day > $5 AND x.accepted_at <= $3
            """, key + [start]
        ) { row in
            let total = Evidence.source(
                of: "total", machine: try row.textIfAny(2), human: try row.textIfAny(3),
                reading: try row.textIfAny(1).map { try JSONValue.parse($0) })
            var known = EvidenceFacts(
                hasPaper: true, fields: [.init(name: "total", source: total)],
                isChecked: try row.bool(4))
            known.hold(
                to: PaperAgreement(stored: try row.textIfAny(5), source: try row.choice(6)))
            facts[try row.text(0), default: []].append(known)
        }
        return facts
    }

    /// The first paper since when none was further than half a year from the next: one paper with
    /// the day of long ago makes nobody older.
    private func first() throws -> Day? {
        let months = try snapshot.rows(
            """
            SELECT MIN(d.day) FROM document d WHERE \(isKnown("'invoice', 'bill', 'receipt'"))
            GROUP BY SUBSTR(d.day, 1, 7) ORDER BY 1 DESC
            """, key
        ) { try $0.day(0) }
        guard var first = months.first else { return nil }
        for day in months.dropFirst() {
            guard day.adding(months: Self.longestPause) >= first.monthStart else { break }
            first = day
        }
        return first
    }

    private func credited() throws -> (amount: Int64, rows: Int) {
        try snapshot.first(
            """
            SELECT \(WideSum.columns("d.payable")), COUNT(*) FROM document d
            WHERE \(isKnown("'credit_note'")) AND d.day > $5
            """, key + [.day(asOf.adding(months: -12))]
        ) { (try WideSum.read($0, from: 0), Int(try $0.integer(2))) } ?? (0, 0)
    }

    /// What an entry takes from all money accounts together is spent; a transfer takes nothing.
    private func cash() throws -> CreditHistory.Cash? {
        let money = """
            FROM entry_line l JOIN account a
                ON a.organisation_id = l.organisation_id AND a.id = l.account_id
            WHERE l.organisation_id = $1 AND a.role IN ('cash', 'bank', 'mobile_money')
                AND l.day <= $2 AND l.recorded_at <= $3
                AND l.currency = (SELECT o.base_currency FROM organisation o WHERE o.id = $1)
            """
        let values = Array(key.prefix(3))
        let balance = try snapshot.first(
            "SELECT \(WideSum.columns("l.amount")) \(money)", values
        ) { try WideSum.read($0, from: 0) }
        return try snapshot.first(
            """
            SELECT \(WideSum.columns("-moved")), COUNT(*) FROM (
                SELECT CAST(SUM(l.amount) AS BIGINT) AS moved \(money) AND l.day > $4
                GROUP BY l.entry_id HAVING SUM(l.amount) < 0
            ) AS spent
            """, values + [.day(asOf.adding(days: -Self.spendingDays))]
        ) {
            CreditHistory.Cash(
                balance: balance ?? 0, spent: try WideSum.read($0, from: 0),
                movements: Int(try $0.integer(2)))
        }
    }
}
