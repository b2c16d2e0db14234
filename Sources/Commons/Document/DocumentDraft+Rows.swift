import Ledger
import Storage

extension DocumentDraft {
    /// Buffered rows only: drafts of one group are written together. With `issued`, the number
    /// that it takes is given in the same row.
    func insert(in work: any Work, issued: DocumentNumber? = nil) throws {
        let organisation = Value.id(work.actor.organisation)
        work.transaction.append(
            [
                organisation, .id(id), .text(document.kind.rawValue), .id(party.id),
                .text(original?.text), .text(issued?.text), .integer(issued?.fiscalYear),
                .integer(issued?.sequence), .text(supplierNumber), .day(day),
                .text(dueDay?.iso), .text(document.currency.code),
                .text(document.pricing.rawValue), .text(document.taxRounding.rawValue),
                .text(hasStatedTax ? "stated" : "computed"),
                .integer(amounts.net.minorUnits), .integer(amounts.tax.minorUnits),
                .integer(amounts.total.minorUnits), .integer(amounts.rounding.minorUnits),
                .integer(amounts.payable.minorUnits), .integer(amounts.withheld.minorUnits),
                .text(note), .text(source.rawValue), .id(work.actor.user), .instant(work.now),
                .instant(work.now), issued == nil ? .null : .instant(work.now),
            ], to: Self.table)
        try insertLines(in: work)
    }

    /// Replaces the draft of the same id.
    func replace(in work: any Work) throws {
        let organisation = work.actor.organisation
        try work.transaction.execute(
            """
            UPDATE document SET party_id = $3, supplier_number = $4, day = $5, due_day = $6,
                currency = $7, pricing = $8, tax_rounding = $9, net = $10, tax = $11,
                total = $12, rounding = $13, payable = $14, withheld = $15, note = $16,
                changed_at = $17
            WHERE organisation_id = $1 AND id = $2 AND issued_at IS NULL
            """,
            [
                .id(organisation), .id(id), .id(party.id), .text(supplierNumber), .day(day),
                .text(dueDay?.iso), .text(document.currency.code),
                .text(document.pricing.rawValue), .text(document.taxRounding.rawValue),
                .integer(amounts.net.minorUnits), .integer(amounts.tax.minorUnits),
                .integer(amounts.total.minorUnits), .integer(amounts.rounding.minorUnits),
                .integer(amounts.payable.minorUnits), .integer(amounts.withheld.minorUnits),
                .text(note), .instant(work.now),
            ])
        try Self.deleteLines(of: id, in: work)
        try insertLines(in: work)
    }

    static func deleteLines(of id: ID<Document>, in work: any Work) throws {
        for table in ["document_line", "document_tax"] {
            try work.transaction.execute(
                "DELETE FROM \(table) WHERE organisation_id = $1 AND document_id = $2",
                [.id(work.actor.organisation), .id(id)])
        }
    }

    private func insertLines(in work: any Work) throws {
        let organisation = Value.id(work.actor.organisation)
        for (position, (line, net)) in zip(document.lines, nets).enumerated() {
            work.transaction.append(
                [
                    organisation, .id(id), .integer(Int64(position)), .text(line.description),
                    .integer(line.quantity.millionths), .integer(line.unitPrice.millionths),
                    .integer(line.discount.partsPerMillion),
                    .text(line.taxes.joined(separator: " ")), .text(line.account?.text),
                    .integer(net.minorUnits),
                    originalPositions.isEmpty
                        ? .null : .integer(Int64(originalPositions[position])),
                ], to: Self.lineTable)
        }
        for (position, row) in taxes.enumerated() {
            work.transaction.append(
                [
                    organisation, .id(id), .integer(Int64(position)), .text(row.tax.code),
                    .text(row.tax.category.rawValue), .integer(row.tax.rate.partsPerMillion),
                    .bool(row.tax.isCompound), .bool(row.tax.isWithholding),
                    .bool(row.tax.isRecoverable), .integer(row.base.minorUnits),
                    .integer(row.amount.minorUnits),
                ], to: Self.taxTable)
        }
    }

    private static let table = AppendedTable(
        "document",
        [
            "organisation_id", "id", "kind", "party_id", "original_id", "number", "fiscal_year",
            "sequence", "supplier_number", "day", "due_day", "currency", "pricing",
            "tax_rounding", "tax_basis", "net", "tax", "total", "rounding", "payable",
            "withheld", "note", "source", "created_by", "created_at", "changed_at", "issued_at",
        ])
    private static let lineTable = AppendedTable(
        "document_line",
        [
            "organisation_id", "document_id", "position", "description", "quantity",
            "unit_price", "discount", "taxes", "account_id", "net", "original_position",
        ])
    private static let taxTable = AppendedTable(
        "document_tax",
        [
            "organisation_id", "document_id", "position", "code", "category", "rate",
            "is_compound", "is_withholding", "is_recoverable", "base", "amount",
        ])
}

extension DocumentLine {
    /// The percentage off the price: the only adjustment that a line of ours has.
    var discount: Rate {
        guard case .percent(let rate)? = adjustments.first?.amount else { return .zero }
        return rate
    }
}
