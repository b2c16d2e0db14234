/// A label that was read as one word with its amount, as in `TOTALRM21.85`: print on a till leaves
/// little room between them.
enum LabelledAmount {
    typealias Scalars = Substring.UnicodeScalarView

    /// Shorter ones are as likely codes: `GST6.00`.
    private static let shortestLabel = 4

    /// The label and the amount with its currency, if that is what the word holds; otherwise the
    /// word.
    static func parts(_ word: Scalars) -> [Scalars] {
        guard let figures = word.firstIndex(where: isFigure) else { return [word] }
        if let mark = word.lastIndex(of: ":"), let paid = priced(word, after: mark) { return paid }
        let head = word[..<figures]
        let letters = head.count(where: isLetter)
        guard letters >= shortestLabel, let last = head.lastIndex(where: isLetter),
            head.allSatisfy({ isLetter($0) || marks.contains($0) })
        else { return [word] }
        var cut = word.index(after: last)
        let key = folded(head[...last])
        if CurrencyMark.isMark(key) { return [word] }
        if let mark = CurrencyMark.suffix(of: key) {
            cut = word.index(cut, offsetBy: -mark)
            guard letters - mark >= shortestLabel - 1 else { return [word] }
        }
        let number = AmountReader.number(folded(word[cut...]))
        guard let number, number.decimals == 2, !number.corrected else { return [word] }
        return [word[..<cut], word[cut...]]
    }

    /// `CC*7186:RM78.30`: behind the colon an amount with its currency.
    private static func priced(_ word: Scalars, after mark: Scalars.Index) -> [Scalars]? {
        let tail = word[word.index(after: mark)...]
        guard let number = AmountReader.number(folded(tail)), number.hasCurrency,
            number.decimals == 2, !number.corrected, word[..<mark].contains(where: isLetter)
        else { return nil }
        return [word[...mark], tail]
    }

    private static let marks = Set(":.()-$".unicodeScalars)

    private static func folded(_ scalars: Scalars) -> [UInt8] {
        Fold.upper(String(String.UnicodeScalarView(scalars)))
    }

    private static func isFigure(_ scalar: Unicode.Scalar) -> Bool { "0"..."9" ~= scalar }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic
    }
}
