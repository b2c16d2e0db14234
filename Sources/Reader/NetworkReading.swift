import CVision
import Insight
import Recognition

/// What the networks of our own find on a page as it lies.
struct NetworkReading {
    private(set) var words: [Word] = []
    /// In pixels of the paper; words are numbered by them.
    private(set) var lines: [LineStrip] = []
    /// Mean of the longer words, as if the short ones had none.
    private var confidence = 0.0
    private var letters = 0

    /// Print below this confidence lies on its side or upside down, or is no Latin print.
    private static let leastConfidence = 0.6
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

    var isSure: Bool { confidence >= Self.leastConfidence && letters >= Self.fewestLetters }

    /// The page as it lies and, when hardly a word is sure, turned; the page stays turned as it
    /// was read best.
    static func best(
        of page: OpaquePointer, _ models: Models
    ) throws(RecognitionFailure) -> NetworkReading {
        var best = try NetworkReading(page, models)
        var turns: Int32 = 0
        for other in [Int32(2), 1, 3] where !best.isSure {
            try turn(page, other)
            let reading = try NetworkReading(page, models)
            if reading.score > best.score { (best, turns) = (reading, other) }
        }
        if vision_page_quarter_turns(page) != turns { try turn(page, turns) }
        return best
    }

    private var score: Double { letters >= Self.fewestLetters ? confidence : 0 }

    private static func turn(_ page: OpaquePointer, _ turns: Int32) throws(RecognitionFailure) {
        var outcome = vision_outcome()
        guard vision_page_turn(page, turns, &outcome) else { throw Engine.failure(outcome) }
    }

    init(_ page: OpaquePointer, _ models: Models) throws(RecognitionFailure) {
        lines = try Self.lines(of: page, models.finder)
        for (number, line) in lines.enumerated() {
            let found = Self.words(of: line, number: number, page, models.reader)
            if Self.confidence(of: found) >= Self.leastLine { words += found }
        }
        letters = words.reduce(0) { $0 + $1.text.unicodeScalars.count }
        // Print on its side falls into single letters, some of which look sure.
        let long = words.filter { $0.text.unicodeScalars.count >= Self.longWord }
        let share = Double(long.reduce(0) { $0 + $1.text.unicodeScalars.count })
            / Double(max(letters, 1))
        confidence = Self.confidence(of: long) * share
    }

    /// Weighed by letters: short specks count little.
    private static func confidence(of words: [Word]) -> Double {
        let sum = words.reduce(0) { $0 + $1.confidence * Double($1.text.unicodeScalars.count) }
        let letters = words.reduce(0) { $0 + $1.text.unicodeScalars.count }
        return sum / Double(max(letters, 1))
    }

    /// The measure of the letters may be far off on a worn or dirty page, so where little is found
    /// the page is looked at larger and smaller; then at the scale that suits what was found.
    private static func lines(
        of page: OpaquePointer, _ finder: LineFinder
    ) throws(RecognitionFailure) -> [LineStrip] {
        var (scale, best) = (1.0, try Self.lines(of: page, finder, scale: 1))
        for other in Self.otherScales where best.letters < Self.muchPrint {
            let lines = try Self.lines(of: page, finder, scale: other)
            if lines.letters > best.letters * Self.clearlyMore { (scale, best) = (other, lines) }
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

    private static func lines(
        of page: OpaquePointer, _ finder: LineFinder, scale: Double
    ) throws(RecognitionFailure) -> Found {
        var level = vision_level()
        var outcome = vision_outcome()
        guard
            vision_page_level(page, LineFinderNetwork.letterHeight, scale, &level, &outcome),
            let ink = level.ink
        else { throw Engine.failure(outcome) }
        defer { vision_bytes_free(ink) }
        let (width, height) = (Int(level.width), Int(level.height))
        let pixels = Array(UnsafeBufferPointer(start: ink, count: width * height))
        let to = level.to_paper
        func moved(_ point: (x: Double, y: Double)) -> (x: Double, y: Double) {
            (
                to.0 * point.x + to.1 * point.y + to.2,
                to.3 * point.x + to.4 * point.y + to.5
            )
        }
        let factor = (to.0 * to.0 + to.3 * to.3).squareRoot()
        let found = finder.lines(ink: pixels, width: width, height: height)
        let lines = found.map { line in
            LineStrip(
                left: moved(line.left), right: moved(line.right), height: line.height * factor)
        }
        return Found(
            lines: lines, letters: found.reduce(0) { $0 + LineFinder.letters(of: $1) },
            correction: LineFinder.correction(for: found))
    }

    private static func words(
        of line: LineStrip, number: Int, _ page: OpaquePointer, _ reader: LineReader
    ) -> [Word] {
        var width: Int32 = 0
        guard
            let grey = vision_page_strip(
                page, vision_strip(line), Int32(LineNetwork.lineHeight), LineStrip.margin, &width)
        else { return [] }
        defer { vision_bytes_free(grey) }
        let count = Int(width) * LineNetwork.lineHeight
        let found = reader.words(
            grey: Array(UnsafeBufferPointer(start: grey, count: count)), width: Int(width),
            strip: line, line: number)
        return found.map { word in
            var word = word
            word.box = placed(box(of: word, in: line), page)
            return word
        }
    }

    /// With what hangs below the line that the letters stand on.
    static func box(of word: Word, in line: LineStrip) -> Box {
        var box = word.box
        if word.text.contains(where: hangingMarks.contains) {
            box.height += Int((line.height * hang).rounded())
        }
        return box
    }

    /// What hangs below the line that letters stand on, and how far: a share of the line's height.
    private static let hangingMarks: Set<Character> = [",", ";", "(", ")", "/", "Q"]
    private static let hang = 0.2

    /// From the paper to the picture.
    static func placed(_ box: Box, _ page: OpaquePointer) -> Box {
        var sides = [Double(box.x), Double(box.y), Double(box.right), Double(box.bottom)]
        vision_page_place(page, &sides)
        let (left, top) = (Int(max(sides[0], 0).rounded()), Int(max(sides[1], 0).rounded()))
        return Box(
            x: left, y: top, width: max(1, Int(sides[2].rounded()) - left),
            height: max(1, Int(sides[3].rounded()) - top))
    }
}

extension vision_strip {
    init(_ line: LineStrip) {
        self.init(
            left_x: line.left.x, left_y: line.left.y, right_x: line.right.x,
            right_y: line.right.y, height: line.height)
    }
}
