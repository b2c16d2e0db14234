import Insight

/// A page of monospaced print: 10 pixels a column, 30 pixels a line.
struct PrintedPage {
    /// - Parameter width: 600 is a receipt's; a sheet has print that is small for its width.
    static func words(_ text: String, width: Int = 600) -> PageWords {
        var words: [Word] = []
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (row, line) in lines.enumerated() {
            var column = 0
            for part in line.split(separator: " ", omittingEmptySubsequences: false) {
                if !part.isEmpty {
                    words.append(
                        Word(
                            text: String(part),
                            box: Box(
                                x: 20 + 10 * column, y: 20 + 30 * row, width: 10 * part.count,
                                height: 20),
                            confidence: 0.95, line: row, block: 0))
                }
                column += part.count + 1
            }
        }
        return PageWords(
            number: 1, width: width, height: 40 + 30 * lines.count, source: .recognition,
            words: words)
    }

    static func read(
        _ text: String, width: Int = 600, hints: ExtractionHints = ExtractionHints()
    ) -> ExtractedPaper {
        FieldExtraction.extract(from: [words(text, width: width)], hints: hints)
    }
}
