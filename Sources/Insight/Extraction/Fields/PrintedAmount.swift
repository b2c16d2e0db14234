/// A number with its decimals as it stands on the paper.
struct PrintedAmount {
    /// Thousandths of the currency's unit, so that 0, 2 and 3 decimals compare; below zero with a
    /// minus sign.
    var thousandths: Int64
    var decimals: Int
    /// Digits with a decimal point, without grouping.
    var text: String
    /// Index of the line in the paper.
    var line: Int
    /// Words of the line that it covers.
    var words: Range<Int>
    var box: Box
    var page: Int
    var confidence: Double
    /// Letters had to be taken for digits, or a gap for a point.
    var corrected: Bool
    /// A currency stands directly before or after it.
    var hasCurrency: Bool
    /// It stands in brackets, as bookkeepers write what is below zero.
    var isBracketed = false

    /// As an article line shows it, with its sign.
    var signed: Int64 { isBracketed ? -abs(thousandths) : thousandths }
    var signedText: String { signed < 0 ? "-" + text : text }
}

/// Reads amounts out of folded words.
enum AmountReader {
    struct Number {
        var thousandths: Int64
        var decimals: Int
        var text: String
        var corrected: Bool
        var hasCurrency: Bool
    }

    /// The whole word must be the number, but for marks around it, a currency before it and a
    /// short tax code after it.
    static func number(_ word: [UInt8], _ notation: NumberNotation = .open) -> Number? {
        let word = withoutApostrophes(word)
        if isBeheaded(word) { return nil }
        var body = word[...]
        var hasCurrency = false
        var negative = false
        var isRand = false
        while let first = body.first, !Fold.isDigit(first) {
            if first == rand, body.dropFirst().first.map(Fold.isDigit) ?? false {
                // `R14.50`; other words begin so, too.
                isRand = true
                body = body.dropFirst()
                continue
            }
            if first == minus { negative = true }
            if first == point, let next = body.dropFirst().first, Fold.isDigit(next) { break }
            if let width = CurrencyMark.prefixLength(body) {
                hasCurrency = true
                body = body.dropFirst(width)
            } else if Fold.isLetter(first) {
                // `O.50` and `l2.00`: a letter that looks like a digit, inside of a number.
                guard digit(first) != nil, looksNumeric(body) else { return nil }
                break
            } else {
                body = body.dropFirst()
            }
        }
        guard let parsed = digits(&body, notation), !isRand || parsed.decimals == 2 else {
            return nil
        }
        var suffix = body
        // `3,200/=` and `3,200/-` are whole shillings.
        if suffix.elementsEqual("/=".utf8) || suffix.elementsEqual("/-".utf8) {
            hasCurrency = true
            suffix = []
        }
        if suffix.first == minus { negative = true }
        suffix = suffix.drop { !Fold.isLetter($0) && !Fold.isDigit($0) }
        let tail = Fold.alphanumerics(suffix)
        if CurrencyMark.isMark(tail) {
            hasCurrency = true
        } else if tail.count > 2 || tail.contains(where: Fold.isDigit)
            || (!tail.isEmpty && parsed.decimals == 0)
        {
            return nil
        }
        if suffix.contains(percent) || word.contains(percent) { return nil }
        var number = parsed
        number.hasCurrency = hasCurrency
        if negative { number.thousandths = -number.thousandths }
        return number
    }

    /// Thousandths, not below zero, as a paper shows them with so many decimals.
    static func text(_ thousandths: Int64, decimals: Int) -> String {
        guard decimals > 0 else { return "\(thousandths / 1000)" }
        let part = String(1000 + thousandths % 1000).dropFirst()
        return "\(thousandths / 1000)." + part.prefix(decimals)
            + String(repeating: "0", count: max(decimals - 3, 0))
    }

    /// `,200.00` has lost its first figures.
    private static func isBeheaded(_ word: [UInt8]) -> Bool {
        guard word.first == comma else { return false }
        let tail = word.dropFirst()
        return tail.prefix { Fold.isDigit($0) }.count == 3 && tail.dropFirst(3).first == point
    }

    /// The Swiss part thousands by an apostrophe: `1'302.20`.
    private static func withoutApostrophes(_ word: [UInt8]) -> [UInt8] {
        guard word.contains(apostrophe) else { return word }
        return word.indices.filter { place in
            guard word[place] == apostrophe, place > 0, Fold.isDigit(word[place - 1]) else {
                return true
            }
            return word[(place + 1)...].prefix { Fold.isDigit($0) }.count != 3
        }.map { word[$0] }
    }

    private static let rand = UInt8(ascii: "R")
    private static let apostrophe = UInt8(ascii: "'")
    private static let minus = UInt8(ascii: "-")
    private static let point = UInt8(ascii: ".")
    private static let comma = UInt8(ascii: ",")
    private static let percent = UInt8(ascii: "%")

