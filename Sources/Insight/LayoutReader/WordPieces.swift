/// Cuts words into the pieces that the layout reader knows: the longest that fits, again and again
/// (M. Schuster and K. Nakajima, "Japanese and Korean voice search", 2012).
struct WordPieces: Sendable {
    /// A longer word says no more; the rest of it is left out.
    static let mostOfWord = 8
    /// Begins the pieces that continue a word.
    private static let continuation = UInt8(ascii: "\t")
    /// Stands for what no piece fits.
    private static let unknown = 0

    let count: Int
    private let numbers: [[UInt8]: Int]
    private let longest: Int

    /// `vocabulary`: one piece a line, in the order of their numbers.
    init(_ vocabulary: String) {
        let pieces = vocabulary.utf8.split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        var numbers: [[UInt8]: Int] = [:]
        for (number, piece) in pieces.enumerated() { numbers[Array(piece)] = number }
        self.numbers = numbers
        count = pieces.count
        longest = pieces.map { $0.count }.max() ?? 0
    }

    /// `folded`: of `Fold.upper`. Every figure counts as a 0, for the shape of a number says more
    /// of what it is than its value.
    func pieces(of folded: [UInt8]) -> [Int] {
        let bytes = folded.map { Fold.isDigit($0) ? UInt8(ascii: "0") : $0 }
        var found: [Int] = []
        var start = 0
        while start < bytes.count, found.count < Self.mostOfWord {
            let (number, end) = longestPiece(of: bytes, at: start)
            found.append(number)
            start = end
        }
        return found
    }

    private func longestPiece(of bytes: [UInt8], at start: Int) -> (number: Int, end: Int) {
        let mark = start > 0 ? [Self.continuation] : []
        var end = min(bytes.count, start + longest)
        while end > start {
            if let number = numbers[mark + bytes[start..<end]] { return (number, end) }
            end -= 1
        }
        return (Self.unknown, start + 1)
    }
}
