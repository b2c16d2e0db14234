/// The amounts of an invoice with what they are called.
struct FormAmounts {
    struct Place {
        let kind: FormMoney
        let value: Int64
        let text: String
        let box: Box
        let page: Int
        let confidence: Double
        /// Counts the rows of the paper.
        let row: Int
        /// The label stood over the amount and not beside it.
        let isUnder: Bool
        /// Its label says what else is added up.
        var namesOther = false
    }

    private(set) var places: [Place] = []

    init(_ form: Form) {
        for row in form.rows {
            let cells = row.map { form.cells[$0] }
            var label: [[UInt8]] = []
            for (place, cell) in cells.enumerated() {
                let (numbers, words) = cell.parts
                if numbers.isEmpty {
                    // A currency in a cell of its own stands between them and names nothing.
                    if !words.isEmpty || !Self.isCurrency(cell.key) { label = words }
                    continue
                }
                // A last number that its own words name, else one that the cell before names.
                let own = words.isEmpty ? label : words
                let isLast = cells.dropFirst(place + 1).allSatisfy { $0.parts.numbers.isEmpty }
                if isLast, let kind = FormMoney.naming(own), let number = numbers.last {
                    guard !cell.line.isSentence(around: number.words) else { continue }
                    add(number, kind, cell, isUnder: false)
                    places[places.count - 1].namesOther = own.contains(where: FormMoney.isOther)
                } else if words.isEmpty, cells.allSatisfy({ $0.parts.words.isEmpty }),
                    let above = form.above(cell, reach: 4)
                {
                    let (numbers, words) = above.parts
                    let isLast = last(under: above, form)?.0.line.index == cell.line.index
                    if numbers.isEmpty, isLast, let kind = FormMoney.naming(words),
                        let number = cell.parts.numbers.last
                    {
                        add(number, kind, cell, isUnder: true)
                    }
                }
                if !words.isEmpty { label = words }
            }
        }
        addColumns(of: form)
    }

    /// A table of sums: a row of headings, one of them a tax, and under each of them amounts of
    /// which the last is the sum.
    private mutating func addColumns(of form: Form) {
        for row in form.rows {
            let heads = row.map { form.cells[$0] }
            guard heads.count >= 3, heads.allSatisfy({ $0.parts.numbers.isEmpty }),
                !heads.contains(where: { $0.parts.words.contains(where: Self.isOfItems) })
            else { continue }
            let kinds = heads.map { FormMoney.naming($0.parts.words) }
            guard kinds.contains(.tax), kinds.contains(.gross) || kinds.contains(.net) else {
                continue
            }
            for (head, kind) in zip(heads, kinds) {
                guard let kind, let (cell, number) = last(under: head, form) else { continue }
                add(number, kind, cell, isUnder: true)
            }
        }
    }

    private func last(under head: Form.Cell, _ form: Form) -> (Form.Cell, Numbered)? {
        var found: (Form.Cell, Numbered)?
        var cell = form.below(head, reach: 4)
        while let current = cell {
            guard current.parts.words.isEmpty, let number = current.parts.numbers.last
            else { break }
            found = (current, number)
            cell = form.below(current, reach: 4)
        }
        return found
    }

    private static let itemHeads = Phrase.list(
        "QTY QUANTITY QUANTITE DESCRIPTION DESIGNATION ARTICLE ITEM PRODUCT MENGE ARTIKEL PREIS "
            + "BESCHREIBUNG BEZEICHNUNG ARTIKELBEZEICHNUNG PRODUKT POS IDADI MAELEZO")

    private static func isOfItems(_ word: [UInt8]) -> Bool { itemHeads.contains(word) }

    func values(_ kinds: [FormMoney]) -> [Place] { places.filter { kinds.contains($0.kind) } }

    private mutating func add(
        _ number: Numbered, _ kind: FormMoney, _ cell: Form.Cell, isUnder: Bool
    ) {
        places.append(Place(number, kind, in: cell, isUnder: isUnder))
    }

    struct Numbered {
        let value: Int64
        let text: String
        let words: Range<Int>
    }

    typealias Parts = (numbers: [Numbered], words: [[UInt8]])

