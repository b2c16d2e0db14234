import Ledger

/// Decides from words and where they stand what a paper says. A value that neither a label nor
/// arithmetic supports stays nil: nothing is invented.
public enum FieldExtraction {
    /// - Parameter reader: Says which words are an address; without it a rule decides alone.
    public static func extract(
        from pages: [PageWords], hints: ExtractionHints = ExtractionHints(),
        reader: LayoutReader? = nil
    ) -> ExtractedPaper {
        let views = PaperView.all(of: pages, hints: hints, reader: reader)
        var paper = ExtractedPaper()
        guard views.contains(where: { !$0.lines.isEmpty }) else {
            paper.warnings.append(
                ExtractionWarning(code: "no_text", message: "No print was found on this paper."))
            return paper
        }
        let total = choose(views.map { $0.totals() }, TotalModel.choice, &paper.total)
        choose(views.map { $0.dates() }, DateModel.choice, &paper.date)
        let name = choose(views.map { $0.names() }, SupplierModel.choice, &paper.supplier)
        if reader != nil {
            choose(addresses(views), SupplierAddressModel.choice, &paper.supplierAddress)
        } else if let name, let lines = name.lines {
            let view = views[name.reading]
            paper.supplierAddress = AddressRule.find(
                after: lines, lines: view.lines, header: view.suppliers.header)
        }
        let view = views[total?.reading ?? 0]
        settleTaxes(in: &paper, view, total)
        paper.dueDate = surest(views) { DueDateRule.find($0.lines, $0.order) }
        paper.number = surest(views) { NumberRule.find($0.lines) }
        paper.kind = KindRule.kind(view.lines, hasDueDate: paper.dueDate.value != nil)
        paper.lines = LineItems.find(view.lines, view.amounts, view.roles)
        if paper.kind != .receipt {
            FormExtraction(views, pages: pages, hints: hints).improve(&paper)
        }
        settleCurrency(in: &paper, views, hints)
        state(sourcesOf: pages, in: &paper)
        warnOfMissing(&paper)
        var order = view.order
        paper.settle(&order, in: views.map { $0.lines })
        PaperDoubts(view: view, pages: pages, hints: hints).settle(&paper)
        PaperSums(view: view).warn(&paper)
        return paper
    }

    /// Each reading's addresses after the name that it offers.
    private static func addresses(_ views: [PaperView]) -> [[Choice]] {
        views.map { view in
            let names = Choices([view.names()], model: SupplierModel.choice)
            return view.addresses(after: names.best?.choice.lines)
        }
    }

    /// The choices of a field with their evidence, for fitting the models. The address is chosen
    /// only where there is a `reader`.
    public static func evidence(
        from pages: [PageWords], hints: ExtractionHints = ExtractionHints(),
        reader: LayoutReader? = nil
    ) -> [(field: FieldName, value: String, evidence: [Double])] {
        let views = PaperView.all(of: pages, hints: hints, reader: reader)
        var fields: [(FieldName, Choices)] = [
            (.total, Choices(views.map { $0.totals() }, model: TotalModel.choice)),
            (.date, Choices(views.map { $0.dates() }, model: DateModel.choice)),
            (.supplier, Choices(views.map { $0.names() }, model: SupplierModel.choice)),
        ]
        if reader != nil {
            let choices = Choices(addresses(views), model: SupplierAddressModel.choice)
            fields.append((.supplierAddress, choices))
        }
        return fields.flatMap { name, choices in
            choices.offered.map { (field: name, value: $0.value, evidence: $0.evidence) }
        }
    }

    @discardableResult
    private static func choose(
        _ readings: [[Choice]], _ model: ChoiceModel, _ field: inout ExtractedField
    ) -> Choice? {
        guard let (choice, chance) = Choices(readings, model: model).best else { return nil }
        field = ExtractedField(
            value: choice.value, confidence: chance, box: choice.box, page: choice.page)
        return choice
    }

    private static func settleTaxes(
        in paper: inout ExtractedPaper, _ view: PaperView, _ total: Choice?
    ) {
        let thousandths = total.flatMap { AmountReader.number(Fold.upper($0.value))?.thousandths }
        let rule = TaxRule(lines: view.lines, roles: view.roles, total: thousandths)
        paper.subtotal = rule.subtotal()
        paper.tax = rule.tax()
    }

    private static func surest(
        _ views: [PaperView], _ find: (PaperView) -> ExtractedField
    ) -> ExtractedField {
        views.map(find).max { $0.confidence < $1.confidence } ?? ExtractedField()
    }

    private static func state(sourcesOf pages: [PageWords], in paper: inout ExtractedPaper) {
        for name in FieldName.allCases where paper[name].value != nil {
            let page = pages.first { $0.number == paper[name].page } ?? pages.first
            paper[name].source = page?.source
        }
    }

    /// What stands beside the total names its currency.
    private static func settleCurrency(
        in paper: inout ExtractedPaper, _ views: [PaperView], _ hints: ExtractionHints
    ) {
        let found = views.map { view in
            CurrencyRule(view.lines, view.amounts, hints: hints).find(beside: paper.total)
        }
        guard let best = found.max(by: { $0.field.confidence < $1.field.confidence }) else {
            return
        }
        paper.currency = best.field
        guard let rival = best.rival, let code = best.field.value, rival != code else { return }
        paper.warnings.append(
            ExtractionWarning(
                code: "currency_unclear",
                message: "Amounts stand on the paper in \(code) and in \(rival).",
                field: .currency, proposal: rival))
    }

    private static func warnOfMissing(_ paper: inout ExtractedPaper) {
        if paper.total.value == nil {
            paper.warnings.append(
                ExtractionWarning(
                    code: "total_missing",
                    message: "No amount is named as the total, nor do sums lead to one.",
                    field: .total))
        }
        if paper.date.value == nil {
            paper.warnings.append(
                ExtractionWarning(
                    code: "date_missing", message: "No day was found on this paper.", field: .date))
        }
    }
}
