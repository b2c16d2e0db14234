import Ledger
import Storage

/// Numbers run from 1 without a gap, up to the last that was given.
enum SeriesRule {
    static func findings(in snapshot: any Snapshot) throws -> [BooksFinding] {
        try snapshot.rows(
            """
            SELECT organisation_id, kind, fiscal_year, CAST(SUM(given) AS BIGINT),
                CAST(SUM(highest) AS BIGINT), CAST(SUM(last) AS BIGINT)
            FROM (
                SELECT organisation_id, kind, fiscal_year, COUNT(*) AS given,
                    MAX(sequence) AS highest, 0 AS last
                FROM document WHERE sequence IS NOT NULL
                GROUP BY organisation_id, kind, fiscal_year
                UNION ALL
                SELECT organisation_id, kind, fiscal_year, 0, 0, last FROM number_series
            ) AS series
            GROUP BY organisation_id, kind, fiscal_year
            HAVING SUM(given) <> SUM(highest) OR SUM(highest) <> SUM(last)
            """
        ) { row in
            BooksFinding(
                rule: "series_has_gaps", organisationID: try row.text(0),
                subject: Subject(
                    kind: "number_series", id: "\(try row.text(1)) \(try row.integer(2))"),
                detail: "\(try row.integer(3)) numbers up to \(try row.integer(4)), and "
                    + "\(try row.integer(5)) were given")
        }
    }
}

/// The totals of every issued document follow from its lines, worked out by the core again.
enum DocumentRule {
    static func findings(in snapshot: any Snapshot) throws -> [BooksFinding] {
        let documents = try snapshot.rows(
            """
            SELECT organisation_id, id FROM document WHERE issued_at IS NOT NULL
            ORDER BY organisation_id, id
            """
        ) { (try $0.id(0) as ID<Organisation>, try $0.id(1) as ID<Document>) }
        return try documents.compactMap { organisation, id in
            guard
                let stored = try StoredDocument.find(id, of: organisation, in: snapshot),
                let fault = try fault(of: stored, organisation, in: snapshot)
            else { return nil }
            return BooksFinding(
                rule: "totals_differ", organisationID: organisation.text,
                subject: stored.subject, detail: "\(stored.name): \(fault)")
        }
    }

    private static func fault(
        of stored: StoredDocument, _ organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> String? {
        let lines = try stored.lines(of: organisation, in: snapshot)
        let taxes = try stored.taxes(of: organisation, in: snapshot)
        let document = Document(
            kind: stored.kind, currency: stored.currency, lines: lines.map(\.line),
            taxes: stored.hasStatedTax ? [] : taxes.map(\.tax), pricing: stored.pricing,
            taxRounding: stored.taxRounding)
        let totals: DocumentTotals
        do throws(DocumentRefusal) {
            totals = try document.totals()
        } catch {
            return error.message
        }
        if stored.kind == .creditNote {
            return try CreditNoteRule(stored, organisation, snapshot).fault(totals, lines, taxes)
        }
        if totals.lineNets != lines.map(\.net) { return "its lines come to other amounts" }
        if totals.net != stored.amounts.net { return "its net amount is \(totals.net)" }
        let tax =
            stored.hasStatedTax
            ? try BooksMoney.sum(taxes.map(\.amount), stored.currency) : totals.tax
        if tax != stored.amounts.tax { return "its tax is \(tax)" }
        if !stored.hasStatedTax, !areSame(taxes, totals) {
            return "its taxes come to other amounts"
        }
        if !stored.hasStatedTax, totals.payable != stored.amounts.payable {
            return "it comes to \(totals.payable)"
        }
        return nil
    }

    /// Each tax by itself: two that are off by as much sum to the same. One that no line names is
    /// kept with nothing.
    private static func areSame(_ stored: [StoredTax], _ totals: DocumentTotals) -> Bool {
        let derived = totals.taxes + totals.withholding
        return stored.allSatisfy { row in
            guard let sum = derived.first(where: { $0.tax == row.tax }) else {
                return row.base.isZero && row.amount.isZero
            }
            return sum.base == row.base && sum.amount == row.amount
        }
    }
}
