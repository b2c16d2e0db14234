import Ledger
import Storage

/// Works out a credit note, which never takes back more than there is: not of a line's quantity,
/// not of its price, not of its taxes, not of the total.
struct CreditNoteDraft {
    let draft: DocumentDraft
    let totals: DocumentTotals
    /// With it, nothing of the invoice is left.
    let takesAll: Bool

    static func make(
        of invoice: StoredDocument, _ request: CreditInvoice, on day: Day, in work: any Work
    ) throws -> CreditNoteDraft {
        let organisation = work.actor.organisation
        let lines = try invoice.lines(of: organisation, in: work.transaction)
        let taxes = try invoice.taxes(of: organisation, in: work.transaction)
        var taken = try CreditTaken(from: invoice, in: work)
        let wanted = try request.lines ?? rest(of: lines, taken)
        var credited: [DocumentLine] = []
        for (index, want) in wanted.enumerated() {
            credited.append(try line(want, of: lines, &taken, at: "/lines/\(index)"))
        }
        let document = Document(
            kind: .creditNote, currency: invoice.currency, lines: credited,
            taxes: taxes.map(\.tax), pricing: invoice.pricing, taxRounding: invoice.taxRounding)
        let positions = wanted.map(\.line)
        let fitting = try taken.rest(of: invoice, lines, taxes).fitting(
            document.checkedTotals(), positions: positions, pricing: invoice.pricing)
        guard let totals = fitting else {
            throw Refusal(
                .aboveOriginal, "It takes back more tax than is left on \(invoice.name); take "
                    + "lines above and below zero back together.", at: "/lines")
        }
        try totals.checkWithholding(document)
        let together = try checkTotal(totals.payable, of: invoice, taken)
        var draft = DocumentDraft(
            id: request.creditNoteID, party: invoice.party, day: day, document: document,
            totals: totals)
        draft.original = invoice.id
        draft.note = request.reason
        draft.originalPositions = positions
        return CreditNoteDraft(
            draft: draft, totals: totals, takesAll: together == invoice.amounts.payable)
    }

    private static func rest(
        of lines: [StoredLine], _ taken: CreditTaken
    ) throws -> [CreditInvoice.Line] {
        let rest = lines.enumerated().compactMap { index, stored -> CreditInvoice.Line? in
            let left = stored.line.quantity.millionths - (taken.lines[index]?.quantity ?? 0)
            return left == 0
                ? nil : CreditInvoice.Line(line: index, quantity: Quantity(millionths: left))
        }
        if rest.isEmpty {
            throw Refusal(.aboveOriginal, "Everything on this invoice has been taken back.")
        }
        return rest
    }

    private static func line(
        _ want: CreditInvoice.Line, of lines: [StoredLine], _ taken: inout CreditTaken,
        at pointer: String
    ) throws -> DocumentLine {
        guard lines.indices.contains(want.line) else {
            throw Refusal(
                .aboveOriginal, "The invoice has no line \(want.line).", at: pointer + "/line")
        }
        let original = lines[want.line].line
        let before = taken.lines[want.line]?.quantity ?? 0
        let (sum, overflow) = before.addingReportingOverflow(want.quantity.millionths)
        // A line that takes something back on the invoice is itself taken back below zero.
        let isWithin =
            original.quantity.millionths > 0
            ? want.quantity.millionths > 0 && sum <= original.quantity.millionths
            : want.quantity.millionths < 0 && sum >= original.quantity.millionths
        guard !overflow, isWithin else {
            throw Refusal(
                .aboveOriginal, "The invoice has \(original.quantity.decimal) of this line, and "
                    + "\(Quantity(millionths: before).decimal) was taken back.",
                at: pointer + "/quantity")
        }
        let price = want.unitPrice ?? original.unitPrice
        guard price.currency == original.unitPrice.currency,
            price.millionths <= original.unitPrice.millionths
        else {
            throw Refusal(
                .aboveOriginal, "The invoice's price is \(original.unitPrice.decimal).",
                at: pointer + "/unit_price")
        }
        taken.add(
            sum, at: want.line, isFullPrice: price.millionths == original.unitPrice.millionths)
        return DocumentLine(
            description: original.description, quantity: want.quantity, unitPrice: price,
            adjustments: original.adjustments, taxes: original.taxes, account: original.account)
    }

    /// - Returns: what all credit notes of the invoice come to together.
    private static func checkTotal(
        _ total: Money, of invoice: StoredDocument, _ taken: CreditTaken
    ) throws -> Money {
        let credited = Money(minorUnits: taken.payable, currency: invoice.currency)
        let sum = try credited.adding(total)
        if try invoice.amounts.payable.isLess(than: sum) {
            throw Refusal(
                .aboveOriginal, "Together the credit notes come to \(sum.decimal), and "
                    + "\(invoice.name) to \(invoice.amounts.payable.decimal).", at: "/lines")
        }
        if total.isNegative {
            throw Refusal(.totalsImpossible, "A credit note is not negative.", at: "/lines")
        }
        return sum
    }
}
