import Ledger

/// Decides from words and where they stand what a paper says. A value that neither a label nor
/// arithmetic supports stays nil: nothing is invented.
public enum FieldExtraction {
    public static func extract(
        from pages: [PageWords], hints: ExtractionHints = ExtractionHints()
    ) -> ExtractedPaper {
        let lines = PageLayout.lines(of: pages)
        let amounts = Amounts(lines)
        let roles = AmountRoles(lines, amounts)
        var paper = ExtractedPaper()
        guard !lines.isEmpty else {
            paper.warnings.append(
                ExtractionWarning(code: "no_text", message: "No print was found on this paper."))
            return paper
        }
        let total = total(TotalRule(lines, amounts, roles).candidates(), &paper)
        let taxes = TaxRule(roles: roles, total: total)
        paper.subtotal = taxes.subtotal()
        paper.tax = taxes.tax()
        paper.date = date(DateRule(lines: lines, hints: hints).candidates())
        paper.dueDate = DueDateRule.find(lines)
        supplier(lines, &paper)
        paper.number = NumberRule.find(lines)
        paper.currency = CurrencyRule.find(lines, amounts, hints: hints)
        paper.kind = KindRule.kind(lines, hasDueDate: paper.dueDate.value != nil)
        paper.lines = LineItems.find(lines, amounts, roles)
        state(sourcesOf: pages, in: &paper)
        warn(&paper, roles)
        return paper
    }

    /// Below this a value is more likely wrong than not worth correcting; it stays away.
    private static let leastConfidence = 0.12

    private static func total(
        _ candidates: [TotalRule.Candidate], _ paper: inout ExtractedPaper
    ) -> PrintedAmount? {
        let chances = TotalModel.choice.probabilities(candidates.map { $0.evidence.vector })
        guard let best = highest(chances), chances[best] >= leastConfidence else { return nil }
        let amount = candidates[best].amount
        paper.total = ExtractedField(
            value: amount.text, confidence: chances[best], box: amount.box, page: amount.page)
        return amount
    }

    private static func date(_ candidates: [DateRule.Candidate]) -> ExtractedField {
        let chances = DateModel.choice.probabilities(candidates.map { $0.evidence.vector })
        guard let best = highest(chances), chances[best] >= leastConfidence else {
            return ExtractedField()
        }
        let found = candidates[best]
        return ExtractedField(
            value: found.day.iso, confidence: chances[best], box: found.box, page: found.line.page)
    }

    private static func supplier(_ lines: [TextLine], _ paper: inout ExtractedPaper) {
        let rule = SupplierRule(lines)
        let candidates = rule.candidates()
        let chances = SupplierModel.choice.probabilities(candidates.map { $0.evidence.vector })
        guard let best = highest(chances), chances[best] >= leastConfidence else { return }
        let found = candidates[best]
        paper.supplier = ExtractedField(
            value: found.name, confidence: chances[best], box: found.box, page: found.page)
        paper.supplierAddress = AddressRule.find(
            after: found.lines, lines: lines, header: rule.header)
    }

    private static func highest(_ chances: [Double]) -> Int? {
        chances.indices.max { chances[$0] < chances[$1] }
    }

    private static func state(sourcesOf pages: [PageWords], in paper: inout ExtractedPaper) {
        for name in FieldName.allCases where paper[name].value != nil {
            let page = pages.first { $0.number == paper[name].page } ?? pages.first
            paper[name].source = page?.source
        }
    }

    private static func warn(_ paper: inout ExtractedPaper, _ roles: AmountRoles) {
        if paper.total.value == nil {
            paper.warnings.append(
                ExtractionWarning(
                    code: "total_missing",
                    message: "No amount is named as the total, nor do sums lead to one.",
                    field: .total))
        } else if let sum = roles.itemSum, paper.total.confidence < 0.9,
            let total = AmountReader.number(Fold.upper(paper.total.value ?? "")),
            sum != total.thousandths, !roles.sums.contains(total.thousandths)
        {
            paper.warnings.append(
                ExtractionWarning(
                    code: "lines_differ", message: "The article lines do not add up to the total.",
                    field: .total))
        }
        if paper.date.value == nil {
            paper.warnings.append(
                ExtractionWarning(
                    code: "date_missing", message: "No day was found on this paper.", field: .date))
        }
    }
}
