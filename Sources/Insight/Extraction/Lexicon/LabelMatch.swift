/// Where a phrase stands in a line.
struct LabelMatch {
    var label: MoneyLabel
    /// Tokens of the line.
    var tokens: Range<Int>
    /// Letters that had to be forgiven.
    var distance: Int
    var length: Int
    /// Of a sum at one rate of tax: the rate's figures.
    var rate: [UInt8] = []
}

extension TextLine {
    /// All money labels of the line from left to right, none inside another.
    func moneyLabels() -> [LabelMatch] {
        var matches: [LabelMatch] = []
        var start = 0
        while start < tokens.count {
            if let match = sumAtRate(at: start) ?? moneyLabel(at: start) {
                matches.append(match)
                start = match.tokens.upperBound
            } else {
                start += 1
            }
        }
        return matches.isEmpty ? labelAlone().map { [$0] } ?? [] : matches
    }

    /// `TOTAL 6% SUPPLIES (EXCL. GST):` is what is sold at that rate, `TOTAL 6% GST` the tax of it;
    /// `TOTAL (6% GST INCL.)` stays a total.
    private func sumAtRate(at start: Int) -> LabelMatch? {
        let rate = start + 1
        guard rate < tokens.count, MoneyLabel.sums.contains(tokens[start].key),
            tokens[rate].key.allSatisfy(Fold.isDigit),
            words[tokens[rate].word].folded.contains(UInt8(ascii: "%"))
        else { return nil }
        let named = tokens[(rate + 1)...].prefix { $0.key.contains(where: Fold.isLetter) }
        guard let first = named.first?.key else { return nil }
        // `TOTAL 10% DISCOUNT` is what its own words say.
        let parts: [MoneyLabel] = [.tax, .total, .subtotal, .grandTotal]
        if let own = moneyLabel(at: rate + 1), !parts.contains(own.label) { return nil }
        let isTax = MoneyLabel.taxes.contains(first)
        let isIncluded = named.contains { $0.key.starts(with: "INC".utf8) }
        return LabelMatch(
            label: !isTax ? .rateTotal : isIncluded ? .total : .tax,
            tokens: start..<named.endIndex, distance: 0, length: tokens[start].key.count,
            rate: isTax ? [] : tokens[rate].key)
    }

    /// `DUE 25.15`: the only word before an amount.
    private func labelAlone() -> LabelMatch? {
        let named = words.indices.filter { place in
            let key = Fold.alphanumerics(words[place].folded)
            return key.contains(where: Fold.isLetter) && !CurrencyMark.isMark(key)
                && AmountReader.number(words[place].folded) == nil
        }
        guard named == [0], let first = tokens.first?.key,
            let known = MoneyLabel.alone.first(where: { $0.phrase == first })
        else { return nil }
        return LabelMatch(
            label: known.label, tokens: 0..<1, distance: 0, length: known.phrase.count)
    }

    /// The phrase that explains most letters from this token on.
    private func moneyLabel(at start: Int) -> LabelMatch? {
        var best: LabelMatch?
        var joined: [UInt8] = []
        for end in start..<min(start + 6, tokens.count) {
            joined += tokens[end].key
            guard joined.count <= 28 else { break }
            for (phrase, label) in MoneyLabel.phrases {
                let limit = MoneyLabel.exact.contains(phrase)
                    ? 0 : phrase.count >= 10 ? 2 : phrase.count >= 5 ? 1 : 0
                let distance = EditDistance.between(joined[...], phrase, limit: limit)
                guard distance <= limit else { continue }
                let gain = phrase.count - 2 * distance
                if gain > (best.map { $0.length - 2 * $0.distance } ?? 0) {
                    best = LabelMatch(
                        label: label, tokens: start..<end + 1, distance: distance,
                        length: phrase.count)
                }
            }
        }
        return best
    }
}
