extension AmountRoles {
    /// Below this a figure may be another one.
    private static let sure = 0.95

    /// A total of which figures were misread is no sum of anything on the paper. Where what is sold
    /// at each rate, or what was paid less the change, makes a sum that stands nowhere else and
    /// reads like what was read, it is that sum.
    mutating func settleMisread(_ lines: [TextLine], _ amounts: Amounts) {
        let decimals = amounts.notation.decimals
        guard decimals > 0 else { return }
        let printed = places.map { $0.amount.thousandths }
        let known = rateSums.union(paid).union(subtotalSums).union(rounded)
        let sums = known.filter { $0 > 0 && !printed.contains($0) }
        guard !sums.isEmpty else { return }
        for index in places.indices where isTotal(places[index]) {
            let amount = places[index].amount
            let value = amount.thousandths
            let isBroken = amount.decimals != decimals || isBeheaded(amount, in: lines)
            guard isBroken || amount.confidence < Self.sure, value >= 0,
                !known.contains(value), itemSum != value,
                isBroken || printed.count(where: { $0 == value }) == 1
            else { continue }
            let figures = Row(
                amount: Self.figures(amount.text),
                line: Self.figures(
                    beside: amount, lines, amounts.labels[amount.line]))
            var like = sums.filter { sum in
                let wanted = Self.figures(AmountReader.text(sum, decimals: decimals))
                if isBroken, figures.holds(wanted) { return true }
                // Less apart is what rounding to coins makes of a sum.
                guard isBroken || abs(sum - value) >= Self.coins else { return false }
                return figures.isLike(wanted, mayMiss: isBroken && rateSums.contains(sum) ? 2 : 1)
            }
            // What is rounded is so to coins.
            if like.count > 1 { like = like.filter { $0 % Self.coins == 0 } }
            guard like.count == 1, let sum = like.first else { continue }
            places[index].amount.thousandths = sum
            places[index].amount.text = AmountReader.text(sum, decimals: decimals)
            places[index].amount.decimals = decimals
            places[index].amount.corrected = true
            reckoned.insert(sum)
        }
    }

    /// Totals with the rounding that the paper names.
    private var rounded: Set<Int64> {
        let roundings = values(.rounding)
        return Set(
            values(.total, .grandTotal).flatMap { total in
                roundings.flatMap { [total + $0, total - $0] }
            }.filter { $0 % Self.coins == 0 })
    }

    private func isTotal(_ place: Place) -> Bool {
        !place.inSummary && (place.label?.label == .grandTotal || place.label?.label == .total)
    }

    /// `.21` has lost what stood before its point.
    private func isBeheaded(_ amount: PrintedAmount, in lines: [TextLine]) -> Bool {
        let word = lines[amount.line].words[amount.words.lowerBound].folded
        return word.first { Fold.isDigit($0) || $0 == UInt8(ascii: ".") } == UInt8(ascii: ".")
    }

    /// All figures beside an amount, behind its label where that stands in its row. What is torn
    /// apart may have fallen into rows of its own.
    private static func figures(
        beside amount: PrintedAmount, _ lines: [TextLine], _ labels: [LabelMatch]
    ) -> [UInt8] {
        let row = lines[amount.line]
        let label = labels.last.map {
            row.words[row.tokens[$0.tokens.upperBound - 1].word].box.right
        }
        let beside = lines.filter { $0.page == row.page }.flatMap { line in
            line.words.filter { word in
                let overlap = min(word.box.bottom, row.box.bottom) - max(word.box.y, row.box.y)
                return 2 * overlap > word.box.height && word.box.x >= label ?? 0
            }
        }.sorted { ($0.box.x, $0.box.right) < ($1.box.x, $1.box.right) }
        return beside.flatMap { $0.folded.filter(Fold.isDigit) }
    }

    private static func figures(_ text: String) -> [UInt8] { text.utf8.filter(Fold.isDigit) }

    /// What was read of an amount, and of its row.
    private struct Row {
        let amount: [UInt8]
        let line: [UInt8]

        /// An amount of fewer figures may be anything.
        private static let fewest = 3

        func isLike(_ wanted: [UInt8], mayMiss limit: Int) -> Bool {
            guard wanted.count >= Self.fewest else { return false }
            let limit = min(limit, wanted.count - Self.fewest + 1)
            let read = amount.drop { $0 == UInt8(ascii: "0") }
            return EditDistance.between(Array(read)[...], wanted, limit: limit) <= limit
        }

        /// Whether the row has these figures in this order, though torn apart or read twice.
        func holds(_ wanted: [UInt8]) -> Bool {
            guard wanted.count > Self.fewest, line.count <= 2 * wanted.count else { return false }
            var rest = wanted[...]
            for figure in line where figure == rest.first { rest = rest.dropFirst() }
            return rest.isEmpty
        }
    }
}
