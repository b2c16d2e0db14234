/// Groups the words of a page into printed rows, top to bottom.
enum PageLayout {
    static func lines(of pages: [PageWords]) -> [TextLine] {
        var lines: [TextLine] = []
        for page in pages {
            for words in rows(of: page.words.flatMap(parts)) {
                lines.append(TextLine(page: page.number, index: lines.count, words: words))
            }
        }
        return lines
    }

    private struct Place {
        var word: PrintedWord
        var line: Int?
        /// The middle of the word after the page's slope has been taken out.
        var level: Double
    }

    /// The source's own line numbers hold words of one row together; rows whose middles agree are
    /// then one row, for a label and its amount often come as two lines.
    private static func rows(of words: [(PrintedWord, Int?)]) -> [[PrintedWord]] {
        let slope = slope(of: words)
        let places = words.map { word, line in
            Place(
                word: word, line: line,
                level: Double(word.box.centreY) - slope * Double(word.box.centreX))
        }
        var rows: [[Place]] = []
        var numbered: [Int: Int] = [:]
        for place in places {
            if let line = place.line {
                if let row = numbered[line] {
                    rows[row].append(place)
                    continue
                }
                numbered[line] = rows.count
            }
            rows.append([place])
        }
        rows.sort { level($0) < level($1) }
        var merged: [[Place]] = []
        for row in rows {
            if let last = merged.indices.last, belong(merged[last], row) {
                merged[last] += row
            } else {
                merged.append(row)
            }
        }
        return merged.map { row in
            row.sorted { $0.word.box.x < $1.word.box.x }.map { $0.word }
        }
    }

    private static func belong(_ upper: [Place], _ lower: [Place]) -> Bool {
        let size = min(height(upper), height(lower))
        guard abs(level(lower) - level(upper)) < 0.45 * size else { return false }
        // Two rows that lie over each other are two rows, however close.
        let spans = [upper, lower].map { row in
            (row.map { $0.word.box.x }.min() ?? 0, row.map { $0.word.box.right }.max() ?? 0)
        }
        let overlap = min(spans[0].1, spans[1].1) - max(spans[0].0, spans[1].0)
        return Double(overlap) < size
            || !upper.contains { above in
                lower.contains { below in
                    min(above.word.box.right, below.word.box.right)
                        - max(above.word.box.x, below.word.box.x) > Int(size / 2)
                }
            }
    }

    private static func level(_ row: [Place]) -> Double {
        let levels = row.map { $0.level }.sorted()
        return levels[levels.count / 2]
    }

    private static func height(_ row: [Place]) -> Double {
        let heights = row.map { $0.word.box.height }.sorted()
        return Double(max(heights[heights.count / 2], 1))
    }

    /// How much the rows rise or fall per pixel, from the rows that the source numbered.
    private static func slope(of words: [(PrintedWord, Int?)]) -> Double {
        var ends: [Int: (first: Box, last: Box)] = [:]
        for (word, line) in words {
            guard let line else { continue }
            let known = ends[line] ?? (word.box, word.box)
            ends[line] = (
                word.box.x < known.first.x ? word.box : known.first,
                word.box.x > known.last.x ? word.box : known.last
            )
        }
        for shortest in [longRow, shortRow] {
            let slopes = ends.values.compactMap { first, last -> Double? in
                let width = last.centreX - first.centreX
                guard width > shortest * max(first.height, 1) else { return nil }
                return Double(last.centreY - first.centreY) / Double(width)
            }.sorted()
            if slopes.count >= fewestRows { return slopes[slopes.count / 2] }
        }
        return 0
    }

    /// A row so many times longer than high says how the page slopes. A few must be there, or
    /// shorter ones are asked: a till prints a label and its amount far apart.
    private static let longRow = 6
    private static let shortRow = 3
    private static let fewestRows = 3

    /// A source may hand over whole phrases; they are cut at their spaces, and where a label runs
    /// into its amount, each part with its share of the width.
    private static func parts(_ word: Word) -> [(PrintedWord, Int?)] {
        let folded = Fold.upper(word.text)
        let pieces = word.text.unicodeScalars.split { $0.value == 0x20 || $0.value == 0xA0 }
            .flatMap(AttachedNumber.parts).flatMap(LabelledAmount.parts)
        guard pieces.count > 1 else {
            guard folded.contains(where: { $0 != UInt8(ascii: " ") }) else { return [] }
            let printed = PrintedWord(
                text: word.text, folded: folded, box: word.box, confidence: word.confidence)
            return [(printed, word.line)]
        }
        let total = word.text.unicodeScalars.count
        let start = word.text.unicodeScalars.startIndex
        return pieces.map { piece in
            let offset = word.text.unicodeScalars.distance(from: start, to: piece.startIndex)
            var box = word.box
            box.x += box.width * offset / total
            box.width = max(1, word.box.width * piece.count / total)
            var text = String.UnicodeScalarView()
            text.append(contentsOf: piece)
            let printed = PrintedWord(
                text: String(text), folded: Fold.upper(String(text)), box: box,
                confidence: word.confidence)
            return (printed, word.line)
        }
    }
}
