/// Offers addresses: the lines that the layout reader marks, those that the rules take, and both
/// with one line more or less.
struct AddressSpans {
    struct Candidate {
        var value: String
        var box: Box
        var page: Int
        /// In the order of `SupplierAddressModel`.
        var evidence: [Double]
    }

    /// Words of neighbouring lines.
    private struct Part: Equatable {
        var line: Int
        var words: Range<Int>
    }

    private static let headerLines = 24
    private static let least = 0.5
    private static let unlikely = 0.2
    private static let mostLines = 8

    private let lines: [TextLine]
    private let header: [HeaderLine]
    private let meanings: WordMeanings
    private let name: ClosedRange<Int>?

    init(
        _ lines: [TextLine], _ header: [HeaderLine], _ meanings: WordMeanings,
        name: ClosedRange<Int>?
    ) {
        self.lines = lines
        self.header = header
        self.meanings = meanings
        self.name = name
    }

    func candidates() -> [Candidate] {
        let ruled = name.map { AddressRule.taken(after: $0, lines: lines, header: header) } ?? []
        let rule = ruled.map(whole)
        let marked = marked()
        let keys = (key(rule), key(marked))
        var seen: [[UInt8]] = []
        var found: [Candidate] = []
        for parts in variants(of: marked) + [rule] + variants(of: marked.map { whole($0.line) })
            + variants(of: rule)
        {
            let key = key(parts)
            guard !key.isEmpty, !seen.contains(key), parts.contains(where: isPlace) else {
                continue
            }
            seen.append(key)
            found.append(candidate(parts, isRule: key == keys.0, isMarked: key == keys.1))
        }
        return found
    }

    /// However sure the layout reader is, an address names a place.
    private func isPlace(_ part: Part) -> Bool {
        header.indices.contains(part.line)
            ? header[part.line].isAddress : HeaderLine(lines[part.line]).isAddress
    }

    private func whole(_ line: Int) -> Part {
        Part(line: line, words: NameTrim.ends(of: lines[line]))
    }

    /// As it is, and with a line more or less at either end, or two less at the lower one.
    private func variants(of parts: [Part]) -> [[Part]] {
        guard let first = parts.first?.line, let last = parts.last?.line else { return [] }
        var found = [parts]
        if parts.count > 1 { found += [Array(parts.dropLast()), Array(parts.dropFirst())] }
        if parts.count > 2 { found.append(Array(parts.dropLast(2))) }
        if isNear(last, last + 1) { found.append(parts + [whole(last + 1)]) }
        if first > 0, isNear(first - 1, first) { found.append([whole(first - 1)] + parts) }
        return found
    }

    private func isNear(_ upper: Int, _ lower: Int) -> Bool {
        guard lower < lines.count, lines[upper].page == lines[lower].page else { return false }
        let height = max(lines[upper].height, lines[lower].height)
        return lines[lower].box.y - lines[upper].box.bottom < 2 * height
    }

    /// The neighbouring lines with most words that are taken for an address; a line of specks
    /// between two of them does not part them.
    private func marked() -> [Part] {
        var best: (parts: [Part], sum: Double) = ([], 0)
        var open: (parts: [Part], sum: Double) = ([], 0)
        for line in lines.prefix(Self.headerLines) {
            guard let words = marked(line) else {
                let isSpeck = line.letterCount + line.digitCount < 3
                if !isSpeck { open = ([], 0) }
                continue
            }
            if open.parts.count == Self.mostLines { open = ([], 0) }
            open.parts.append(Part(line: line.index, words: words))
            open.sum += words.reduce(0) {
                $0 + meanings.share(.address, line: line.index, word: $1)
            }
            if open.sum > best.sum { best = open }
        }
        return best.parts
    }

    /// From the first to the last word that is taken for an address, or to where a word surely is
    /// none: a telephone number may stand in the same line.
    private func marked(_ line: TextLine) -> Range<Int>? {
        func share(_ word: Int) -> Double {
            meanings.share(.address, line: line.index, word: word)
        }
        let marked = line.words.indices.filter { share($0) > Self.least }
        guard let first = marked.first, let last = marked.last else { return nil }
        let end = (first..<last + 1).first { share($0) < Self.unlikely }
        return first..<(end ?? last + 1)
    }

    private func value(_ parts: [Part]) -> String {
        AddressRule.text(parts.map { NameTrim.text(of: lines[$0.line], $0.words) })
    }

    private func key(_ parts: [Part]) -> [UInt8] { Fold.alphanumerics(Fold.upper(value(parts))) }

    private func candidate(_ parts: [Part], isRule: Bool, isMarked: Bool) -> Candidate {
        let boxes = parts.map { lines[$0.line].box(of: $0.words) ?? lines[$0.line].box }
        let confidences = parts.map { lines[$0.line].confidence }
        let words = parts.flatMap { Array(lines[$0.line].words[$0.words]) }
        let leastWord = words.map { $0.confidence }.min() ?? 0
        let (least, mean) = (
            confidences.min() ?? 0, confidences.reduce(0, +) / Double(max(parts.count, 1))
        )
        func flag(_ value: Bool) -> Double { value ? 1 : 0 }
        let first = parts.first?.line ?? 0
        let follows = name.map { first > $0.upperBound && first <= $0.upperBound + 2 } ?? false
        return Candidate(
            value: value(parts), box: boxes.dropFirst().reduce(boxes[0]) { $0.union($1) },
            page: lines[first].page,
            evidence: believed(parts) + [
                flag(isRule), flag(isMarked), flag(isRule && isMarked), flag(follows),
                Double(parts.count), flag(parts.count == 1), least, least * least, mean,
                leastWord, leastWord * leastWord,
            ])
    }

    /// What the layout reader says of the words inside, of those around, and of those left out.
    private func believed(_ parts: [Part]) -> [Double] {
        var (sum, logarithms, all) = (0.0, 0.0, 0.0)
        var count = 0
        var least = 1.0
        for part in parts {
            for word in part.words {
                let share = meanings.share(.address, line: part.line, word: word)
                sum += share
                logarithms += max(Elementary.log(share), -5)
                least = min(least, share)
                count += 1
            }
        }
        for line in lines.prefix(Self.headerLines) {
            for word in line.words.indices {
                all += meanings.share(.address, line: line.index, word: word)
            }
        }
        let mean = sum / Double(max(count, 1))
        let ends = [parts.first, parts.last].map { part in
            part.map { meanings.share(.address, line: $0.line, words: $0.words) } ?? 0
        }
        return [
            WordMeanings.odds(mean), mean, logarithms / Double(max(count, 1)),
            max(logarithms, -10), least, max(0, all - sum) / (all + 0.5),
            min(max(0, all - sum), 5), ends[0], ends[1],
        ]
    }
}
