/// Reads lines of print with the network of `models/line-reader`.
public struct LineReader: Sendable {
    private let network: LineNetwork
    private let sequences: LetterSequences?

    /// Without `sequences` a line is what the network thinks of it at first sight.
    public init(_ network: LineNetwork, sequences: LetterSequences? = nil) {
        self.network = network
        self.sequences = sequences
    }

    public init(
        _ weights: Safetensors, product: MatrixProduct? = nil
    ) throws(SafetensorsError) {
        self.init(
            try LineNetwork(weights, product: product), sequences: try LetterSequences(weights))
    }

    /// A letter is named about where its middle is: pixels from there to its edges.
    private static let reach = 7.0
    /// A line with a letter less sure than this is looked at again.
    private static let doubtful = 0.9

    /// One letter as the network saw it.
    struct Letter {
        var scalar: Unicode.Scalar
        /// Steps of four pixels from the strip's left edge.
        var first: Int
        var last: Int
        var chance: Double
    }

    /// The words of a strip. `grey`: 32 rows of `width` pixels, cut as `LineStrip` says. A word is
    /// as sure as its least sure letter. `line` numbers the words.
    public func words(grey: [UInt8], width: Int, strip: LineStrip, line: Int) -> [Word] {
        guard width > 0, grey.count == width * LineNetwork.lineHeight else { return [] }
        let (ink, padded) = LineInk.ink(grey, width: width)
        let scores = network.scores(ink: ink, width: padded)
        var read = Self.letters(scores)
        if let sequences, read.contains(where: { $0.chance < Self.doubtful }) {
            let again = DoubtfulLine(LineChances(scores: scores), again(grey, width), sequences)
            read = again.letters ?? read
        }
        var words: [Word] = []
        for letters in Self.words(read) {
            guard let first = letters.first, let last = letters.last else { continue }
            var text = String.UnicodeScalarView()
            text.append(contentsOf: letters.map { $0.scalar })
            let box = strip.box(
                from: Double(first.first * LineNetwork.step) - Self.reach,
                to: Double((last.last + 1) * LineNetwork.step) + Self.reach)
            words.append(
                Word(
                    text: String(text), box: box,
                    confidence: letters.map { $0.chance }.min() ?? 0, line: line))
        }
        return words
    }

    /// What the network thinks of the line drawn out lengthwise: it has more steps for each letter
    /// then, and thin letters stand apart.
    private func again(_ grey: [UInt8], _ width: Int) -> LineChances {
        let drawn = GreyRows(grey, width: width).drawnOut(by: DoubtfulLine.stretch)
        let (ink, padded) = LineInk.ink(drawn.pixels, width: drawn.width)
        return LineChances(scores: network.scores(ink: ink, width: padded))
    }

    /// Words end at spaces, and before a bracket that opens a number: LTD(860671-D).
    static func words(_ letters: [Letter]) -> [[Letter]] {
        var words: [[Letter]] = [[]]
        for (index, letter) in letters.enumerated() {
            let next = index + 1 < letters.count ? letters[index + 1].scalar.value : 0
            if letter.scalar == " " || letter.scalar == "(" && (0x30...0x39).contains(next) {
                words.append([])
            }
            if letter.scalar != " " { words[words.count - 1].append(letter) }
        }
        return words.filter { !$0.isEmpty }
    }

    /// The likeliest class of each step; equal neighbours are one letter, blanks part them
    /// (A. Graves and others, "Connectionist temporal classification", 2006).
    static func letters(_ scores: [Float]) -> [Letter] {
        let classes = LineAlphabet.classes
        var found: [Letter] = []
        var before = 0
        for step in 0..<scores.count / classes {
            let (best, chance) = likeliest(scores[(step * classes)..<((step + 1) * classes)])
            if best > 0 && best == before, var last = found.popLast() {
                last.last = step
                last.chance = max(last.chance, chance)
                found.append(last)
            } else if best > 0 {
                found.append(
                    Letter(
                        scalar: LineAlphabet.letters[best - 1], first: step, last: step,
                        chance: chance))
            }
            before = best
        }
        return found
    }

    private static func likeliest(_ scores: ArraySlice<Float>) -> (index: Int, chance: Double) {
        var best = scores.startIndex
        for index in scores.indices where scores[index] > scores[best] { best = index }
        let sum = scores.reduce(0.0) { $0 + Exponential.exp(Double($1 - scores[best])) }
        return (best - scores.startIndex, 1 / sum)
    }
}
