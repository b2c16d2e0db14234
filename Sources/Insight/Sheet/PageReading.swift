/// What the networks of our own read on a page.
public struct PageReading: Sendable {
    public private(set) var words: [Word] = []
    /// In pixels of the paper; words are numbered by them.
    public private(set) var lines: [LineStrip] = []
    /// Mean of the longer words, as if the short ones had none.
    private var confidence = 0.0
    private var letters = 0

    /// Print below this confidence lies on its side or upside down, or is no Latin print.
    private static let leastConfidence = 0.6
    /// Print upside down reads with up to 0.67, for many figures and capitals are letters that way
    /// too; what is read the right way up seldom falls below this.
    private static let clearConfidence = 0.8
    private static let longWord = 3
    private static let fewestLetters = 12
    /// A torn edge or a stamp looks like a line to the finder, but not to the reader.
    private static let leastLine = 0.25
    /// Lines this much higher or lower than the finder likes are looked for again.
    private static let goodScale = 0.77...1.3
    private static let otherScales = [2.2, 0.45, 4]
    /// So many letters are not found by chance.
    private static let muchPrint = 80.0
    private static let clearlyMore = 1.4

    public var isSure: Bool {
        confidence >= Self.leastConfidence && letters >= Self.fewestLetters
    }

    /// Surer than any print is that stands on its head.
    private var isClear: Bool { isSure && confidence >= Self.clearConfidence }

    /// The page as it lies; where that is not clear, upside down as well, and on its sides too
    /// where neither is sure. The page stays turned as it was read best.
    public static func best<Page: ReadablePage>(
        of page: inout Page, _ finder: LineFinder, _ reader: LineReader
    ) throws(Page.Failure) -> PageReading {
        var best = try PageReading(page, finder, reader)
        var turns = 0
        var isSettled = best.isClear
        for others in [[2], [1, 3]] where !isSettled {
            for other in others {
                try page.turn(quarters: other)
                let reading = try PageReading(page, finder, reader)
                if reading.score > best.score { (best, turns) = (reading, other) }
            }
            isSettled = best.isSure
        }
        if page.quarterTurns != turns { try page.turn(quarters: turns) }
        return best
    }

    private var score: Double { letters >= Self.fewestLetters ? confidence : 0 }

    public init<Page: ReadablePage>(
        _ page: Page, _ finder: LineFinder, _ reader: LineReader
    ) throws(Page.Failure) {
        lines = try Self.lines(of: page, finder)
        for (number, line) in lines.enumerated() {
            let found = Self.words(of: line, number: number, page, reader)
            if Self.confidence(of: found) >= Self.leastLine { words += found }
        }
        letters = Self.letters(of: words)
        // Print on its side falls into single letters, some of which look sure.
        let long = words.filter { $0.text.unicodeScalars.count >= Self.longWord }
        let share = Double(Self.letters(of: long)) / Double(max(letters, 1))
        confidence = Self.confidence(of: long) * share
    }

    private static func letters(of words: [Word]) -> Int {
        words.reduce(0) { $0 + $1.text.unicodeScalars.count }
    }

    /// Weighed by letters: short specks count little.
    private static func confidence(of words: [Word]) -> Double {
        let sum = words.reduce(0) { $0 + $1.confidence * Double($1.text.unicodeScalars.count) }
        return sum / Double(max(letters(of: words), 1))
    }

    /// The measure of the letters may be far off on a worn or dirty page, so where little is found
    /// the page is looked at larger and smaller; then at the scale that suits what was found.
    private static func lines<Page: ReadablePage>(
        of page: Page, _ finder: LineFinder
    ) throws(Page.Failure) -> [LineStrip] {
        var (scale, best) = (1.0, try Self.lines(of: page, finder, scale: 1))
        for other in otherScales where best.letters < muchPrint {
            let lines = try Self.lines(of: page, finder, scale: other)
            if lines.letters > best.letters * clearlyMore { (scale, best) = (other, lines) }
        }
        guard !goodScale.contains(best.correction) else { return best.lines }
        scale *= min(max(best.correction, 0.4), 2.5)
        return try Self.lines(of: page, finder, scale: scale).lines
    }

    private struct Found {
        /// In pixels of the paper.
        var lines: [LineStrip]
        /// About how many letters they hold.
        var letters: Double
        /// By how much the page should be enlarged to be looked at again.
        var correction: Double
    }

    private static func lines<Page: ReadablePage>(
        of page: Page, _ finder: LineFinder, scale: Double
    ) throws(Page.Failure) -> Found {
        let level = try page.level(letterHeight: LineFinderNetwork.letterHeight, scale: scale)
        let found = finder.lines(ink: level.ink, width: level.width, height: level.height)
        return Found(
            lines: found.map { line in
                LineStrip(
                    left: level.onPaper(line.left), right: level.onPaper(line.right),
                    height: line.height * level.factor)
            },
            letters: found.reduce(0) { $0 + LineFinder.letters(of: $1) },
            correction: LineFinder.correction(for: found))
    }

    private static func words<Page: ReadablePage>(
        of line: LineStrip, number: Int, _ page: Page, _ reader: LineReader
    ) -> [Word] {
        guard
            let strip = page.strip(
                line, rows: LineNetwork.lineHeight, margin: LineStrip.margin)
        else { return [] }
        let found = reader.words(
            grey: strip.grey, width: strip.width, strip: line, line: number)
        return found.map { word in
            var word = word
            word.box = page.placed(line.box(around: word))
            return word
        }
    }
}

extension LineStrip {
    /// What hangs below the line that letters stand on, and how far: a share of the line's height.
    private static let hangingMarks: Set<Character> = [",", ";", "(", ")", "/", "Q"]
    private static let hang = 0.2

    /// A word's box with what hangs below the line that the letters stand on.
    public func box(around word: Word) -> Box {
        var box = word.box
        if word.text.contains(where: Self.hangingMarks.contains) {
            box.height += Int((height * Self.hang).rounded())
        }
        return box
    }
}
