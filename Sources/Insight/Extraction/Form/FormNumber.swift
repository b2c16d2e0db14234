/// The invoice's own number: behind its label, beside it or under it, or in the title.
struct FormNumber {
    let form: Form

    func find() -> ExtractedField {
        var best = ExtractedField()
        for cell in form.cells {
            for start in cell.line.tokens.indices {
                guard var match = cell.line.phrase(at: start, of: .number)
                    ?? Self.compound(at: start, in: cell.line)
                else { continue }
                guard !isOther(before: start, in: cell) else { continue }
                // In a sentence a number may be named that stands elsewhere.
                if start > 0, cell.line.tokens.count > 8 { match.strength -= 0.25 }
                let found = match.strength > 0.9 || start > 0 && match.strength > 0.65
                    ? labelled(match, in: cell) : titled(match, in: cell)
                if let found, found.confidence > best.confidence + 0.001 { best = found }
            }
        }
        return best
    }

    /// `Mietrechnung`: German makes one word of a title.
    private static func compound(at start: Int, in line: TextLine) -> FormLexicon.Match? {
        let key = line.tokens[start].key
        let ends = Phrase.list("RECHNUNG GUTSCHRIFT FAKTURA")
        guard ends.contains(where: { key.count > $0.count && key.suffix($0.count) == $0[...] })
        else { return nil }
        return FormLexicon.Match(tokens: start..<start + 1, strength: 0.8)
    }

    private func isOther(before token: Int, in cell: Form.Cell) -> Bool {
        cell.line.tokens[max(token - 3, 0)..<token].contains {
            FormLexicon.otherNumbers.contains($0.key)
        }
    }

    private func labelled(_ match: FormLexicon.Match, in cell: Form.Cell) -> ExtractedField? {
        let last = match.tokens.upperBound - 1
        if let word = word(after: last, in: cell.line, isLabelled: true) {
            return field(cell.line, word, match.strength)
        }
        guard last == cell.line.tokens.count - 1 else { return nil }
        if let (line, word) = first(rightOf: cell) {
            return field(line, word, match.strength * 0.97)
        }
        if let below = form.below(cell), let word = first(of: below.line) {
            return field(below.line, word, match.strength * 0.88)
        }
        return nil
    }

    /// `Invoice RE-17`, `Rechnung des Versicherers Nr. 17 vom 3.5.2018`, `Facture` beside `F-17`.
    private func titled(_ match: FormLexicon.Match, in cell: Form.Cell) -> ExtractedField? {
        let last = match.tokens.upperBound - 1
        let isTitle = match.tokens.lowerBound == 0
        let strength = match.strength + (cell.line.height * 5 > form.height * 6 ? 0.12 : 0)
        if let word = word(after: last, in: cell.line) {
            return field(cell.line, word, isTitle ? strength : strength - 0.3)
        }
        let tokens = cell.line.tokens
        for place in tokens.indices.dropFirst(last + 1).prefix(5) {
            if FormLexicon.otherNumbers.contains(tokens[place].key) { return nil }
            guard FormLexicon.numberWords.contains(tokens[place].key) else { continue }
            if let word = word(after: place, in: cell.line) {
                return field(cell.line, word, isTitle ? strength : strength - 0.3)
            }
            if isTitle, place == tokens.count - 1, let (line, word) = first(rightOf: cell) {
                return field(line, word, strength)
            }
        }
        guard isTitle, last == tokens.count - 1 || tokens.count <= last + 2,
            let (line, word) = first(rightOf: cell)
        else { return nil }
        return field(line, word, strength - 0.1)
    }

    /// A number at the head of a cell, perhaps after `No.`.
    private func first(of line: TextLine) -> Int? { word(from: 0, in: line) }

    /// In the next cell, or behind one that says `No.` alone.
    private func first(rightOf cell: Form.Cell) -> (TextLine, Int)? {
        var next = form.right(of: cell)
        while let right = next {
            if let word = first(of: right.line) { return (right.line, word) }
            // `No.`, or what is left of a ruled line.
            let isFiller = right.letters <= 3 && right.line.digitCount == 0
            next = isFiller ? form.right(of: right) : nil
        }
        return nil
    }

    /// The rest of the label's own word, as in `No:17`, or the next word that is no filler.
    private func word(after token: Int, in line: TextLine, isLabelled: Bool = false) -> Int? {
        let place = line.tokens[token].word
        let isInside = token + 1 < line.tokens.count && line.tokens[token + 1].word == place
        if isInside, let tail = Self.tail(line.words[place].text), Self.isNumber(Fold.upper(tail)) {
            return place
        }
        return isInside ? nil : word(from: place + 1, in: line, isLabelled: isLabelled)
    }

    private func word(from start: Int, in line: TextLine, isLabelled: Bool = false) -> Int? {
        for place in line.words.indices.dropFirst(start) {
            let folded = line.words[place].folded
            let key = Fold.alphanumerics(folded)
            // (380) is the code of a kind of document.
            let isCode = folded.first == UInt8(ascii: "(") && key.count <= 4
            if key.isEmpty || isCode || FormLexicon.numberWords.contains(key) { continue }
            return Self.isNumber(folded, isLabelled: isLabelled) ? place : nil
        }
        return nil
    }

    /// - Parameter isLabelled: a label asks for a number, so that one figure will do.
    static func isNumber(_ folded: [UInt8], isLabelled: Bool = false) -> Bool {
        let key = Fold.alphanumerics(folded)
        let digits = key.count(where: Fold.isDigit)
        let least = isLabelled && digits == key.count ? 1 : 3
        guard digits >= 1, (least...26).contains(key.count), digits * 4 >= key.count else {
            return false
        }
        if folded.contains(UInt8(ascii: "%")) || isDay(folded) { return false }
        return AmountReader.number(folded).map { $0.decimals == 0 && !$0.hasCurrency } ?? true
    }

    /// A day with its strokes; a number may well begin with one that has none.
    private static func isDay(_ folded: [UInt8]) -> Bool {
        DayReader().days(in: folded).contains {
            $0.format != .unseparated && $0.range.count + 2 >= folded.count
        }
    }

    private static func tail(_ text: String) -> String? {
        guard let colon = text.lastIndex(where: { $0 == ":" || $0 == "#" }) else { return nil }
        let tail = text[text.index(after: colon)...]
        return tail.isEmpty ? nil : String(tail)
    }

    private func field(_ line: TextLine, _ word: Int, _ strength: Double) -> ExtractedField {
        var end = word + 1
        var text = line.words[word].text
        if let tail = Self.tail(text) { text = tail }
        // A number that a gap has torn apart goes on behind its stroke.
        while end < line.words.count, Self.isJoint(text, line.words[end].text),
            line.words[end].box.x - line.words[end - 1].box.right < line.height
        {
            text += line.words[end].text
            end += 1
        }
        let sure = line.words[word..<end].map { $0.confidence }.min() ?? 0
        return ExtractedField(
            value: NameTrim.number(text), confidence: min(strength, 0.97) * (0.5 + 0.5 * sure),
            box: line.box(of: word..<end), page: line.page)
    }

    private static func isJoint(_ left: String, _ right: String) -> Bool {
        let marks = Array("/-".utf8)
        guard let last = left.utf8.last, let first = right.utf8.first else { return false }
        return (marks.contains(last) || marks.contains(first))
            && Fold.upper(right).contains(where: Fold.isDigit)
    }
}
