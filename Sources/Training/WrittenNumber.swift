/// A number as people write it: with a decimal comma, separators of thousands, a currency, a per
/// cent sign, brackets for what is below zero, or the digits of another script.
enum WrittenNumber {
    private static let currencies: Set = [
        "kes", "ksh", "ugx", "ush", "tzs", "tsh", "sh", "rwf", "frw", "etb", "ngn", "ghs", "zar",
        "xof", "xaf", "fcfa", "usd", "eur", "gbp", "inr", "rs", "dzd", "mad", "egp",
    ]
    private static let separators: Set<Character> = [
        ",", ".", "'", "\u{2019}", " ", "\u{A0}", "\u{202F}", "\u{66B}", "\u{66C}",
    ]

    /// True also for a plain number.
    static func matches(_ cell: String) -> Bool {
        var text = trimmed(cell[...])
        if text.first == "(", text.last == ")" { text = trimmed(text.dropFirst().dropLast()) }
        text = trimmed(withoutCurrency(text))
        if let last = text.last, "%\u{66A}".contains(last) { text = trimmed(text.dropLast()) }
        if let first = text.first, "+-\u{2212}".contains(first) { text = trimmed(text.dropFirst()) }
        return isGrouped(trimmed(withoutCurrency(text)))
    }

    /// Digits in one group, or in groups of which all but the first and what follows the last
    /// separator have three, or two and then three as in India.
    private static func isGrouped(_ text: Substring) -> Bool {
        let groups = text.split(omittingEmptySubsequences: false) { separators.contains($0) }
        guard groups.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isWholeNumber) }) else {
            return false
        }
        guard groups.count > 2 else { return true }
        return 1...3 ~= groups[0].count
            && groups[1..<(groups.count - 1)].allSatisfy { 2...3 ~= $0.count }
    }

    private static func withoutCurrency(_ text: Substring) -> Substring {
        func isSign(_ letter: Character) -> Bool {
            letter.unicodeScalars.allSatisfy { $0.properties.generalCategory == .currencySymbol }
        }
        if let first = text.first, isSign(first) { return text.dropFirst() }
        if let last = text.last, isSign(last) { return text.dropLast() }
        let head = text.prefix { $0.isLetter }
        if !head.isEmpty, currencies.contains(head.lowercased()) {
            let rest = text.dropFirst(head.count)
            return rest.first == "." ? rest.dropFirst() : rest
        }
        let tail = text.reversed().prefix { $0.isLetter }.count
        let word = text.suffix(tail).lowercased()
        return tail > 0 && currencies.contains(word) ? text.dropLast(tail) : text
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return text
    }
}
