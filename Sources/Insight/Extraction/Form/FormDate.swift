import Ledger

/// The day of the invoice and the day by which to pay it, by the words beside and above them.
struct FormDate {
    let form: Form
    let hints: ExtractionHints
    let order: DayOrder

    private struct Place {
        let cell: Form.Cell
        let printed: PrintedDay

        /// The words of its cell that stand before it.
        var before: ArraySlice<PrintedWord> {
            cell.line.words[..<cell.line.words(ofBytes: printed.range).lowerBound]
        }
    }

    func date() -> ExtractedField {
        let places = self.places()
        var best = ExtractedField()
        for place in places {
            guard let strength = strength(of: place, among: places) else { continue }
            let found = field(place, strength)
            if found.confidence > best.confidence + 0.001 { best = found }
        }
        return best
    }

    func dueDate() -> ExtractedField {
        var best = ExtractedField()
        for place in places() {
            for (label, share) in labels(of: place) {
                guard let match = label.strongest(of: .dueDate) else { continue }
                let found = field(place, match * share)
                if found.confidence > best.confidence + 0.001 { best = found }
            }
        }
        return best
    }

    private func places() -> [Place] {
        var reader = DayReader()
        reader.monthFirst = order.monthFirst
        return form.cells.flatMap { cell in
            reader.days(in: cell.line.folded).map { Place(cell: cell, printed: $0) }
        }
    }

    /// What names the day: the words before it in its cell, the cell to its left, the one above.
    private func labels(of place: Place) -> [(label: FormLabel, share: Double)] {
        let before = FormLabel(place.before)
        if !before.tokens.isEmpty { return [(before, 1)] }
        var found: [(label: FormLabel, share: Double)] = []
        if let left = form.left(of: place.cell) {
            found.append((FormLabel(left.line.words[...]), 0.98))
        }
        if let above = form.above(place.cell) {
            found.append((FormLabel(above.line.words[...]), 0.85))
        }
        return found
    }

    private func strength(of place: Place, among places: [Place]) -> Double? {
        if place.printed.format == .unseparated { return nil }
        if let today = hints.today.flatMap({ Day(iso: $0) }), place.printed.day > today {
            return nil
        }
        let labels = self.labels(of: place)
        for (label, share) in labels {
            let own = label.strongest(of: .date) ?? 0
            if own > 0.9 { return label.isTurned ? nil : own * share }
            if label.strongest(of: .otherDates) != nil || label.strongest(of: .dueDate) != nil {
                return nil
            }
            // Sentences name other days with the same small words.
            if own > 0, label.words <= 8 {
                return (isInTitle(place) ? 0.94 : own) * share - 0.15 * form.depth(place.cell)
            }
            if isInTitle(place) { return 0.85 * share }
            if label.words > 4 { return nil }
        }
        // A day that nothing names: at the top of the first page, it is the letter's.
        guard place.cell.line.page == 1, form.depth(place.cell) < 0.45 else { return nil }
        let isAlone = places.allSatisfy { $0.printed.day == place.printed.day }
        return (isAlone ? 0.7 : 0.6) - 0.2 * form.depth(place.cell)
    }

    /// `Rechnung Nr. 17 vom 3.5.2018`: the row up to the day has a title with its number.
    private func isInTitle(_ place: Place) -> Bool {
        let row = form.rows[place.cell.row].map { form.cells[$0].line }
        let words = row.filter { $0.index < place.cell.line.index }.flatMap { $0.words }
            + place.before
        return FormLabel(words[...]).strongest(of: .number) != nil
            && words.contains {
                FormNumber.isNumber($0.folded) || $0.folded.count(where: Fold.isDigit) >= 6
            }
    }

    private func field(_ place: Place, _ strength: Double) -> ExtractedField {
        let line = place.cell.line
        let words = line.words(ofBytes: place.printed.range)
        let sure = line.words[words].map { $0.confidence }.min() ?? 0
        var chance = min(strength, 0.96) * (0.5 + 0.5 * sure)
        if place.printed.corrected { chance *= 0.8 }
        if place.printed.isAmbiguous && line.words[words].contains(where: Self.hasStroke) {
            chance *= 0.97
        }
        return ExtractedField(
            value: place.printed.day.iso, confidence: chance,
            box: line.box(ofBytes: place.printed.range), page: line.page)
    }

    private static func hasStroke(_ word: PrintedWord) -> Bool {
        word.folded.contains(UInt8(ascii: "/"))
    }
}

/// Words that name something, with the phrases found among them.
struct FormLabel {
    let tokens: [Token]
    let words: Int
    private let line: TextLine?

    init(_ words: ArraySlice<PrintedWord>) {
        line = words.isEmpty ? nil : TextLine(page: 1, index: 0, words: Array(words))
        tokens = line?.tokens ?? []
        self.words = words.count
    }

    /// The words name the paper's own day and then another one, as in `on the day of issue (as of
    /// 4.3.2014)`; not where both are one, as in `invoice date / date of supply`.
    var isTurned: Bool {
        guard let line else { return false }
        let own = tokens.indices.last { line.phrase(at: $0, of: .date)?.strength ?? 0 > 0.9 }
        guard let own, let match = line.phrase(at: own, of: .date) else { return false }
        return tokens.indices.dropFirst(match.tokens.upperBound).contains { place in
            guard line.phrase(at: place, of: .otherDates) != nil else { return false }
            return place > match.tokens.upperBound + 1
                || line.words[tokens[place].word].folded.first == UInt8(ascii: "(")
        }
    }

    /// The strength of the best phrase that begins at any of the words.
    func strongest(of lexicon: FormLexicon) -> Double? {
        guard let line else { return nil }
        var best: Double?
        for start in tokens.indices {
            guard let match = line.phrase(at: start, of: lexicon) else { continue }
            best = max(best ?? 0, match.strength)
        }
        return best
    }
}
