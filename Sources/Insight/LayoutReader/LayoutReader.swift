/// Says of the words of a paper what they mean, from what they say and where they stand.
public struct LayoutReader: Sendable {
    /// Where a page has more pieces than the network looks at, so many are from its top and the
    /// others from its end: names stand above, sums below.
    private static let fromTop = 320
    private let network: LayoutNetwork

    public init(_ network: LayoutNetwork) { self.network = network }

    /// The first page is looked at.
    func meanings(of lines: [TextLine]) -> WordMeanings {
        var meanings = WordMeanings(lines)
        read(Array(lines.prefix { $0.page == lines[0].page }), into: &meanings)
        return meanings
    }

    private func read(_ lines: [TextLine], into meanings: inout WordMeanings) {
        guard let first = lines.first else { return }
        let sheet = lines.dropFirst().reduce(first.box) { $0.union($1.box) }
        var numbers: [Int] = []
        var boxes: [LayoutNetwork.PieceBox] = []
        var owners: [(line: Int, word: Int)] = []
        for line in lines {
            for (place, word) in line.words.enumerated() {
                let box = Self.box(word.box, in: sheet)
                for number in network.pieces.pieces(of: word.folded) {
                    numbers.append(number)
                    boxes.append(box)
                    owners.append((line.index, place))
                }
            }
        }
        if numbers.count > LayoutNetwork.longest {
            let left = Self.fromTop..<numbers.count - (LayoutNetwork.longest - Self.fromTop)
            numbers.removeSubrange(left)
            boxes.removeSubrange(left)
            owners.removeSubrange(left)
        }
        let count = PrintedMeaning.allCases.count
        var shares = network.scores(numbers, boxes)
        Softmax.apply(to: &shares, rows: owners.count, length: count, stride: count)
        for (place, owner) in owners.enumerated() {
            meanings.add(
                shares[place * count..<(place + 1) * count], to: owner.word, of: owner.line)
        }
    }

    static func box(_ box: Box, in sheet: Box) -> LayoutNetwork.PieceBox {
        let steps = LayoutNetwork.steps
        func step(_ value: Int, _ start: Int, _ size: Int) -> Int {
            // Boxes may lie anywhere within ten million pixels, and Int has 32 bits in a browser.
            let place = Int64(value - start) * Int64(steps) / Int64(max(size, 1))
            return Int(max(0, min(Int64(steps - 1), place)))
        }
        let (left, top) = (step(box.x, sheet.x, sheet.width), step(box.y, sheet.y, sheet.height))
        return LayoutNetwork.PieceBox(
            left: left, top: top, right: max(left, step(box.right, sheet.x, sheet.width)),
            bottom: max(top, step(box.bottom, sheet.y, sheet.height)))
    }
}

/// What the layout reader believes of every word of a paper: the mean over a word's pieces.
struct WordMeanings {
    /// By line, then word, then meaning: sums over pieces.
    private var sums: [[[Float]]]
    private var counts: [[Int]]

    init(_ lines: [TextLine]) {
        sums = lines.map { line in line.words.map { _ in [] } }
        counts = lines.map { line in line.words.map { _ in 0 } }
    }

    mutating func add(_ shares: ArraySlice<Float>, to word: Int, of line: Int) {
        counts[line][word] += 1
        if sums[line][word].isEmpty {
            sums[line][word] = Array(shares)
        } else {
            for (place, share) in shares.enumerated() { sums[line][word][place] += share }
        }
    }

    /// 0 to 1; 0 for a word that was not looked at.
    func share(_ meaning: PrintedMeaning, line: Int, word: Int) -> Double {
        guard counts[line][word] > 0 else { return 0 }
        return Double(sums[line][word][meaning.rawValue]) / Double(counts[line][word])
    }

    /// The mean over some words of a line.
    func share(_ meaning: PrintedMeaning, line: Int, words: Range<Int>) -> Double {
        let sum = words.reduce(0.0) { $0 + share(meaning, line: line, word: $1) }
        return words.isEmpty ? 0 : sum / Double(words.count)
    }

    /// The logarithm of a share's odds, within ±6.
    static func odds(_ share: Double) -> Double {
        max(-6, min(6, Elementary.log(max(share, 1e-9) / max(1 - share, 1e-9))))
    }
}
