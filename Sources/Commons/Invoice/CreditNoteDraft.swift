import Ledger
import Storage

/// Works out a credit note, which never takes back more than there is: not of a line's quantity,
/// not of its price, not of the total.
enum CreditNoteDraft {
    static func make(
        of invoice: StoredDocument, _ request: CreditInvoice, on day: Day, in work: any Work
    ) throws -> DocumentDraft {
        let organisation = work.actor.organisation
        let lines = try invoice.lines(of: organisation, in: work.transaction)
        let taken = try quantitiesTaken(from: invoice, in: work)
        let wanted = try request.lines ?? rest(of: lines, taken)
        var credited: [DocumentLine] = []
        var sums = taken
        for (index, want) in wanted.enumerated() {
            credited.append(
                try line(want, of: lines, &sums, at: "/lines/\(index)"))
        }
        let document = Document(
            kind: .creditNote, currency: invoice.currency, lines: credited,
            taxes: try invoice.taxes(of: organisation, in: work.transaction).map(\.tax),
            pricing: invoice.pricing, taxRounding: invoice.taxRounding)
        let totals = try document.checkedTotals()
        try checkTotal(totals.payable, of: invoice, in: work)
        var draft = DocumentDraft(
            id: request.creditNoteID, party: invoice.party, day: day, document: document,
            totals: totals)
        draft.original = invoice.id
        draft.note = request.reason
        draft.originalPositions = wanted.map(\.line)
        return draft
    }

    private static func rest(
        of lines: [StoredLine], _ taken: [Int: Int64]
    ) throws -> [CreditInvoice.Line] {
        let rest = lines.enumerated().compactMap { index, stored -> CreditInvoice.Line? in
            let left = stored.line.quantity.millionths - (taken[index] ?? 0)
            return left == 0
                ? nil : CreditInvoice.Line(line: index, quantity: Quantity(millionths: left))
        }
        if rest.isEmpty {
            throw Refusal(.aboveOriginal, "Everything on this invoice has been taken back.")
        }
        return rest
    }

    private static func line(
        _ want: CreditInvoice.Line, of lines: [StoredLine], _ taken: inout [Int: Int64],
        at pointer: String
    ) throws -> DocumentLine {
        guard lines.indices.contains(want.line) else {
            throw Refusal(
                .aboveOriginal, "The invoice has no line \(want.line).", at: pointer + "/line")
        }
        let original = lines[want.line].line
        let (sum, overflow) = (taken[want.line] ?? 0)
            .addingReportingOverflow(want.quantity.millionths)
        // A line that takes something back on the invoice is itself taken back below zero.
        let isWithin =
            original.quantity.millionths > 0
            ? want.quantity.millionths > 0 && sum <= original.quantity.millionths
            : want.quantity.millionths < 0 && sum >= original.quantity.millionths
        guard !overflow, isWithin else {
            throw Refusal(
                .aboveOriginal, "The invoice has \(original.quantity.decimal) of this line, and "
                    + "\(Quantity(millionths: taken[want.line] ?? 0).decimal) was taken back.",
                at: pointer + "/quantity")
        }
        taken[want.line] = sum
        let price = want.unitPrice ?? original.unitPrice
        guard price.currency == original.unitPrice.currency,
            price.millionths <= original.unitPrice.millionths
        else {
            throw Refusal(
                .aboveOriginal, "The invoice's price is \(original.unitPrice.decimal).",
                at: pointer + "/unit_price")
        }
        return DocumentLine(
            description: original.description, quantity: want.quantity, unitPrice: price,
            adjustments: original.adjustments, taxes: original.taxes, account: original.account)
    }

    private static func quantitiesTaken(
        from invoice: StoredDocument, in work: any Work
    ) throws -> [Int: Int64] {
        var taken: [Int: Int64] = [:]
        try work.transaction.each(
            """
            SELECT l.original_position, CAST(SUM(l.quantity) AS BIGINT)
            FROM document d
            JOIN document_line l
                ON l.organisation_id = d.organisation_id AND l.document_id = d.id
            WHERE d.organisation_id = $1 AND d.original_id = $2 AND NOT \(DocumentSQL.isVoid)
            GROUP BY l.original_position
            """, [.id(work.actor.organisation), .id(invoice.id)]
        ) { taken[Int(try $0.integer(0))] = try $0.integer(1) }
        return taken
    }

    private static func checkTotal(
        _ total: Money, of invoice: StoredDocument, in work: any Work
    ) throws {
        let credited = try work.transaction.first(
            """
            SELECT CAST(COALESCE(SUM(d.payable), 0) AS BIGINT) FROM document d
            WHERE d.organisation_id = $1 AND d.original_id = $2 AND NOT \(DocumentSQL.isVoid)
            """, [.id(work.actor.organisation), .id(invoice.id)]
        ) { Money(minorUnits: try $0.integer(0), currency: invoice.currency) }
        let sum = try (credited ?? .zero(invoice.currency)).adding(total)
        if try invoice.amounts.payable.isLess(than: sum) {
            throw Refusal(
                .aboveOriginal, "Together the credit notes come to \(sum.decimal), and "
                    + "\(invoice.name) to \(invoice.amounts.payable.decimal).", at: "/lines")
        }
        if total.isNegative {
            throw Refusal(.totalsImpossible, "A credit note is not negative.", at: "/lines")
        }
    }
}
