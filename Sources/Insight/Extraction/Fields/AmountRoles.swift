/// Every amount with its label, and the sums that connect them.
struct AmountRoles {
    struct Place {
        var amount: PrintedAmount
        var label: LabelMatch?
        /// In a table of taxes, or after it.
        var inSummary: Bool
    }

    var places: [Place] = []
    /// Nobody counts cents on this paper.
    let isWhole: Bool
    /// Cash less change.
    var paid: Set<Int64> = []
    /// Subtotals with taxes, service, discounts and rounding.
    var sums: Set<Int64> = []
    /// Those of them that begin from a subtotal, and those of what is sold at each rate.
    private(set) var subtotalSums: Set<Int64> = []
    var rateSums: Set<Int64> = []
    /// Totals that were misread and reckoned from their parts.
    var reckoned: Set<Int64> = []
    /// The amounts of the article lines together; nil with fewer than two lines.
    private(set) var itemSum: Int64?
    private(set) var medianHeight: Int

    /// More of a kind than this is noise, and every one multiplies the work.
    static let mostOfAKind = 5

    init(_ lines: [TextLine], _ amounts: Amounts) {
        let heights = lines.map { $0.height }.sorted()
        medianHeight = heights.isEmpty ? 1 : heights[heights.count / 2]
        isWhole = amounts.notation.decimals == 0
        var inSummary = false
        for line in lines {
            // Above the first amount it is the heading of a column of the articles.
            if !places.isEmpty,
                amounts.labels[line.index].contains(where: { $0.label == .summary })
            {
                inSummary = true
            }
            for amount in amounts.byLine[line.index]
            where amount.decimals <= max(2, amounts.notation.decimals) {
                let label = amounts.label(of: amount, in: lines)
                // A bare integer is a quantity, a code or a year unless a label claims it, or it
                // stands among the amounts of a paper without cents.
                if amount.decimals == 0 && label == nil && !amounts.isPrice(amount) { continue }
                if isNumber(amount, label, line)
                    || label == nil && amounts.isClock(amount, line)
                {
                    continue
                }
                places.append(Place(amount: amount, label: label, inSummary: inSummary))
            }
        }
        straighten(lines, amounts)
        settlePaid(amounts)
        settleExtras()
        settleDeposits(amounts)
        settleRoundings()
        settleSums()
        settleRates()
        settleItems(lines, amounts)
        settleMisread(lines, amounts)
    }

    /// `GST ID: 000292065280`: whole figures that name a firm or a paper.
    private func isNumber(
        _ amount: PrintedAmount, _ label: LabelMatch?, _ line: TextLine
    ) -> Bool {
        guard amount.decimals == 0, !amount.hasCurrency else { return false }
        let figures = line.words[amount.words.lowerBound].folded.drop { !Fold.isDigit($0) }
        return label?.label == .number || figures.count > 1 && figures.first == UInt8(ascii: "0")
    }

    func values(_ labels: MoneyLabel...) -> [Int64] { values(labels, from: 0) }

    private func values(_ labels: [MoneyLabel], from line: Int) -> [Int64] {
        var found: [Int64] = []
        for place in places where !place.inSummary && place.amount.line >= line {
            guard let label = place.label?.label, labels.contains(label) else { continue }
            let value = place.amount.thousandths
            if !found.contains(value) { found.append(value) }
        }
        return Array(found.prefix(Self.mostOfAKind))
    }

    /// Nobody pays before the articles are added up: an article's name may be like a payment's.
    /// Where amounts stand a row above what names them, the sum's own row has none.
    private mutating func settlePaid(_ amounts: Amounts) {
        let sums: [MoneyLabel] = [.grandTotal, .total, .subtotal]
        let start = amounts.labels.firstIndex { $0.contains { sums.contains($0.label) } }
        for cash in values([.cash], from: start ?? 0) {
            for change in values(.change) where cash > change && change >= 0 {
                paid.insert(cash - change)
            }
        }
    }

    private mutating func settleSums() {
        let taxes: [Int64] = [0] + values(.tax)
        let roundings: [Int64] = [0] + values(.rounding).flatMap { [$0, -$0] }
        let discounts: [Int64] = [0] + values(.discount).map { -abs($0) }
        let services: [Int64] = [0] + values(.service)
        let subtotals = values(.subtotal)
        for base in values(.subtotal, .total, .grandTotal) where base != 0 {
            // A tip is part of the sum that is made behind it, and of no other.
            let extras = subtotals.contains(base) ? services + values(.extra) : services
            for tax in taxes {
                for service in extras {
                    add(
                        base + tax + service, than: base, isSubtotal: subtotals.contains(base),
                        discounts, roundings)
                }
            }
        }
    }

    private mutating func add(
        _ value: Int64, than base: Int64, isSubtotal: Bool, _ discounts: [Int64],
        _ roundings: [Int64]
    ) {
        for discount in discounts {
            for rounding in roundings where value + discount + rounding != base {
                sums.insert(value + discount + rounding)
                if isSubtotal { subtotalSums.insert(value + discount + rounding) }
            }
        }
    }

    /// Article lines stand before the first line that sums anything up; the last amount of each
    /// is what it costs.
    private mutating func settleItems(_ lines: [TextLine], _ amounts: Amounts) {
        let sumLabels: [MoneyLabel] = [.grandTotal, .total, .subtotal]
        let end = places.first { place in
            place.label.map { sumLabels.contains($0.label) } ?? false
        }?.amount.line ?? lines.count
        var last: [Int: Int64] = [:]
        for place in places where place.amount.line < end && amounts.isPrice(place.amount) {
            guard place.label == nil, !AmountReader.isTimed(place.amount, lines) else { continue }
            last[place.amount.line] = place.amount.signed
        }
        if last.count >= 2 { itemSum = last.values.reduce(Int64(0)) { $0 + $1 } }
    }
}
