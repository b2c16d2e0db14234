/// Who sells and who buys: by a heading, by the sender's line over an address window, or by what
/// stands with an address.
struct FormParties {
    struct Party {
        var name: ExtractedField
        var address = ExtractedField()
    }

    let form: Form
    let blocks: [FormBlock]
    private let sender: SenderLine?
    let imprint: FormImprint

    init(_ form: Form) {
        self.form = form
        let rows = form.rows.map { $0.map { form.cells[$0] } }.filter { row in
            row.first.map { $0.line.page == 1 && form.depth($0) < 0.5 } ?? false
        }
        sender = rows.lazy.compactMap { SenderLine($0, height: form.height) }.first
        blocks = FormBlock.all(of: form, apartFrom: sender?.cell)
        imprint = FormImprint(form)
    }

    func find() -> (seller: Party?, buyer: Party?) {
        let seller = section(PartyLexicon.seller) ?? sendingParty()
        let buyer = section(PartyLexicon.buyer)
            ?? windowParty(apartFrom: seller)
        return (seller ?? unlabelledSeller(apartFrom: buyer), buyer)
    }

    // MARK: Headings

    private func section(_ lexicon: FormLexicon) -> Party? {
        for cell in form.cells {
            guard let match = cell.line.phrase(at: 0, of: lexicon),
                cell.line.phrase(at: 0, of: .number)?.strength ?? 0 < 0.9
            else { continue }
            let isWhole = match.tokens.upperBound == cell.line.tokens.count
            let last = cell.line.tokens[match.tokens.upperBound - 1].word
            let isMarked = cell.line.words[last].folded.last == UInt8(ascii: ":")
                || cell.line.words.count > last + 1
                    && cell.line.words[last + 1].folded == [UInt8(ascii: ":")]
            if isWhole {
                if let party = under(cell) ?? beside(cell) { return party }
            } else if isMarked {
                let rest = last + 1..<cell.line.words.count
                if isName(cell.line, rest) {
                    return named([(cell.line, rest)], 0.85, after: form.below(cell))
                }
            }
        }
        return nil
    }

    /// The lines under a heading: a name by its key, else the first line that can be one.
    private func under(_ heading: Form.Cell) -> Party? {
        var cell = form.below(heading, reach: 4)
        for _ in 0..<6 {
            guard let current = cell else { return nil }
            if isHeading(current) { return nil }
            let line = current.line
            if let key = line.phrase(at: 0, of: PartyLexicon.name) {
                let rest = line.words(after: key.tokens.upperBound - 1)
                if isName(line, rest) {
                    return named([(line, rest)], 0.9, after: form.below(current))
                }
                if let right = form.right(of: current) { return lines(from: head(of: right), 0.92) }
            }
            if abs(line.box.x - heading.box.x) <= 4 * heading.line.height,
                isName(line, line.words.indices)
            {
                return lines(from: current, 0.88)
            }
            cell = form.below(current, reach: 3)
        }
        return nil
    }

    /// A name of two lines stands in the middle of its key: its first line is above.
    private func head(of cell: Form.Cell) -> Form.Cell {
        guard let above = form.above(cell, reach: 1), form.left(of: above) == nil,
            abs(above.box.x - cell.box.x) <= cell.line.height,
            isName(above.line, above.line.words.indices)
        else { return cell }
        return above
    }

    private func beside(_ heading: Form.Cell) -> Party? {
        guard let right = form.right(of: heading), !isHeading(right),
            isName(right.line, right.line.words.indices)
        else { return nil }
        return lines(from: right, 0.85)
    }

    private func isHeading(_ cell: Form.Cell) -> Bool {
        for lexicon in [PartyLexicon.seller, PartyLexicon.buyer, PartyLexicon.other] {
            if let match = cell.line.phrase(at: 0, of: lexicon),
                match.tokens.upperBound == cell.line.tokens.count
            {
                return true
            }
        }
        return false
    }

    // MARK: Sender's line and window

    private func sendingParty() -> Party? {
        guard let sender else { return nil }
        let line = sender.cell.line
        // The same firm in print of its usual size is read more surely.
        let name = TextLine(page: 1, index: 0, words: Array(line.words[sender.name]))
        let letters = name.tokens.flatMap { $0.key }
        let larger = form.cells.first { cell in
            cell.line.height > line.height && Self.isSame(cell.key, letters)
        }
        if let larger { return lines(from: larger, 0.88) }
        let address = sender.address.isEmpty
            ? ExtractedField() : field([(line, sender.address)], 0.7)
        return Party(name: field([(line, sender.name)], 0.84), address: address)
    }

