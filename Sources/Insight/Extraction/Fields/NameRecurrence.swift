/// Where else on a paper a firm's name stands: in an address on the internet, with the branch, or
/// where it thanks for the visit. A name that is spelled in two places alike is hardly misread.
struct NameRecurrence {
    /// Letters and figures of each line.
    private let lines: [[UInt8]]

    /// Shorter ones stand in other words by chance.
    private static let shortest = 4

    init(_ lines: [TextLine]) {
        self.lines = lines.map { $0.tokens.flatMap { $0.key } }
    }

    /// Whether the name's own words, without its trade, legal form and what is in brackets, stand
    /// in a line other than those of the name.
    func stands(_ name: String, outside range: ClosedRange<Int>) -> Bool {
        let own = Self.ownPart(of: name)
        guard own.count >= Self.shortest, own.contains(where: Fold.isLetter) else { return false }
        return lines.indices.contains { line in
            !range.contains(line) && Phrase.contains(lines[line], own)
        }
    }

    static func ownPart(of name: String) -> [UInt8] {
        var own: [UInt8] = []
        for word in Fold.upper(name).split(separator: UInt8(ascii: " ")) {
            if word.first == UInt8(ascii: "(") { break }
            let key = Fold.alphanumerics(word)
            let isCommon = CompanyLexicon.trades.contains(key)
                || CompanyLexicon.legalForms.contains(key) || CompanyLexicon.endings.contains(key)
            if isCommon, !own.isEmpty { break }
            if !isCommon { own += key }
        }
        return own
    }
}
