import Ledger
import Storage

/// A credit note takes what earlier ones left of its invoice, so that its amounts may be a few
/// minor units from those that its lines come to by themselves. They still sum up, and all credit
/// notes together stay within the invoice.
struct CreditNoteRule {
    private let note: StoredDocument
    /// Rounding of every line on every credit note of the invoice, in minor units.
    private let slack: Int64
    private let together: Int64
    private let whole: Int64

    init(
        _ note: StoredDocument, _ organisation: ID<Organisation>, _ snapshot: any Snapshot
    ) throws {
        self.note = note
        let found = try snapshot.first(
            """
            SELECT i.payable, (
                SELECT COUNT(*) FROM document_line l
                WHERE l.organisation_id = i.organisation_id AND l.document_id = i.id), (
                SELECT COUNT(*) FROM document n
                WHERE n.organisation_id = i.organisation_id AND n.original_id = i.id),
                \(DocumentSQL.taken(from: "i.id", of: "i.organisation_id"))
            FROM document i WHERE i.organisation_id = $1 AND i.id = $2
            """, [.id(organisation), .text(note.original?.text)]
        ) { row in
            (
                payable: try row.integer(0), lines: try row.integer(1), notes: try row.integer(2),
                together: try row.integer(3)
            )
        }
        slack = (found?.lines ?? 0) * (found?.notes ?? 0)
        together = found?.together ?? 0
        whole = found?.payable ?? 0
    }

    /// - Parameter totals: what its lines come to by themselves.
    func fault(
        _ totals: DocumentTotals, _ lines: [StoredLine], _ taxes: [StoredTax]
    ) throws -> String? {
        let nets = try BooksMoney.sum(lines.map(\.net), note.currency)
        if nets != note.amounts.net { return "its net amount is \(nets)" }
        let charged = taxes.filter { !$0.tax.isWithholding }
        let tax = try BooksMoney.sum(charged.map(\.amount), note.currency)
        if tax != note.amounts.tax { return "its tax is \(tax)" }
        let areNear = zip(totals.lineNets, lines).allSatisfy { isNear($0, $1.net) }
        if !areNear { return "its lines come to other amounts" }
        guard isNear(totals.tax, note.amounts.tax), isNear(totals.payable, note.amounts.payable)
        else { return "it comes to \(totals.payable)" }
        return together > whole ? "the credit notes of its invoice come to more than it" : nil
    }

    private func isNear(_ one: Money, _ other: Money) -> Bool {
        Int128(one.minorUnits) - Int128(other.minorUnits) <= Int128(slack)
            && Int128(other.minorUnits) - Int128(one.minorUnits) <= Int128(slack)
    }
}

/// What is void is not taken back a second time: a credit note that stands beside its void invoice
/// is credit for which nobody paid. Such books were possible until voiding was refused for it.
enum CreditedVoidRule {
    static func findings(in snapshot: any Snapshot) throws -> [BooksFinding] {
        try snapshot.rows(
            """
            SELECT i.organisation_id, i.id, i.number, d.number, d.payable, d.currency
            FROM document d
            JOIN document i ON i.organisation_id = d.organisation_id AND i.id = d.original_id
            WHERE NOT \(DocumentSQL.isVoid) AND EXISTS (
                SELECT 1 FROM entry w
                WHERE w.organisation_id = i.organisation_id AND w.document_id = i.id
                    AND w.kind = 'void')
            ORDER BY i.organisation_id, i.number, d.number
            """
        ) { row in
            let amount = try row.money(4, currency: 5)
            let (invoice, note) = (try row.textIfAny(2) ?? "", try row.textIfAny(3) ?? "")
            return BooksFinding(
                rule: "void_credited", organisationID: try row.text(0),
                subject: Subject(kind: "document", id: try row.text(1)),
                detail: "\(invoice) is void, and \(note) takes \(amount) of it back all the same; "
                    + "void \(note), and before it a refund of its credit")
        }
    }
}