    /// The amounts of a cell, and the words that name them: letters, without currencies.
    ///
    /// - Parameter isColumn: in a column of amounts whole numbers are amounts too.
    static func parts(
        of line: TextLine, _ notation: NumberNotation, isColumn: Bool = false
    ) -> Parts {
        var numbers: [Numbered] = []
        var words: [[UInt8]] = []
        var place = 0
        while place < line.words.count {
            if let number = amount(in: line, at: place, notation, isColumn: isColumn) {
                numbers.append(number)
                place = number.words.upperBound
                continue
            }
            let folded = line.words[place].folded
            for part in folded.split(whereSeparator: { !Fold.isLetter($0) && !Fold.isDigit($0) }) {
                let key = Array(part)
                let isCurrency = CurrencyMark.isMark(key) || key == [UInt8(ascii: "E")]
                if key.contains(where: Fold.isLetter), !isCurrency { words.append(key) }
            }
            place += 1
        }
        return (numbers, words)
    }

    /// A number with two or three decimals, one beside a currency, or one whose thousands are
    /// parted, be it by spaces (`12 500`). A sign may stand apart.
    private static func amount(
        in line: TextLine, at start: Int, _ notation: NumberNotation, isColumn: Bool
    ) -> Numbered? {
        var joined = Self.digits(line.words[start].folded)
        var end = start + 1
        while end < line.words.count, joined.allSatisfy({ Fold.isDigit($0) || $0 == minus }),
            isGroup(line.words[end].folded),
            joined.count(where: Fold.isDigit) <= 3 || end > start + 1
                || end == start + 1 && isTornOff(end, in: line, behind: joined),
            line.words[end].box.x - line.words[end - 1].box.right < line.height
        {
            joined += Self.digits(line.words[end].folded)
            end += 1
        }
        guard let number = AmountReader.number(joined, notation) else { return nil }
        let before = start > 0 ? line.words[start - 1].folded : []
        let after = end < line.words.count ? line.words[end].folded : []
        if after.first == UInt8(ascii: "%") { return nil }
        let currency = number.hasCurrency || isCurrency(before) || isCurrency(after)
        let isParted = end > start + 1 || joined.contains(comma) || joined.contains(point)
        guard number.decimals >= 2 || currency || isColumn || isParted && number.decimals == 0
        else { return nil }
        let isBracketed = line.words[start].folded.first == UInt8(ascii: "(")
            && line.words[end - 1].folded.last == UInt8(ascii: ")")
        let isNegative = number.thousandths > 0 && (before == [minus] || isBracketed)
        let value = isNegative ? -number.thousandths : number.thousandths
        return Numbered(
            value: value, text: (value < 0 ? "-" : "") + number.text, words: start..<end)
    }

    /// `6362 983 XOF`: of two narrow spaces the reader saw one.
    private static func isTornOff(_ place: Int, in line: TextLine, behind joined: [UInt8]) -> Bool {
        let gap = line.words[place].box.x - line.words[place - 1].box.right
        return (4...6).contains(joined.count(where: Fold.isDigit)) && gap * 2 <= line.height
            && place + 1 < line.words.count && isCurrency(line.words[place + 1].folded)
    }

    private static let minus = UInt8(ascii: "-")
    private static let comma = UInt8(ascii: ",")
    private static let point = UInt8(ascii: ".")

    /// An E at the end of an amount is how a euro sign may be read.
    private static func digits(_ folded: [UInt8]) -> [UInt8] {
        guard folded.count > 3, folded.last == UInt8(ascii: "E"),
            Fold.isDigit(folded[folded.count - 2])
        else { return folded }
        return Array(folded.dropLast())
    }

    private static func isGroup(_ folded: [UInt8]) -> Bool {
        folded.prefix { Fold.isDigit($0) }.count == 3
            && AmountReader.number(digits(folded)) != nil
    }

    private static func isCurrency(_ folded: [UInt8]) -> Bool {
        let key = Fold.alphanumerics(folded)
        return CurrencyMark.isMark(key) || key == [UInt8(ascii: "E")] || folded == Array("$".utf8)
    }
}

extension FormAmounts.Place {
    init(
        _ number: FormAmounts.Numbered, _ kind: FormMoney, in cell: Form.Cell, isUnder: Bool = false
    ) {
        let words = cell.line.words[number.words]
        self.init(
            kind: kind, value: number.value, text: number.text,
            box: cell.line.box(of: number.words) ?? cell.box, page: cell.line.page,
            confidence: words.map { $0.confidence }.min() ?? 0, row: cell.row, isUnder: isUnder)
    }
}
