/// All amounts of a paper, line by line, with the labels beside them.
struct Amounts {
    /// By line index.
    private(set) var byLine: [[PrintedAmount]]
    /// By line index.
    private(set) var labels: [[LabelMatch]]
    let country: PaperCountry
    let notation: NumberNotation
    /// Where nobody counts cents, a whole number is an amount if it ends where the sums end: the
    /// right edge of their column, by page.
    private var columns: [Int: Int] = [:]

    init(_ lines: [TextLine]) {
        country = PaperCountry(lines)
        notation = NumberNotation(lines, country)
        byLine = []
        labels = []
        let isWhole = notation.decimals == 0
        for line in lines {
            let found = line.moneyLabels()
            labels.append(found)
            byLine.append(
                Self.amounts(
                    in: line, isLabelled: !found.isEmpty, joinsThousands: isWhole, notation))
        }
        if isWhole { findColumns() }
    }

    private static let sums: [MoneyLabel] = [.grandTotal, .total, .subtotal]

    private mutating func findColumns() {
        for (row, found) in byLine.enumerated() {
            guard let last = found.last, columns[last.page] == nil,
                labels[row].contains(where: { Self.sums.contains($0.label) })
            else { continue }
            columns[last.page] = last.box.right
        }
    }

    /// Whether a number can be what an article costs: it has as many decimals as amounts have on
    /// this paper, or stands in their column.
    func isPrice(_ amount: PrintedAmount) -> Bool {
        guard amount.decimals == notation.decimals else { return false }
        if amount.decimals > 0 || amount.hasCurrency { return true }
        guard let right = columns[amount.page] else { return false }
        return abs(amount.box.right - right) <= amount.box.height
    }

    var all: [PrintedAmount] { byLine.flatMap { $0 } }

    /// The label that an amount answers to: the nearest to its left in its line or, when its line
    /// names nothing at all, the last one of the line above, if that has no amount of its own.
    func label(of amount: PrintedAmount, in lines: [TextLine]) -> LabelMatch? {
        let line = lines[amount.line]
        if line.isSentence(around: amount.words) { return nil }
        let left = labels[amount.line].filter { match in
            line.tokens[match.tokens.lowerBound].word < amount.words.lowerBound
        }
        // `SUBTOTAL (QTY 4) RM41.45`: how many there are is no money.
        let isMoney = amount.hasCurrency || amount.decimals == 2
        let naming = left.last { !isMoney || $0.label != .count } ?? left.last
        if let naming { return naming }
        guard amount.line > 0, labels[amount.line].isEmpty, ownLetters(of: line) <= 3,
            !isClock(amount, line)
        else { return nil }
        let above = amount.line - 1
        guard byLine[above].isEmpty, lines[above].page == line.page,
            line.box.y - lines[above].box.bottom < 2 * line.height
        else { return nil }
        return labels[above].last
    }

    /// `16:07` is a time of day where nothing beside it says that it is money.
    func isClock(_ amount: PrintedAmount, _ line: TextLine) -> Bool {
        amount.decimals == 2 && amount.thousandths < 24_000
            && line.words[amount.words].contains { $0.folded.contains(UInt8(ascii: ":")) }
            && amount.thousandths % 1000 < 600
    }

    /// Letters outside of its amounts, where `RM` may stand twice.
    private func ownLetters(of line: TextLine) -> Int {
        let taken = byLine[line.index].map { $0.words }
        return line.tokens.reduce(0) { sum, token in
            let isAmount = taken.contains { $0.contains(token.word) }
            return sum + (isAmount ? 0 : token.key.count(where: Fold.isLetter))
        }
    }

    /// Whether between a label and its amount stand words that say what else is added up:
    /// `TOTAL SV : 10.56`.
    func namesOther(_ label: LabelMatch, _ amount: PrintedAmount, in lines: [TextLine]) -> Bool {
        let line = lines[amount.line]
        guard label.tokens.upperBound <= line.tokens.count else { return false }
        return line.tokens[label.tokens.upperBound...].contains { token in
            token.word < amount.words.lowerBound && token.key.count(where: Fold.isLetter) >= 2
                && !CurrencyMark.isMark(token.key) && !MoneyLabel.qualifies(token.key)
        }
    }

    private static func amounts(
        in line: TextLine, isLabelled: Bool, joinsThousands: Bool, _ notation: NumberNotation
    ) -> [PrintedAmount] {
        var found: [PrintedAmount] = []
        var place = 0
        while place < line.words.count {
            let (number, width) = number(
                in: line, at: place, isLabelled: isLabelled, joinsThousands: joinsThousands,
                notation)
            if let number {
                found.append(amount(number, line, place..<place + width))
            }
            place += number == nil ? 1 : width
        }
        return found
    }

    private static func amount(
        _ number: AmountReader.Number, _ line: TextLine, _ words: Range<Int>
    ) -> PrintedAmount {
        let sure = line.words[words].map { $0.confidence }.min() ?? 0
        let before = words.lowerBound > 0 ? line.words[words.lowerBound - 1].folded : []
        let after = words.upperBound < line.words.count ? line.words[words.upperBound].folded : []
        let beside = CurrencyMark.isMark(Fold.alphanumerics(before))
            || CurrencyMark.isMark(Fold.alphanumerics(after))
            || before.last == UInt8(ascii: "$")
        return PrintedAmount(
            thousandths: number.thousandths, decimals: number.decimals, text: number.text,
            line: line.index, words: words, box: line.box(of: words) ?? line.box,
            page: line.page, confidence: sure, corrected: number.corrected,
            hasCurrency: number.hasCurrency || beside,
            isBracketed: line.words[words].first?.folded.first == UInt8(ascii: "(")
                && line.words[words].last?.folded.last == UInt8(ascii: ")"))
    }

    /// One word, or two that a gap has torn apart: `12. 50`, `12 .50` and, in a labelled line,
    /// `12 50` and `12 500`.
    private static func number(
        in line: TextLine, at place: Int, isLabelled: Bool, joinsThousands: Bool,
        _ notation: NumberNotation
    ) -> (AmountReader.Number?, Int) {
        let word = line.words[place]
        let single = AmountReader.number(word.folded, notation)
        guard place + 1 < line.words.count, single.map({ $0.decimals == 0 }) ?? true,
            let last = word.folded.last, let first = word.folded.last(where: Fold.isDigit),
            Fold.isDigit(first)
        else { return (single, 1) }
        let next = line.words[place + 1]
        let gap = next.box.x - word.box.right
        guard gap < 2 * line.height else { return (single, 1) }
        let figures = next.folded.prefix { Fold.isDigit($0) }.count
        let isPoint = last == UInt8(ascii: ".") || last == UInt8(ascii: ",")
        let startsWithPoint = next.folded.first == UInt8(ascii: ".")
        var joined: [UInt8]?
        let isParted = last == UInt8(ascii: ",") && figures == 3
            && next.folded.dropFirst(3).first == UInt8(ascii: ".") && gap < line.height
        if isPoint && figures == 2 || isParted || startsWithPoint && next.folded.count >= 3 {
            joined = word.folded + next.folded
        } else if isLabelled, figures == 2, next.folded.count <= 3, place + 2 == line.words.count {
            joined = word.folded + [UInt8(ascii: ".")] + next.folded
        } else if isLabelled || joinsThousands, figures == 3, next.folded.count == 3,
            single != nil, gap < line.height
        {
            joined = word.folded + next.folded
        }
        guard let joined, var number = AmountReader.number(joined, notation) else {
            return (single, 1)
        }
        number.corrected = true
        return (number, 2)
    }
}
