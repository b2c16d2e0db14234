/// A line of which the network is not sure, seen twice: what it thinks both times and which letters
/// follow each other on papers decide together.
struct DoubtfulLine {
    /// How much longer the line is at the second look.
    static let stretch = 1.35
    /// What the logarithm of a sequence's chance counts beside that of the network's.
    private static let weight = 0.2
    private static let candidates = 8
    private static let space: UInt8 = 1

    /// As the line is read; nil where nothing can be read.
    let letters: [LineReader.Letter]?

    init(_ first: LineChances, _ second: LineChances, _ sequences: LetterSequences) {
        let texts = Set(
            first.candidates(Self.candidates) + second.candidates(Self.candidates)
        ).filter { !$0.isEmpty }
        var weighed: [(text: [UInt8], value: Double)] = []
        for text in texts {
            let seen = (first.logarithm(of: text) + second.logarithm(of: text)) / 2
            guard seen > -.infinity else { continue }
            weighed.append((text, seen + Self.weight * sequences.logarithm(of: text)))
        }
        // Of two that weigh the same the order of their letters decides, on every platform.
        weighed.sort {
            $0.value != $1.value
                ? $0.value > $1.value : $0.text.lexicographicallyPrecedes($1.text)
        }
        guard let best = weighed.first else {
            letters = nil
            return
        }
        letters = Self.letters(
            first.laid(best.text), of: best.text,
            shares: Self.shares(weighed.map { ($0.text, Exponential.exp($0.value - best.value)) }))
    }

    /// By word: the share of those texts that have it, by their weight.
    private static func shares(_ texts: [(text: [UInt8], weight: Double)]) -> [[UInt8]: Double] {
        let whole = texts.reduce(0) { $0 + $1.weight }
        var shares: [[UInt8]: Double] = [:]
        for (text, weight) in texts {
            for word in Set(text.split(separator: space).map(Array.init)) {
                shares[word, default: 0] += weight / whole
            }
        }
        return shares
    }

    /// A word that other texts have otherwise is as sure as its share; one that all have is as sure
    /// as its letters.
    private static func letters(
        _ laid: [LineReader.Letter], of text: [UInt8], shares: [[UInt8]: Double]
    ) -> [LineReader.Letter]? {
        guard laid.count == text.count else { return nil }
        var letters = laid
        for word in text.split(separator: space) {
            guard let share = shares[Array(word)], share < 0.9999 else { continue }
            for place in word.indices { letters[place].chance = share }
        }
        return letters
    }
}

/// Grey pixels in rows of one width.
struct GreyRows {
    let pixels: [UInt8]
    let width: Int

    init(_ pixels: [UInt8], width: Int) {
        self.pixels = pixels
        self.width = width
    }

    /// The same rows, longer, each pixel between its two neighbours.
    func drawnOut(by factor: Double) -> GreyRows {
        guard width > 0 else { return self }
        let longer = Int((Double(width) * factor).rounded())
        var drawn = [UInt8](repeating: 0, count: pixels.count / width * longer)
        for column in 0..<longer {
            let place = min(max((Double(column) + 0.5) / factor - 0.5, 0), Double(width - 1))
            let (left, part) = (Int(place), place - Double(Int(place)))
            let right = min(left + 1, width - 1)
            for row in 0..<pixels.count / width {
                let start = row * width
                let value = Double(pixels[start + left]) * (1 - part)
                    + Double(pixels[start + right]) * part
                drawn[row * longer + column] = UInt8(value.rounded())
            }
        }
        return GreyRows(drawn, width: longer)
    }
}
