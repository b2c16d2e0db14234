/// A paper as cells: words that stand together in a row, apart from their neighbours. Invoices say
/// what something is beside it or above it; both are one step from cell to cell.
struct Form {
    struct Cell {
        /// Its words; `index` counts the cells of the paper.
        let line: TextLine
        let row: Int
        /// Its amounts, and the words that name them.
        let parts: FormAmounts.Parts

        var box: Box { line.box }
        var key: [UInt8] { line.tokens.flatMap { $0.key } }
        var letters: Int { line.letterCount }
    }

    private(set) var cells: [Cell] = []
    /// Cells of each printed row, from left to right.
    private(set) var rows: [Range<Int>] = []
    /// Median height of the paper's cells.
    let height: Int
    private let pages: [PageWords]
    let notation: NumberNotation

    init(_ lines: [TextLine], pages: [PageWords], notation: NumberNotation = .open) {
        self.pages = pages
        self.notation = notation
        for line in lines {
            let start = cells.count
            for words in Self.split(line) {
                let cell = TextLine(page: line.page, index: cells.count, words: words)
                cells.append(
                    Cell(
                        line: cell, row: rows.count,
                        parts: FormAmounts.parts(of: cell, notation)))
            }
            rows.append(start..<cells.count)
        }
        let heights = cells.map { $0.line.height }.sorted()
        height = heights.isEmpty ? 1 : heights[heights.count / 2]
    }

    /// A gap wider than the print is high divides; letters of one width have spaces nearly so wide.
    static func split(_ line: TextLine) -> [[PrintedWord]] {
        var parts: [[PrintedWord]] = []
        for word in line.words {
            if let last = parts.last?.last, word.box.x - last.box.right <= line.height * 5 / 4 {
                parts[parts.count - 1].append(word)
            } else {
                parts.append([word])
            }
        }
        return parts
    }

    func right(of cell: Cell) -> Cell? {
        beside(cell).filter { $0.box.x >= cell.box.right }.min { $0.box.x < $1.box.x }
    }

    func left(of cell: Cell) -> Cell? {
        beside(cell).filter { $0.box.right <= cell.box.x }.max { $0.box.right < $1.box.right }
    }

    /// Cells at the height of this one; of two columns that are not quite level, rows may have
    /// been made of cells that belong to different ones.
    private func beside(_ cell: Cell) -> [Cell] {
        rows[max(cell.row - 1, 0)...min(cell.row + 1, rows.count - 1)].joined().map { cells[$0] }
            .filter { other in
                other.line.index != cell.line.index && other.line.page == cell.line.page
                    && (other.row == cell.row
                        || abs(other.box.centreY - cell.box.centreY) * 2 <= cell.line.height)
            }
    }

    /// The nearest cell under this one, at most `reach` heights away, that shares some of its
    /// width.
    func below(_ cell: Cell, reach: Int = 3) -> Cell? {
        nearest(to: cell, in: rows[(cell.row + 1)...]) { other in
            (0...reach * max(cell.line.height, 1)).contains(other.box.y - cell.box.bottom + 2)
        }
    }

    func above(_ cell: Cell, reach: Int = 3) -> Cell? {
        nearest(to: cell, in: rows[..<cell.row].reversed()) { other in
            (0...reach * max(cell.line.height, 1)).contains(cell.box.y - other.box.bottom + 2)
        }
    }

    private func nearest(
        to cell: Cell, in rows: some Sequence<Range<Int>>, _ isNear: (Cell) -> Bool
    ) -> Cell? {
        for row in rows.prefix(12) {
            let found = row.map { cells[$0] }.filter { other in
                other.line.page == cell.line.page && isNear(other)
                    && min(other.box.right, cell.box.right) > max(other.box.x, cell.box.x)
            }
            let nearest = found.min { abs($0.box.x - cell.box.x) < abs($1.box.x - cell.box.x) }
            if let nearest { return nearest }
        }
        return nil
    }

    /// Print as small as on a sheet, where a receipt's is large for its width.
    var isSheet: Bool {
        let width = pages.map { $0.width }.max() ?? 1
        return height < width / 48
    }

    /// 0 at the top of the cell's page, 1 at its end.
    func depth(_ cell: Cell) -> Double {
        let page = pages.first { $0.number == cell.line.page }
        return Double(cell.box.centreY) / Double(max(page?.height ?? 1, 1))
    }
}

extension TextLine {
    /// The longest known phrase that begins at a token.
    func phrase(at start: Int, of known: FormLexicon) -> FormLexicon.Match? {
        var best: FormLexicon.Match?
        var joined: [UInt8] = []
        for end in start..<min(start + 6, tokens.count) {
            let key = tokens[end].key
            if end > start, key.allSatisfy(Fold.isDigit) { break }
            joined += key
            if joined.count > known.longest + 1 { break }
            if isEndOfLabel(end), let strength = known.strength(of: joined) {
                best = FormLexicon.Match(tokens: start..<end + 1, strength: strength)
            }
        }
        return best
    }

    /// A label ends with its word, or at a mark within it, as in `No:17`; not in `RE-17`.
    private func isEndOfLabel(_ token: Int) -> Bool {
        let word = tokens[token].word
        guard token + 1 < tokens.count, tokens[token + 1].word == word else { return true }
        return words[word].folded.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "#") }
    }

    /// Words after a token, from left to right.
    func words(after token: Int) -> Range<Int> {
        let first = tokens.indices.contains(token) ? tokens[token].word + 1 : words.count
        return min(first, words.count)..<words.count
    }
}
