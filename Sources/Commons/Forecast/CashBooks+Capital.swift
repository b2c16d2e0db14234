import Ledger
import Storage

extension CashBooks {
    /// What is no trade: of entries the sums on accounts of capital, of papers the part that was
    /// bought or sold of it.
    struct Capital {
        /// Debits less credits, by entry: the money went the other way.
        var entries: [String: Int64] = [:]
        var papers: [String: Int64] = [:]
    }

    func capital(in snapshot: any Snapshot) throws -> Capital {
        let accounts = try capitalAccounts(in: snapshot)
        guard !accounts.isEmpty else { return Capital() }
        let places = accounts.indices.map { "$\($0 + 4)" }.joined(separator: ", ")
        let values: [Value] = [.id(organisation), .text(currency.code), .day(since)]
            + accounts.map { .id($0) }
        var capital = Capital()
        try snapshot.each(
            """
            SELECT l.entry_id, CAST(SUM(l.amount) AS BIGINT) FROM entry_line l
            WHERE l.organisation_id = $1 AND l.currency = $2 AND l.day >= $3
                AND l.account_id IN (\(places))
            GROUP BY l.entry_id
            """, values
        ) { capital.entries[try $0.text(0)] = try $0.integer(1) }
        try snapshot.each(
            """
            SELECT l.document_id, CAST(SUM(l.net) AS BIGINT), d.net, d.payable
            FROM document_line l
            JOIN document d ON d.organisation_id = l.organisation_id AND d.id = l.document_id
            WHERE l.organisation_id = $1 AND d.currency = $2 AND l.account_id IN (\(places))
                AND d.kind IN ('invoice', 'bill') AND d.issued_at IS NOT NULL
                AND (d.day >= $3 OR d.payable <> \(DocumentSQL.settled))
            GROUP BY l.document_id, d.net, d.payable
            """, values
        ) { row in
            let (part, net, payable) = (try row.integer(1), try row.integer(2), try row.integer(3))
            guard part > 0, net > 0 else { return }
            let share = Rounding.halfUp.quotient(
                Int128(payable) * Int128(min(part, net)), dividedBy: Int128(net))
            capital.papers[try row.text(0)] = Int64(clamping: share)
        }
        return capital
    }

    private func capitalAccounts(in snapshot: any Snapshot) throws -> [ID<Account>] {
        let kind: OrganisationKind? = try snapshot.first(
            "SELECT kind FROM organisation WHERE id = $1", [.id(organisation)]
        ) { try $0.choice(0) }
        let chart: ChartOfAccounts = kind == .shop ? .ifrsForSMEs : .sacco
        return try Chart.read(organisation, in: snapshot).accounts.values
            .filter(chart.isCapital).sorted { $0.code < $1.code }.map { $0.id }
    }
}
