extension FormParties {
    /// A name that goes on: after a salutation, and up to its legal form.
    func lines(from first: Form.Cell, _ chance: Double) -> Party? {
        var parts: [(TextLine, Range<Int>)] = []
        var cell: Form.Cell? = first
        while let current = cell, parts.count < 2 {
            let line = current.line
            guard isName(line, line.words.indices) else { break }
            let next = form.below(current, reach: 2).flatMap { next in
                abs(next.box.x - current.box.x) <= line.height ? next : nil
            }
            if PartyLexicon.firms.contains(current.key), next != nil {
                cell = next
                continue
            }
            parts.append((line, line.words.indices))
            cell = next
            if PartyLexicon.salutations.contains(current.key) { continue }
            guard let next, !Self.endsInLegalForm(line, line.words.indices),
                Self.endsInLegalForm(next.line, next.line.words.indices),
                next.line.digitCount == 0
            else { break }
        }
        guard !parts.isEmpty else { return nil }
        return named(parts, chance, after: cell)
    }

    func named(
        _ parts: [(TextLine, Range<Int>)], _ chance: Double, after cell: Form.Cell?
    ) -> Party {
        var name = field(parts, chance)
        name.value = name.value.map(NameRepair.form(of:))
        return Party(name: name, address: address(from: cell))
    }

    /// The lines after a name up to the postal one.
    private func address(from cell: Form.Cell?) -> ExtractedField {
        var lines: [(TextLine, Range<Int>)] = []
        var cell = cell
        while let current = cell, lines.count < 6 {
            lines.append((current.line, current.line.words.indices))
            if PostalLine.stands(in: current.line) { return field(lines, 0.75) }
            cell = form.below(current, reach: 2)
        }
        return ExtractedField()
    }

    static func endsInLegalForm(_ line: TextLine, _ words: Range<Int>) -> Bool {
        let tokens = line.tokens.filter { words.contains($0.word) }
        for count in 1...3 where tokens.count > count {
            let joined = tokens.suffix(count).flatMap { $0.key }
            if PartyLexicon.legalForms.contains(joined) { return true }
        }
        return false
    }

    func field(_ parts: [(TextLine, Range<Int>)], _ chance: Double) -> ExtractedField {
        let texts = parts.map { line, words in NameTrim.text(of: line, words) }
        let words = parts.flatMap { line, words in line.words[words] }
        let sure = words.reduce(0) { $0 + $1.confidence } / Double(max(words.count, 1))
        let boxes = parts.compactMap { line, words in line.box(of: words) }
        return ExtractedField(
            value: texts.joined(separator: " "), confidence: chance * (0.5 + 0.5 * sure),
            box: boxes.dropFirst().reduce(boxes.first) { whole, next in whole?.union(next) },
            page: parts.first?.0.page)
    }
}
