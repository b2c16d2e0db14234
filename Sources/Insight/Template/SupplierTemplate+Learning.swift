extension SupplierTemplate {
    /// What these papers have in common, the newest first. nil when they are too few, or have
    /// nothing by which the next one could be known.
    ///
    /// An anchor is kept only if it finds the confirmed value on every paper that has one.
    public init?(learning papers: [TaughtPaper]) {
        let papers = Array(papers.prefix(Self.mostPapers))
        guard papers.count >= Self.fewestPapers else { return nil }
        let readers = papers.map { TemplateReader($0.pages) }
        let words = Self.commonWords(readers)
        guard words.count >= Self.fewestWords else { return nil }
        let anchors = Self.fields.compactMap { field in
            AnchorSearch(field: field, papers: papers, readers: readers).best
        }
        guard !anchors.isEmpty else { return nil }
        self.init(words: words, anchors: anchors, papers: papers.count)
    }

    /// Fewer words at the head do not tell one supplier from another.
    private static let fewestWords = 2
    private static let mostWords = 12

    /// Words at the head of every paper: of four letters and more, or of letters and figures that
    /// are the same to the last, as a tax number is. What all receipts call themselves tells nobody
    /// apart, and figures alone are values.
    private static func commonWords(_ readers: [TemplateReader]) -> [String] {
        let heads = readers.map { reader in
            reader.places.lines.prefix(TemplateReader.headLines).flatMap { line in
                line.tokens.map { $0.key }
            }
        }
        var words: [String] = []
        for word in heads[0] where isTelling(word) {
            let text = String(decoding: word, as: UTF8.self)
            let hasFigures = word.contains(where: Fold.isDigit)
            let everywhere = heads.dropFirst().allSatisfy { head in
                head.contains { hasFigures ? $0 == word : TemplateReader.isAlike($0, word) }
            }
            if everywhere, !words.contains(text) { words.append(text) }
            if words.count == mostWords { break }
        }
        return words
    }
}

extension SupplierTemplate {
    private static func isTelling(_ word: [UInt8]) -> Bool {
        let letters = word.count(where: Fold.isLetter)
        let isMixed = letters < word.count
        return (isMixed ? letters >= 1 && word.count >= 7 : letters >= 4)
            && !CompanyLexicon.headings.contains(word)
    }
}

/// Looks for the words that stand by one field on every paper.
private struct AnchorSearch {
    let field: FieldName
    let papers: [TaughtPaper]
    let readers: [TemplateReader]

    private static let longestLabel = 3

    /// The anchor with the most letters in its label, for those are mistaken least; a label in the
    /// same row goes before one above.
    var best: FieldAnchor? {
        let taught = zip(papers, readers).filter { $0.0.value(of: field) != nil }
        guard taught.count >= SupplierTemplate.fewestPapers, let (paper, reader) = taught.first,
            let value = paper.value(of: field)
        else { return nil }
        var best: (anchor: FieldAnchor, weight: Int)?
        for monthFirst in field == .date || field == .dueDate ? [false, true] : [false] {
            for candidate in candidates(value, reader, monthFirst) {
                let weight = candidate.label.utf8.count + (candidate.place == .right ? 100 : 0)
                guard weight > best?.weight ?? 0,
                    let proven = proven(candidate, on: Array(taught))
                else { continue }
                best = (proven, weight)
            }
        }
        return best?.anchor
    }

    private func candidates(
        _ value: String, _ reader: TemplateReader, _ monthFirst: Bool
    ) -> [FieldAnchor] {
        var found: [FieldAnchor] = []
        for line in reader.places.lines {
            let values = reader.places.values(of: field, in: line.index, monthFirst: monthFirst)
            for place in values where isSame(place.value, value) {
                found += before(place, line, monthFirst)
                found += above(place, reader.places.lines, monthFirst)
            }
        }
        return found
    }

    private func before(
        _ place: FieldPlace, _ line: TextLine, _ monthFirst: Bool
    ) -> [FieldAnchor] {
        labels(endingAt: line.start(of: place.tokens.lowerBound), in: line).map {
            FieldAnchor(field: field, label: $0, place: .right, monthFirst: monthFirst)
        }
    }

    private func above(
        _ place: FieldPlace, _ lines: [TextLine], _ monthFirst: Bool
    ) -> [FieldAnchor] {
        var found: [FieldAnchor] = []
        for line in lines[max(0, place.line - 3)..<place.line] where line.page == place.page {
            for (index, token) in line.tokens.enumerated() {
                let box = line.words[token.word].box
                guard box.x < place.box.right, place.box.x < box.right else { continue }
                found += labels(endingAt: index + 1, in: line).map {
                    FieldAnchor(field: field, label: $0, place: .below, monthFirst: monthFirst)
                }
            }
        }
        return found
    }

    /// One, two and three words that end here; at least one must be a word and none a figure.
    private func labels(endingAt end: Int, in line: TextLine) -> [String] {
        (1...Self.longestLabel).compactMap { count in
            guard end >= count else { return nil }
            let keys = line.tokens[end - count..<end].map { $0.key }
            guard keys.allSatisfy({ $0.allSatisfy { Fold.isLetter($0) } }),
                keys.reduce(0, { $0 + $1.count }) >= 2
            else { return nil }
            return String(decoding: Array(keys.joined(separator: [0x20])), as: UTF8.self)
        }
    }

    /// The candidate with the occurrence and shape under which it finds every confirmed value.
    private func proven(
        _ candidate: FieldAnchor, on taught: [(TaughtPaper, TemplateReader)]
    ) -> FieldAnchor? {
        var anchor = candidate
        if field == .number {
            let shapes = taught.compactMap { $0.0.value(of: field).map(NumberShape.of) }
            if let shape = shapes.first, shapes.allSatisfy({ $0 == shape }) { anchor.shape = shape }
        }
        for occurrence in FieldAnchor.Occurrence.allCases {
            anchor.occurrence = occurrence
            let finds = taught.allSatisfy { paper, reader in
                guard let wanted = paper.value(of: field), let found = reader.find(anchor) else {
                    return false
                }
                return isSame(found.value, wanted)
            }
            if finds { return anchor }
        }
        return nil
    }

    private func isSame(_ one: String, _ other: String) -> Bool {
        // Every letter of a number counts here; look-alikes would teach the wrong place.
        if field == .number {
            return Fold.alphanumerics(Fold.upper(one)) == Fold.alphanumerics(Fold.upper(other))
        }
        return ExtractedPaper.agree(field, one, other)
    }
}
