import Ledger

/// The day by which to pay: only a label can say so.
enum DueDateRule {
    static let labels = Phrase.list(
        "DUEDATE DUEON PAYBY PAYMENTDUE PAYABLEBY ECHEANCE TARIKHAKHIR LIPAKABLA DUE")

    static func find(_ lines: [TextLine], _ order: DayOrder) -> ExtractedField {
        let reader = DayReader(monthFirst: order.monthFirst)
        for line in lines {
            let folded = line.folded
            for printed in reader.days(in: folded) {
                let before = Fold.alphanumerics(folded[..<printed.range.lowerBound])
                guard labels.contains(where: { Phrase.contains(before, $0) }) else { continue }
                return ExtractedField(
                    value: printed.day.iso, confidence: 0.8 * line.confidence,
                    box: line.box(ofBytes: printed.range), page: line.page)
            }
        }
        return ExtractedField()
    }
}