    private static func looksNumeric(_ body: ArraySlice<UInt8>) -> Bool {
        let figures = body.count(where: Fold.isDigit)
        let letters = body.count(where: Fold.isLetter)
        let alike = body.allSatisfy { !Fold.isLetter($0) || digit($0) != nil }
        return figures >= 2 && figures >= letters && alike && body.contains(point)
    }

    /// What a letter is when it stands between figures.
    static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "O"), UInt8(ascii: "Q"), UInt8(ascii: "D"): UInt8(ascii: "0")
        case UInt8(ascii: "I"), UInt8(ascii: "L"), UInt8(ascii: "|"): UInt8(ascii: "1")
        case UInt8(ascii: "S"): UInt8(ascii: "5")
        case UInt8(ascii: "B"): UInt8(ascii: "8")
        case UInt8(ascii: "Z"): UInt8(ascii: "2")
        case UInt8(ascii: "G"): UInt8(ascii: "6")
        default: Fold.isDigit(byte) ? byte : nil
        }
    }

    /// Takes figures and separators off the front of `body` and settles which separator is the
    /// decimal one.
    private static func digits(
        _ body: inout ArraySlice<UInt8>, _ notation: NumberNotation
    ) -> Number? {
        var groups: [[UInt8]] = [[]]
        var separators: [UInt8] = []
        var corrected = false
        while let byte = body.first {
            if let figure = digit(byte), Fold.isDigit(byte) || continues(body, groups, separators) {
                if !Fold.isDigit(byte) { corrected = true }
                groups[groups.count - 1].append(figure)
            } else if isSeparator(byte), let next = body.dropFirst().first, digit(next) != nil {
                separators.append(byte == comma ? comma : point)
                if byte != comma && byte != point { corrected = true }
                groups.append([])
            } else {
                break
            }
            body = body.dropFirst()
        }
        return assemble(groups, separators, notation, corrected: corrected)
    }

    /// A letter counts as a figure only where decimals are being read, or between two figures; a
    /// tax code that follows two decimals is none, nor is the measure in `1.5L`.
    private static func continues(
        _ body: ArraySlice<UInt8>, _ groups: [[UInt8]], _ separators: [UInt8]
    ) -> Bool {
        let decimals = separators.isEmpty ? 0 : groups[groups.count - 1].count
        if !separators.isEmpty {
            let isMeasure = body.count == 1 && decimals == 1
                && (body.first == UInt8(ascii: "L") || body.first == UInt8(ascii: "G"))
            return decimals < 2 && !isMeasure
        }
        guard let next = body.dropFirst().first else { return false }
        return Fold.isDigit(next) || isSeparator(next)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == point || byte == comma || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ";")
            || byte == UInt8(ascii: "_")
    }

    private static func assemble(
        _ groups: [[UInt8]], _ separators: [UInt8], _ notation: NumberNotation, corrected: Bool
    ) -> Number? {
        var whole = groups[0]
        var fraction: [UInt8] = []
        var corrected = corrected
        if let last = separators.last, let tail = groups.last {
            let isAlike = separators.allSatisfy { $0 == last }
            let parts = notation.decimal.map { ($0 == .comma) != (last == comma) }
                ?? (last == comma)
            let grouping = tail.count == 3 && isAlike && (parts || separators.count > 1)
            let middle = groups.dropFirst().dropLast(grouping ? 0 : 1)
            guard partsThousands(middle, after: groups[0], by: separators[0]) else { return nil }
            // The mark is the other one than on the rest of the paper.
            if parts, !grouping, separators.count == 1, notation.decimal != nil {
                corrected = true
            }
            for group in middle { whole += group }
            if !grouping { fraction = tail }
        }
        guard fraction.count <= 3, whole.count + fraction.count > 0, whole.count <= 12 else {
            return nil
        }
        var value: Int64 = 0
        for figure in whole + fraction + [UInt8](repeating: 0x30, count: 3 - fraction.count) {
            value = value * 10 + Int64(figure - 0x30)
        }
        return Number(
            thousandths: value, decimals: fraction.count,
            text: text(whole: whole, fraction: fraction), corrected: corrected,
            hasCurrency: false)
    }

    /// Groups of three; in India those above the thousands are of two: `1,35,500.00`.
    private static func partsThousands(
        _ middle: ArraySlice<[UInt8]>, after first: [UInt8], by mark: UInt8
    ) -> Bool {
        if middle.allSatisfy({ $0.count == 3 }) { return true }
        return mark == comma && first.count <= 2 && middle.last?.count == 3
            && middle.dropLast().allSatisfy { $0.count == 2 }
    }

    static func text(whole: [UInt8], fraction: [UInt8]) -> String {
        var digits = Array(whole.drop { $0 == 0x30 })
        if digits.isEmpty { digits = [0x30] }
        if !fraction.isEmpty { digits += [point] + fraction }
        return String(decoding: digits, as: UTF8.self)
    }
}
