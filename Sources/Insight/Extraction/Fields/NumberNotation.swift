/// How a paper writes its amounts. One sheet has one notation, so all of its numbers settle what a
/// single one leaves open: whether `12,70` has decimals, and whether `79.500` has.
struct NumberNotation {
    enum Mark {
        case point
        case comma
    }

    /// What parts decimals from the rest; nil where the paper's numbers say nothing.
    private(set) var decimal: Mark?
    /// How many decimals an amount has here: none where nobody counts cents, else 2 or 3.
    private(set) var decimals = 2
    /// Amounts are written with a decimal comma where people write a point, and none is long
    /// enough to show both: their ends may have been cut off.
    private(set) var isContradicted = false

    /// Numbers of which nothing more is known.
    static let open = NumberNotation()

    private init() {}

    init(_ lines: [TextLine], _ country: PaperCountry) {
        var count = Count()
        for line in lines {
            for word in line.words { count.add(word.folded) }
        }
        let isPoint = count.pointSure > 0 || count.pointTwo > 0
        if count.commaSure > 0, !isPoint {
            decimal = .comma
        } else if count.pointSure > 0, count.commaSure == 0 {
            decimal = .point
        } else if count.pointTwo > count.commaTwo {
            decimal = .point
        } else if count.commaTwo > count.pointTwo {
            decimal = .comma
            isContradicted = country.writesDecimalPoint && count.pointTwo == 0
                && !Self.hasEuros(lines)
        }
        guard count.withTwo == 0 else { return }
        if count.pointThree > 1, Self.hasThreeDecimals(lines) {
            decimals = 3
        } else {
            decimals = 0
            if count.pointThree > 1, count.commaThree == 0 { decimal = .comma }
        }
    }

    /// Written with a comma almost everywhere, also by sellers elsewhere.
    private static func hasEuros(_ lines: [TextLine]) -> Bool {
        let euro = Array("EUR".utf8)
        return lines.contains { line in
            line.words.contains { Phrase.contains($0.folded, euro) }
        }
    }

    /// Currencies of which the unit has a thousand parts, by code and by place.
    private static func hasThreeDecimals(_ lines: [TextLine]) -> Bool {
        lines.contains { line in
            line.tokens.contains { thousandths.contains($0.key) }
        }
    }

    private static let thousandths = Phrase.list(
        "KWD KD KUWAIT BHD BAHRAIN MANAMA OMR OMAN MUSCAT JOD JORDAN AMMAN TND TUNISIE TUNIS LYD")

    /// Words by what their marks say. A quantity in a unit of weight has three decimals too.
    private struct Count {
        /// A mark of each kind, or the same one twice: `1,234.50`, `1.234.500`.
        var pointSure = 0
        var commaSure = 0
        var pointTwo = 0
        var commaTwo = 0
        var pointThree = 0
        var commaThree = 0
        /// Numbers with two decimals, whatever the mark.
        var withTwo = 0

        mutating func add(_ word: [UInt8]) {
            guard let (groups, marks) = NumberNotation.parts(word), let last = marks.last,
                let tail = groups.last
            else { return }
            let isComma = last == UInt8(ascii: ",")
            let isAlike = marks.allSatisfy { $0 == last }
            if marks.count > 1, !isAlike {
                if isComma { commaSure += 1 } else { pointSure += 1 }
                if tail == 2 { withTwo += 1 }
            } else if marks.count > 1, tail == 3 {
                if isComma { pointSure += 1 } else { commaSure += 1 }
            } else if marks.count == 1, tail == 2 {
                if isComma { commaTwo += 1 } else { pointTwo += 1 }
                withTwo += 1
            } else if marks.count == 1, tail == 3, groups[0] <= 3 {
                if isComma { commaThree += 1 } else { pointThree += 1 }
            }
        }
    }

    /// Lengths of the groups of figures and the marks between them, if that is all that a word
    /// holds besides a currency or a sign at its ends.
    private static func parts(_ word: [UInt8]) -> (groups: [Int], marks: [UInt8])? {
        guard let start = word.firstIndex(where: Fold.isDigit),
            let end = word.lastIndex(where: Fold.isDigit), !word.contains(UInt8(ascii: "%"))
        else { return nil }
        var groups = [0]
        var marks: [UInt8] = []
        for byte in word[start...end] {
            if Fold.isDigit(byte) {
                groups[groups.count - 1] += 1
            } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") {
                marks.append(byte)
                groups.append(0)
            } else if byte != UInt8(ascii: "'") {
                return nil
            }
        }
        guard groups.allSatisfy({ $0 > 0 }), groups.dropFirst().dropLast().allSatisfy({ $0 < 4 })
        else { return nil }
        return (groups, marks)
    }
}
