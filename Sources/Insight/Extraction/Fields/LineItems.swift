/// Article lines: a description, and amounts of which the last is what the line costs.
enum LineItems {
    static func find(
        _ lines: [TextLine], _ amounts: Amounts, _ roles: AmountRoles
    ) -> [ExtractedLine] {
        let sums: [MoneyLabel] = [.grandTotal, .total, .subtotal]
        let end = roles.places.first { place in
            place.label.map { sums.contains($0.label) } ?? false
        }?.amount.line ?? 0
        var found: [ExtractedLine] = []
        var pending: TextLine?
        for line in lines where line.index < end {
            let priced = amounts.byLine[line.index].filter {
                $0.decimals == amounts.notation.decimals
            }
            let isLabelled = !amounts.labels[line.index].isEmpty
            let isDated = !DayReader().days(in: line.folded).isEmpty
            if let last = priced.last, amounts.isPrice(last), !isLabelled, !isDated,
                !amounts.isClock(last, line), !AmountReader.isTimed(last, lines)
            {
                found.append(item(line, priced, last, above: pending, amounts))
                pending = nil
            } else {
                pending = isLabelled || isDated || line.letterCount < 3 ? nil : line
            }
        }
        return found
    }

    /// Where the line itself has no words, they stand above it.
    private static func item(
        _ line: TextLine, _ priced: [PrintedAmount], _ last: PrintedAmount, above: TextLine?,
        _ amounts: Amounts
    ) -> ExtractedLine {
        let firstAmount = amounts.byLine[line.index].first?.words.lowerBound ?? line.words.count
        let own = line.words[..<max(firstAmount, 0)].map { $0.text }.joined(separator: " ")
        let letters = Fold.upper(own).count(where: Fold.isLetter)
        let description = letters >= 3 ? own : (above?.text ?? own)
        var box = line.box
        if letters < 3, let above { box = box.union(above.box) }
        var item = ExtractedLine(
            description: description, amount: last.signedText, box: box, page: line.page)
        settleQuantity(&item, line, priced, last, amounts)
        return item
    }

    /// A quantity is stated only where quantity times price is the amount, to the cent.
    private static func settleQuantity(
        _ item: inout ExtractedLine, _ line: TextLine, _ priced: [PrintedAmount],
        _ last: PrintedAmount, _ amounts: Amounts
    ) {
        let numbers = line.words.indices.compactMap { index -> AmountReader.Number? in
            guard index < last.words.lowerBound else { return nil }
            var word = line.words[index].folded
            while let tail = word.last, tail == UInt8(ascii: "X") || tail == UInt8(ascii: "*") {
                word.removeLast()
            }
            return AmountReader.number(word, amounts.notation)
        }
        for price in priced.dropLast() {
            for number in numbers where number.thousandths > 0 && number.decimals <= 3 {
                guard number.thousandths < 100_000_000, price.thousandths < 1_000_000_000 else {
                    continue
                }
                let product = number.thousandths * price.thousandths
                let exact = last.thousandths * thousand
                guard number.thousandths != price.thousandths || product == exact,
                    abs(product - exact) < 5 * thousand
                else { continue }
                item.quantity = number.text
                item.unitPrice = price.text
                return
            }
        }
    }

    private static let thousand: Int64 = 1000
}