    /// An address under the sender's line, or the one that is least like the seller's.
    private func windowParty(apartFrom seller: Party?) -> Party? {
        var best: (block: FormBlock, chance: Double)?
        for block in blocks where block.cells[0].line.page == 1 {
            guard let chance = chanceOfBuyer(block, seller), chance > best?.chance ?? 0.45 else {
                continue
            }
            best = (block, chance)
        }
        guard let best, let first = firstName(of: best.block) else { return nil }
        return lines(from: first, best.chance)
    }

    private func chanceOfBuyer(_ block: FormBlock, _ seller: Party?) -> Double? {
        guard let postal = block.postal, let first = firstName(of: block),
            form.depth(first) < 0.5
        else { return nil }
        let place = block.cells.firstIndex { $0.line.index == first.line.index } ?? 0
        guard postal > place else { return nil }
        let name = first.key
        if let value = seller?.name.value {
            if Self.isSame(name, Fold.alphanumerics(Fold.upper(value))) { return nil }
        }
        var chance = 0.62
        if let sender {
            let gap = first.box.y - sender.cell.box.bottom
            let isUnder = gap > 0 && gap < 10 * form.height
                && abs(first.box.x - sender.cell.box.x) < 8 * form.height
            if isUnder { chance += 0.2 }
        }
        if PartyLexicon.salutations.contains(block.cells[0].key) { chance += 0.1 }
        if hasContact(block) { chance -= 0.22 }
        if recurs(first, below: 0.6) { chance -= 0.12 }
        if let above = form.above(block.cells[0], reach: 3), isOther(above) { chance -= 0.15 }
        return chance
    }

    /// In its lines or, in a letterhead, beside them.
    func hasContact(_ block: FormBlock) -> Bool {
        let isHead = block.cells.first.map { form.depth($0) < Self.head } ?? false
        return block.cells.contains { cell in
            hasContact(cell) || isHead && form.right(of: cell).map(hasContact) ?? false
        }
    }

    /// A letterhead begins no lower on a page.
    private static let head = 0.12

    private func isOther(_ cell: Form.Cell) -> Bool {
        cell.line.phrase(at: 0, of: PartyLexicon.other) != nil
    }

    func hasContact(_ cell: Form.Cell) -> Bool {
        cell.line.tokens.contains { PartyLexicon.contacts.contains($0.key) }
            || cell.line.words.contains { $0.folded.contains(UInt8(ascii: "@")) }
    }

    /// Whether the words stand a second time, as a seller's do in the last lines of a page.
    func recurs(_ cell: Form.Cell, below depth: Double) -> Bool {
        let key = cell.key
        return form.cells.contains { other in
            other.line.index != cell.line.index && form.depth(other) >= depth
                && Phrase.contains(other.key, key)
        }
    }

    /// One begins with the other, or they differ by as many letters as are often misread.
    static func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count >= 3, right.count >= 3 else { return false }
        let limit = min(left.count, right.count) / 7
        return left.starts(with: right) || right.starts(with: left)
            || EditDistance.between(left[...], right, limit: limit) <= limit
    }

    // MARK: Names

    func firstName(of block: FormBlock) -> Form.Cell? {
        block.cells.prefix(5).first { isName($0.line, $0.line.words.indices) && !isHeading($0) }
    }

    /// Letters mostly, and no label of something else before them.
    func isName(_ line: TextLine, _ words: Range<Int>) -> Bool {
        guard !words.isEmpty else { return false }
        let part = TextLine(page: line.page, index: 0, words: Array(line.words[words]))
        guard part.letterCount >= 3, part.letterCount > part.digitCount, part.tokens.count <= 10,
            part.phrase(at: 0, of: PartyLexicon.notNames) == nil,
            !isLabel(part), !TableLexicon.isHeading(part.tokens.flatMap { $0.key }),
            !PostalLine.stands(in: part),
            DayReader().days(in: part.folded).isEmpty
        else { return false }
        return !part.words.contains { $0.folded.contains(UInt8(ascii: "@")) }
    }

    /// What names a number or a day is no name.
    private func isLabel(_ part: TextLine) -> Bool {
        for lexicon in [FormLexicon.number, .date, .dueDate, .otherNumbers] {
            guard let match = part.phrase(at: 0, of: lexicon) else { continue }
            let rest = part.tokens[match.tokens.upperBound...]
            if part.digitCount > 0 || rest.allSatisfy({ $0.key.count <= 2 }) { return true }
        }
        return false
    }
}
