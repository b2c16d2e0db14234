import Ledger
import Storage

/// Invoices that are late or soon due, and bills that are.
enum HomeDocuments {
    /// A week ahead is soon enough to act and late enough to matter.
    private static let daysAhead = 7
    private static let most = 20
    /// What is weighed; beyond these the amounts are too small for any delay to make them matter.
    private static let mostWeighed = 200
    private static let mostDrafts = 5
    private static let paymentsRemembered = 12

    static func attention(in view: View) throws -> [Home.Attention] {
        let debts = Dictionary(
            grouping: try open(in: view), by: { Debt($0, on: view.today) }
        ).mapValues { items in items.sorted { ($0.due, $0.id.text) < ($1.due, $1.id.text) } }
        let heaviest = debts.map { debt, items in
            (debt, items, items.reduce(Int128(0)) { $0 + weight(of: $1, on: view.today) })
        }.sorted { ($0.2, $0.1[0].id.text) > ($1.2, $1.1[0].id.text) }.prefix(most)
        let buyers = Set(heaviest.map(\.0).filter { $0.kind == .invoice }.map(\.party))
        var delays: [ID<Party>: Int] = [:]
        for buyer in buyers { delays[buyer] = try usualDelay(of: buyer, in: view) }
        let dues = try heaviest.map { debt, items, _ in
            let (first, isAlone) = (items[0], items.count == 1)
            return Home.Attention(
                kind: matter(debt.kind, isLate: debt.isLate),
                subject: isAlone
                    ? first.subject : Subject(kind: "party", id: debt.party.text),
                party: first.party.name, number: isAlone ? first.number : nil,
                count: isAlone ? nil : items.count,
                amount: try BooksMoney.sum(items.map(\.open), debt.currency), day: first.due,
                days: abs(first.due.days(to: view.today)),
                usualDelay: debt.kind == .invoice ? delays[debt.party] : nil)
        }
        let drafts = try drafts(in: view).map { item in
            Home.Attention(
                kind: .draftWaiting, subject: item.subject, party: item.party.name,
                amount: item.total, day: item.day)
        }
        return dues + drafts
    }

    /// What one customer or supplier owes or is owed, late or soon: one conversation, one line.
    private struct Debt: Hashable {
        let kind: DocumentKind
        let party: ID<Party>
        let currency: Currency
        let isLate: Bool

        init(_ item: DocumentItem, on today: Day) {
            kind = item.kind
            party = item.party.id
            currency = item.open.currency
            isLate = item.due < today
        }
    }

    /// Money at risk times time: each day late adds the open amount once more, and what is not due
    /// yet counts less the further away it is. In minor units; currencies are not converted.
    private static func weight(of item: DocumentItem, on today: Day) -> Int128 {
        let late = item.due.days(to: today)
        let amount = Int128(item.open.minorUnits)
        return late >= 0 ? amount * Int128(late + 2) : amount / Int128(1 - late)
    }

    /// Oldest first: a forgotten draft is money that nobody was asked for.
    private static func drafts(in view: View) throws -> [DocumentItem] {
        try view.snapshot.rows(
            """
            SELECT \(DocumentSQL.itemColumns) FROM document d
            JOIN party p ON p.organisation_id = d.organisation_id AND p.id = d.party_id
            WHERE d.organisation_id = $1 AND d.kind = 'invoice' AND d.issued_at IS NULL
            ORDER BY d.created_at, d.id LIMIT \(mostDrafts)
            """, [.id(view.actor.organisation)], DocumentItem.init)
    }

    private static func matter(_ kind: DocumentKind, isLate: Bool) -> Home.Matter {
        switch (kind, isLate) {
        case (.invoice, true): .invoiceOverdue
        case (.invoice, false): .invoiceDue
        case (_, true): .billOverdue
        case (_, false): .billDue
        }
    }

    private static func open(in view: View) throws -> [DocumentItem] {
        try view.snapshot.rows(
            """
            SELECT * FROM (
                SELECT \(DocumentSQL.itemColumns) FROM document d
                JOIN party p ON p.organisation_id = d.organisation_id AND p.id = d.party_id
                WHERE d.organisation_id = $1 AND d.kind IN ('invoice', 'bill')
                    AND d.issued_at IS NOT NULL AND d.due_day <= $2
            ) AS dues
            WHERE settled <> payable AND NOT is_void
            ORDER BY payable - settled DESC, day, id LIMIT \(mostWeighed)
            """,
            [.id(view.actor.organisation), .day(view.today.adding(days: daysAhead))],
            DocumentItem.init)
    }

    /// The median of how late a buyer's last settled invoices were.
    private static func usualDelay(of party: ID<Party>, in view: View) throws -> Int? {
        let days = try view.snapshot.rows(
            """
            SELECT due_day, paid_day FROM (
                SELECT d.due_day, d.payable, MAX(a.day) AS paid_day, SUM(a.amount) AS paid
                FROM document d
                JOIN allocation a
                    ON a.organisation_id = d.organisation_id AND a.document_id = d.id
                WHERE d.organisation_id = $1 AND d.party_id = $2 AND d.kind = 'invoice'
                    AND d.due_day IS NOT NULL
                GROUP BY d.id, d.due_day, d.payable
            ) AS settled
            WHERE paid = payable ORDER BY paid_day DESC LIMIT \(paymentsRemembered)
            """, [.id(view.actor.organisation), .id(party)]
        ) { try $0.day(0).days(to: try $0.day(1)) }.sorted()
        return days.isEmpty ? nil : days[days.count / 2]
    }
}

extension DocumentItem {
    fileprivate var subject: Subject { Subject(kind: "document", id: id.text) }
    fileprivate var due: Day { dueDay ?? day }
}
