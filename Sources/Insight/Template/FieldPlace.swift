import Ledger

/// A value of a field as it stands in a row: where, and what it says.
struct FieldPlace {
    /// ISO day, decimal amount, or the number as printed.
    var value: String
    var line: Int
    /// Tokens of the row that it covers.
    var tokens: Range<Int>
    var box: Box
    var page: Int
    /// How sure the recogniser is of its letters.
    var confidence: Double
}

/// The rows of a paper, searched for the values that one kind of field can have.
struct FieldPlaces {
    let lines: [TextLine]
    private let amounts: Amounts

    init(_ pages: [PageWords]) {
        lines = PageLayout.lines(of: pages)
        amounts = Amounts(lines)
    }

    /// Everything in a row that could be a value of this field, from left to right.
    func values(of field: FieldName, in line: Int, monthFirst: Bool) -> [FieldPlace] {
        switch field {
        case .date, .dueDate: days(in: lines[line], monthFirst: monthFirst)
        case .subtotal, .tax, .total: amounts(in: lines[line])
        default: numbers(in: lines[line])
        }
    }

    private func amounts(in line: TextLine) -> [FieldPlace] {
        amounts.byLine[line.index].map { amount in
            place(amount.text, line, words: amount.words)
        }
    }

    private func days(in line: TextLine, monthFirst: Bool) -> [FieldPlace] {
        DayReader(monthFirst: monthFirst).days(in: line.folded).map { found in
            place(found.day.iso, line, words: words(of: line, bytes: found.range))
        }
    }

    /// The words of a row that hold these bytes of its plain form.
    private func words(of line: TextLine, bytes: Range<Int>) -> Range<Int> {
        var start = 0
        var first: Int?
        var last = 0
        for (index, word) in line.words.enumerated() {
            let end = start + word.folded.count
            if start < bytes.upperBound, bytes.lowerBound < end {
                if first == nil { first = index }
                last = index
            }
            start = end + 1
        }
        let from = first ?? 0
        return from..<max(from, last) + 1
    }

    /// Each run of one to three tokens with a figure in it, the longer ones first.
    private func numbers(in line: TextLine) -> [FieldPlace] {
        var found: [FieldPlace] = []
        for start in line.tokens.indices {
            for end in stride(from: min(start + 5, line.tokens.count), to: start, by: -1) {
                let tokens = start..<end
                let words = line.tokens[start].word..<line.tokens[end - 1].word + 1
                guard words.count <= 2, line.tokens[start].key.contains(where: Self.isNumberPart),
                    line.tokens[tokens].contains(where: { $0.key.contains(where: Fold.isDigit) })
                else { continue }
                let text = printed(tokens, in: line)
                var place = place(text, line, words: words)
                place.tokens = tokens
                found.append(place)
            }
        }
        return found
    }

    private static func isNumberPart(_ byte: UInt8) -> Bool {
        Fold.isDigit(byte) || Fold.isLetter(byte)
    }

    /// The text of these tokens with the marks between them: the words that they cover, without
    /// what stands before the first and after the last in their words.
    private func printed(_ tokens: Range<Int>, in line: TextLine) -> String {
        let covered = line.tokens[tokens]
        var text: [UInt8] = []
        var word = -1
        for token in covered {
            let folded = line.words[token.word].folded
            if token.word != word {
                word = token.word
                let ofWord = covered.filter { $0.word == word }
                let all = line.tokens.filter { $0.word == word }
                let leading = all.prefix { one in !ofWord.contains { $0.key == one.key } }.count
                let cut = Self.span(of: ofWord.count, after: leading, in: folded)
                if !text.isEmpty { text.append(0x20) }
                text += folded[cut]
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of `count` tokens of a word, after `leading` others.
    private static func span(of count: Int, after leading: Int, in word: [UInt8]) -> Range<Int> {
        var (seen, start, end) = (0, 0, word.count)
        var inside = false
        for (place, byte) in word.enumerated() {
            let isKey = Fold.isDigit(byte) || Fold.isLetter(byte)
            if isKey, !inside {
                if seen == leading { start = place }
                seen += 1
            }
            if inside, !isKey, seen == leading + count { return start..<place }
            inside = isKey
        }
        if start > end { end = start }
        return start..<end
    }

    private func place(_ value: String, _ line: TextLine, words: Range<Int>) -> FieldPlace {
        let tokens = line.tokens.indices.filter { words.contains(line.tokens[$0].word) }
        let first = tokens.first ?? 0
        return FieldPlace(
            value: value, line: line.index, tokens: first..<(tokens.last.map { $0 + 1 } ?? first),
            box: line.box(of: words) ?? line.box, page: line.page,
            confidence: line.words[words].map { $0.confidence }.min() ?? 0)
    }
}
