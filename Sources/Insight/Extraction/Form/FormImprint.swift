/// The seller where the head of the paper does not name it, but the last lines do: with its
/// address, its register and its director, or as the holder of the account to pay into.
struct FormImprint {
    struct Candidate {
        let line: TextLine
        let name: Range<Int>
        let address: Range<Int>
        let chance: Double
    }

    private let form: Form
    private let hosts: [[UInt8]]

    init(_ form: Form) {
        self.form = form
        hosts = Self.hosts(in: form)
    }

    /// - Parameter isName: whether words of a line can be the name of a party.
    func candidates(_ isName: (TextLine, Range<Int>) -> Bool) -> [Candidate] {
        var found: [Candidate] = []
        for cell in form.cells {
            let isLow = form.depth(cell) > Self.foot
            let senders = isLow ? SenderLine(cell).map { ($0.name, $0.address, 0.7) } : nil
            let registered = isLow ? registered(cell).map { ($0, 0..<0, 0.62) } : nil
            // A mark between name and street that was not seen.
            let called = isLow ? called(cell.line).map { ($0, 0..<0, 0.6) } : nil
            let holder = holder(cell, isName)
            for (line, name, address, chance) in [
                (called ?? senders).map { (cell.line, $0.0, $0.1, $0.2) },
                registered.map { (cell.line, $0.0, $0.1, $0.2) }, holder,
            ].compactMap({ $0 }) {
                let hasForm = FormParties.endsInLegalForm(line, name)
                guard isName(line, name), hasForm || !Self.isStreet(line, name) else { continue }
                let share = chance + (hasForm ? 0.1 : 0) + hostShare(line.letters(of: name))
                found.append(
                    Candidate(line: line, name: name, address: address, chance: share))
            }
        }
        return found
    }

    /// `Lindenstrasse 20` before its town is where a firm sits, not what it is called.
    private static func isStreet(_ line: TextLine, _ name: Range<Int>) -> Bool {
        guard name.count > 1, let last = name.last else { return false }
        let key = Fold.alphanumerics(line.words[last].folded)
        let figures = key.prefix { Fold.isDigit($0) }.count
        return (1...4).contains(figures) && key.count <= figures + 1
    }

    /// The last lines begin so far down on a page.
    static let foot = 0.7

    /// `Firm Ltd - Reg. No. 4711 - Managing Director: ...`: the name ends before the first of
    /// them, be it in this cell or the next.
    private func registered(_ cell: Form.Cell) -> Range<Int>? {
        let line = cell.line
        for place in line.tokens.indices.dropFirst()
        where line.phrase(at: place, of: PartyLexicon.registers) != nil {
            return Self.head(of: line, before: line.tokens[place].word)
        }
        guard let right = form.right(of: cell),
            right.line.phrase(at: 0, of: PartyLexicon.registers) != nil
        else { return nil }
        return Self.head(of: line, before: line.words.count)
    }

    /// The words up to the first mark that parts them, or up to the end.
    private static func head(of line: TextLine, before end: Int) -> Range<Int>? {
        let marks = Array(",|;".utf8)
        for place in 0..<end {
            let folded = line.words[place].folded
            let isMark = Fold.alphanumerics(folded).isEmpty && folded != [UInt8(ascii: "&")]
            if isMark { return place > 0 ? 0..<place : nil }
            if let last = folded.last, marks.contains(last) { return 0..<place + 1 }
        }
        return end > 0 && end <= 7 ? 0..<end : nil
    }

    /// `Account name: Firm Ltd`, beside it or behind it.
    private func holder(
        _ cell: Form.Cell, _ isName: (TextLine, Range<Int>) -> Bool
    ) -> (TextLine, Range<Int>, Range<Int>, Double)? {
        guard let match = cell.line.phrase(at: 0, of: PartyLexicon.holder) else { return nil }
        let rest = cell.line.words(after: match.tokens.upperBound - 1)
        let name = rest.drop { Fold.alphanumerics(cell.line.words[$0].folded).isEmpty }
        if !name.isEmpty { return (cell.line, name, 0..<0, 0.52) }
        guard let right = form.right(of: cell) else { return nil }
        return (right.line, right.line.words.indices, 0..<0, 0.5)
    }

    // MARK: Addresses on the internet

    /// What speaks for a name after which an e-mail address or a site on the paper is called.
    func hostShare(_ name: [UInt8]) -> Double {
        hosts.contains { Self.begins(name, $0) } ? 0.12
            : hosts.contains { Self.begins($0, name) } ? 0.06 : 0
    }

    /// Of words that run into a street and its number those that together are called as an
    /// address on the internet is, with their legal form.
    private func called(_ line: TextLine) -> Range<Int>? {
        let head = 0..<(Self.head(of: line, before: min(line.words.count, 8))?.upperBound ?? 8)
        guard head.upperBound <= line.words.count,
            line.letters(of: head).contains(where: Fold.isDigit)
        else { return nil }
        let end = head.dropFirst().last { end in
            let name = line.letters(of: 0..<end)
            return hosts.contains { Self.begins(name, $0) && Self.begins($0, name) }
        }
        guard let end else { return nil }
        return FormParties.endsInLegalForm(line, 0..<end + 1) ? 0..<end + 1 : 0..<end
    }

    /// But for as many letters as are often misread.
    private static func begins(_ name: [UInt8], _ host: [UInt8]) -> Bool {
        let limit = host.count / 7
        guard host.count >= shortestHost, name.count + limit >= host.count else { return false }
        return EditDistance.between(name.prefix(host.count), host, limit: limit) <= limit
    }

    /// Shorter ones begin many names.
    private static let shortestHost = 5

    /// What stands between the @ or `www.` and the next point.
    private static func hosts(in form: Form) -> [[UInt8]] {
        let openings = ["@", "WWW.", "//"].map { Array($0.utf8) }
        var found: [[UInt8]] = []
        for word in form.cells.flatMap({ $0.line.words }) {
            for opening in openings {
                let folded = word.folded
                guard folded.count > opening.count else { continue }
                let start = folded.indices.dropLast(opening.count).last {
                    folded[$0..<$0 + opening.count].elementsEqual(opening)
                }
                guard let start else { continue }
                let host = folded[(start + opening.count)...].prefix { $0 != UInt8(ascii: ".") }
                let letters = Fold.alphanumerics(host)
                if letters.count >= shortestHost, !found.contains(letters) { found.append(letters) }
            }
        }
        return found
    }
}

extension TextLine {
    /// Letters and figures of some of its words.
    func letters(of range: Range<Int>) -> [UInt8] {
        words[range].flatMap { Fold.alphanumerics($0.folded) }
    }
}
