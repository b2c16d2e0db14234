/// Whether what a paper shows adds up: its lines to the total, a tax to its rate.
struct PaperSums {
    let view: PaperView

    func warn(_ paper: inout ExtractedPaper) {
        guard let total = Self.thousandths(paper.total.value) else { return }
        // Lines of a receipt are found less well than a sure total is.
        let isProven = view.roles.sums.contains(total) || view.roles.paid.contains(total)
        if paper.kind != .receipt || paper.total.confidence < 0.9 && !isProven,
            let sum = Self.sum(of: paper.lines), !leads(sum, to: total, in: paper)
        {
            paper.warnings.append(
                ExtractionWarning(
                    code: "lines_differ", message: "The article lines do not add up to the total.",
                    field: .total))
        }
        warnOfRate(&paper, total)
    }

    /// What the lines that are shown add up to, in thousandths; nil where one has no amount.
    private static func sum(of lines: [ExtractedLine]) -> Int64? {
        var sum: Int64 = 0
        for line in lines {
            guard let amount = thousandths(line.amount) else { return nil }
            let (next, isTooLarge) = sum.addingReportingOverflow(amount)
            if isTooLarge { return nil }
            sum = next
        }
        return lines.isEmpty ? nil : sum
    }

    static func thousandths(_ text: String?) -> Int64? {
        text.flatMap { AmountReader.number(Fold.upper($0)) }?.thousandths
    }

    /// Lines lead to the total through any of the taxes, charges, discounts and roundings that the
    /// paper names.
    private func leads(_ sum: Int64, to total: Int64, in paper: ExtractedPaper) -> Bool {
        // A credit note is told by its kind; its lines may have their signs.
        let rest = paper.kind == .creditNote ? total - abs(sum) : total - sum
        let added: [MoneyLabel] = [.tax, .service, .extra]
        var steps = view.roles.places.filter { place in
            !place.inSummary && place.label.map { added.contains($0.label) } ?? false
        }.map { $0.amount.thousandths }.suffix(Self.mostSteps)
        if let tax = Self.thousandths(paper.tax.value), !steps.contains(tax) { steps.append(tax) }
        let reductions = view.roles.values(.discount, .rounding).map { abs($0) }
        var reached: Set<Int64> = [0]
        for step in steps { reached.formUnion(reached.map { $0 + step }) }
        for step in reductions {
            reached.formUnion(reached.map { $0 - step } + reached.map { $0 + step })
        }
        return reached.contains { abs($0 - rest) <= Self.rounding }
    }

    /// Each doubles the sums to try.
    private static let mostSteps = 6
    /// Thousandths: one cent for what is rounded line by line.
    private static let rounding: Int64 = 10

    /// A tax that names its rate beside one base must be that share of it. Receipts sell at several
    /// rates in one sum.
    private func warnOfRate(_ paper: inout ExtractedPaper, _ total: Int64) {
        guard paper.kind != .receipt, let tax = Self.thousandths(paper.tax.value), tax > 0,
            let rate = rate(beside: paper.tax), view.roles.values(.tax).allSatisfy({ $0 == tax })
        else { return }
        // In ten thousandths of the base.
        let net = Self.thousandths(paper.subtotal.value)
        let bases = [net, total - tax, Self.sum(of: paper.lines)].compactMap { $0 }
            + view.roles.values(.subtotal)
        func isNear(_ expected: Int64) -> Bool {
            abs(expected - tax) <= max(2 * Self.rounding, expected / 200)
        }
        let isShare = bases.contains { base in
            let (product, isTooLarge) = base.multipliedReportingOverflow(by: rate)
            return isTooLarge || isNear(product / 100_000)
        }
        guard !isShare, net != nil else { return }
        paper.warnings.append(
            ExtractionWarning(
                code: "tax_rate_differs",
                message: "The tax is not the share of the net amount that its rate says.",
                field: .tax))
    }

    /// The one rate in the row of a field, in thousandths of a percent.
    private func rate(beside field: ExtractedField) -> Int64? {
        guard let box = field.box else { return nil }
        let row = view.lines.first { line in
            line.page == field.page && line.words.contains { Self.meet($0.box, box) }
        }
        guard let rates = row?.rates, rates.count == 1, let rate = rates.first, rate > 0,
            rate < 50_000
        else { return nil }
        return rate
    }

    private static func meet(_ one: Box, _ other: Box) -> Bool {
        one.x < other.right && other.x < one.right && one.y < other.bottom && other.y < one.bottom
    }
}

extension TextLine {
    /// The rates that stand in the line, in thousandths of a percent: `VAT 16%`, `TVA 5,5 %`. None
    /// where one of them cannot be read.
    var rates: [Int64] {
        var found: [Int64] = []
        for (place, word) in words.enumerated() {
            guard word.folded.contains(UInt8(ascii: "%")) else { continue }
            var figures = word.folded.filter { $0 != UInt8(ascii: "%") }
            if !figures.contains(where: Fold.isDigit), place > 0 {
                figures = words[place - 1].folded
            }
            let plain = figures.filter { Fold.isDigit($0) || $0 == UInt8(ascii: ".")
                || $0 == UInt8(ascii: ",") }
            guard let number = AmountReader.number(plain) else { return [] }
            found.append(number.thousandths)
        }
        return found
    }
}
