/// A paper's number in the form in which two spellings of it are equal: `INV-0007`, `inv 7` and
/// `1NV/07`, for print and typing differ in marks, capitals, leading zeros and look-alike letters.
public struct NumberKey: Hashable, Sendable {
    public let text: String

    /// nil when nothing is left that tells one number from another.
    public init?(_ number: String) {
        let folded = Fold.upper(number).filter { Fold.isLetter($0) || Fold.isDigit($0) }
        var key: [UInt8] = []
        var isLeading = false
        for (place, byte) in folded.enumerated() {
            let follows = place > 0 && Fold.isDigit(folded[place - 1])
            // A zero that leads its run of figures says nothing, unless it is all of the run.
            if byte == UInt8(ascii: "0"), !follows || isLeading, place + 1 < folded.count,
                Fold.isDigit(folded[place + 1])
            {
                isLeading = true
                continue
            }
            isLeading = false
            key.append(AmountReader.digit(byte) ?? byte)
        }
        guard folded.contains(where: Fold.isDigit) else { return nil }
        text = String(decoding: key, as: UTF8.self)
    }
}

/// A supplier's name in the form in which two spellings of it are equal: capitals, accents, marks
/// and the legal form at its end do not count.
public struct SupplierKey: Hashable, Sendable {
    public let text: String

    public init?(_ name: String) {
        let parts = Fold.upper(name).split { !Fold.isLetter($0) && !Fold.isDigit($0) }
        var words = parts.map(Array.init)
        while words.count > 1, Self.endsInLegalForm(words) { words.removeLast() }
        guard !words.isEmpty else { return nil }
        text = String(decoding: Array(words.joined()), as: UTF8.self)
    }

    private static func endsInLegalForm(_ words: [[UInt8]]) -> Bool {
        guard let last = words.last else { return false }
        return CompanyLexicon.legalForms.contains(last) || last == Array("SDN".utf8)
    }

    /// Equal but for a letter in eight, which a recogniser may have taken for another.
    public func isAlike(_ other: SupplierKey) -> Bool {
        if text == other.text { return true }
        let (left, right) = (Array(text.utf8), Array(other.text.utf8))
        let limit = min(left.count, right.count) / 8
        return limit > 0 && EditDistance.between(left[...], right, limit: limit) <= limit
    }
}
