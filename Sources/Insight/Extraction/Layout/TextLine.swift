/// A word with its plain form.
struct PrintedWord {
    var text: String
    var folded: [UInt8]
    var box: Box
    var confidence: Double
}

/// Letters and digits of one word, or of a part of it between marks.
struct Token {
    var key: [UInt8]
    /// Index into the words of the line.
    var word: Int
}

/// One printed row of a page, its words from left to right.
struct TextLine {
    var page: Int
    /// Counted from the first line of the first page.
    var index: Int
    var words: [PrintedWord]
    var tokens: [Token]
    var box: Box
    /// Median height of the words, in pixels.
    var height: Int

    init(page: Int, index: Int, words: [PrintedWord]) {
        self.page = page
        self.index = index
        self.words = words
        box = words.dropFirst().reduce(words[0].box) { $0.union($1.box) }
        let heights = words.map { $0.box.height }.sorted()
        height = heights[heights.count / 2]
        tokens = []
        for (place, word) in words.enumerated() {
            for part in word.folded.split(whereSeparator: { !Self.isKey($0) }) {
                tokens.append(Token(key: Array(part), word: place))
            }
        }
    }

    private static func isKey(_ byte: UInt8) -> Bool { Fold.isLetter(byte) || Fold.isDigit(byte) }

    /// Words joined by single spaces.
    var text: String { words.map { $0.text }.joined(separator: " ") }
    /// Plain forms joined by single spaces.
    var folded: [UInt8] { Array(words.map { $0.folded }.joined(separator: [UInt8(ascii: " ")])) }

    var letterCount: Int { tokens.reduce(0) { $0 + $1.key.count { Fold.isLetter($0) } } }
    var digitCount: Int { tokens.reduce(0) { $0 + $1.key.count { Fold.isDigit($0) } } }

    /// Mean confidence, weighed by length.
    var confidence: Double {
        var sum = 0.0
        var weight = 0.0
        for word in words {
            sum += word.confidence * Double(word.folded.count)
            weight += Double(word.folded.count)
        }
        return weight > 0 ? sum / weight : 0
    }

    func box(of range: Range<Int>) -> Box? {
        guard let first = words[range].first else { return nil }
        return words[range].dropFirst().reduce(first.box) { $0.union($1.box) }
    }
}
