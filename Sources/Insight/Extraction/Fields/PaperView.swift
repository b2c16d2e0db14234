import Ledger

/// One reading of a paper, with everything that the rules need from it.
struct PaperView {
    let lines: [TextLine]
    let amounts: Amounts
    let roles: AmountRoles
    let suppliers: SupplierRule
    /// What the layout reader says of the words, where there is one.
    let meanings: WordMeanings?
    let order: DayOrder
    private let reading: Int
    private let hints: ExtractionHints

    init(
        _ lines: [TextLine], reading: Int, hints: ExtractionHints, order: DayOrder,
        reader: LayoutReader? = nil
    ) {
        self.order = order
        meanings = reader?.meanings(of: lines)
        self.lines = lines
        self.reading = reading
        self.hints = hints
        amounts = Amounts(lines)
        roles = AmountRoles(lines, amounts)
        suppliers = SupplierRule(lines)
    }

    /// One view for each reading of the pages; pages that were read only once are in both.
    static func all(
        of pages: [PageWords], hints: ExtractionHints, reader: LayoutReader?
    ) -> [PaperView] {
        var readings = [PageLayout.lines(of: pages)]
        if pages.contains(where: { !$0.alternative.isEmpty }) {
            let second = pages.map { page in
                var other = page
                if !page.alternative.isEmpty { other.words = page.alternative }
                return other
            }
            readings.append(PageLayout.lines(of: second))
        }
        let order = DayOrder(readings, hints: hints)
        return readings.enumerated().map { index, lines in
            PaperView(lines, reading: index, hints: hints, order: order, reader: reader)
        }
    }

    func totals() -> [Choice] {
        TotalRule(lines, amounts, roles).candidates().map { found in
            Choice(
                value: found.amount.text, key: Array("\(found.thousandths)".utf8),
                box: found.amount.box, page: found.amount.page, evidence: found.evidence.vector,
                reading: reading)
        }
    }

    func dates() -> [Choice] {
        DateRule(lines: lines, hints: hints, order: order).candidates().map { found in
            Choice(
                value: found.day.iso, key: Array(found.day.iso.utf8), box: found.box,
                page: found.line.page, evidence: found.evidence.vector, reading: reading)
        }
    }

    func names() -> [Choice] {
        suppliers.candidates().map { found in
            Choice(
                value: found.name, key: Fold.alphanumerics(Fold.upper(found.name)),
                box: found.box, page: found.page, evidence: found.evidence.vector,
                reading: reading, lines: found.lines)
        }
    }

    /// Where the layout reader marks an address, and where the rules see one after the name.
    func addresses(after name: ClosedRange<Int>?) -> [Choice] {
        guard let meanings else { return [] }
        let spans = AddressSpans(lines, suppliers.header, meanings, name: name)
        return spans.candidates().map { span in
            Choice(
                value: span.value, key: Fold.alphanumerics(Fold.upper(span.value)),
                box: span.box, page: span.page, evidence: span.evidence, reading: reading)
        }
    }
}
