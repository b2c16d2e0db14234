/// The currency that the paper names, first of all beside its total; where it was made is a weaker
/// witness.
struct CurrencyRule {
    struct Finding {
        var field = ExtractedField()
        /// Another currency in which the paper names amounts.
        var rival: String?
    }

    private struct Vote {
        var code: String
        var box: Box
        var page: Int
        var line: Int
        /// 2 where it says in what all amounts are, 1 beside a figure, less where it only stands
        /// there.
        var strength: Double
        /// A code of three letters or a euro sign, which spoilt print hardly makes.
        var isCode: Bool
    }

    let lines: [TextLine]
    let amounts: Amounts
    let hints: ExtractionHints
    private let country: PaperCountry

    init(_ lines: [TextLine], _ amounts: Amounts, hints: ExtractionHints) {
        self.lines = lines
        self.amounts = amounts
        self.hints = hints
        country = amounts.country
    }

    func find(beside total: ExtractedField) -> Finding {
        let votes = lines.flatMap { line in
            line.words.indices.compactMap { vote(line, at: $0) }
        }
        let own = self.own(votes, total)
        guard let best = own ?? strongest(votes) else { return Finding(field: byCountry()) }
        let same = votes.filter { $0.code == best.code }
        let isSure = own != nil || same.contains { $0.isCode && $0.strength >= 1 }
        // A mark or two may be spoilt letters; several words of another country outweigh them.
        if !isSure, same.count <= 2, country.witnesses > 1, let money = country.currency,
            money != best.code
        {
            return Finding(field: byCountry())
        }
        let rivals = votes.filter { $0.code != best.code && $0.strength >= 1 }
        var finding = Finding()
        var confidence = same.count > 1 ? Self.often : Self.once
        if own != nil {
            finding.rival = Self.commonest(rivals)
            if !rivals.isEmpty { confidence = min(confidence, Self.disputed) }
        } else {
            let all = votes.reduce(0) { $0 + $1.strength }
            confidence *= same.reduce(0) { $0 + $1.strength } / max(all, 0.1)
            if confidence <= Self.disputed { finding.rival = Self.commonest(rivals) }
        }
        finding.field = ExtractedField(
            value: best.code, confidence: confidence, box: best.box, page: best.page)
        return finding
    }

    private static let often = 0.98
    private static let once = 0.9
    /// Shown where amounts in two currencies stand on the paper.
    private static let disputed = 0.75

    /// Of the marks in the total's row the nearest to it.
    private func own(_ votes: [Vote], _ total: ExtractedField) -> Vote? {
        guard let box = total.box, let page = total.page else { return nil }
        let row = lines.first { line in
            line.page == page
                && line.words.contains { $0.box.x < box.right && box.x < $0.box.right
                    && $0.box.y < box.bottom && box.y < $0.box.bottom }
        }
        guard let row else { return nil }
        return votes.filter { $0.line == row.index && $0.strength >= 1 }
            .min { abs($0.box.centreX - box.centreX) < abs($1.box.centreX - box.centreX) }
    }

    private func strongest(_ votes: [Vote]) -> Vote? {
        var best: (vote: Vote, strength: Double)?
        for vote in votes {
            let strength = votes.filter { $0.code == vote.code }.reduce(0) { $0 + $1.strength }
            if strength > best?.strength ?? 0 { best = (vote, strength) }
        }
        return best?.vote
    }

    private static func commonest(_ votes: [Vote]) -> String? {
        votes.max { one, other in
            votes.count { $0.code == one.code } < votes.count { $0.code == other.code }
        }?.code
    }

    /// A mark counts beside a figure or in brackets, as in `RM 3.50`, `3.50 RM`, `(RM)`, `RM3.50`;
    /// a code also in a row that names a sum, and behind a word that says what amounts are in.
    private func vote(_ line: TextLine, at place: Int) -> Vote? {
        let word = line.words[place]
        let letters = word.folded.prefix { !Fold.isDigit($0) }
        let keys = Fold.alphanumerics(letters)
        // A sign of one letter is what a speck is read as; it must stand at an amount.
        let isPlain = word.text.unicodeScalars.allSatisfy { $0.isASCII }
        func made(_ code: String, _ strength: Double) -> Vote {
            Vote(
                code: code, box: word.box, page: line.page, line: line.index, strength: strength,
                isCode: keys.count >= 3 && code != "GBP" || isPlain && keys.count >= 3)
        }
        if letters.last == UInt8(ascii: "$"), keys.isEmpty || keys == Array("US".utf8) {
            // A dollar sign is also how a spoilt S or 8 comes out: it must lead an amount.
            guard AmountReader.number(word.folded).map({ $0.decimals == 2 }) ?? false else {
                return nil
            }
            let own = keys.isEmpty && country.writesDollar ? country.currency : nil
            return made(own ?? "USD", 1)
        }
        guard let code = CurrencyMark.code(of: keys) else { return nil }
        let next = line.words.indices.contains(place + 1) ? line.words[place + 1].folded : []
        let before = place > 0 ? line.words[place - 1].folded : []
        if !isPlain {
            let isAtAmount = [word.folded, next, before].contains { folded in
                AmountReader.number(folded).map { $0.decimals == 2 } ?? false
            }
            return isAtAmount ? made(code, 1) : nil
        }
        if letters.count < word.folded.count || word.folded.first == UInt8(ascii: "(") {
            return made(code, 1)
        }
        let neighbours = [place - 1, place + 1].filter { line.words.indices.contains($0) }
        if neighbours.contains(where: { line.words[$0].folded.contains(where: Fold.isDigit) }) {
            return made(code, 1)
        }
        guard keys.count >= 3 else { return nil }
        if !amounts.labels[line.index].isEmpty { return made(code, 1) }
        return made(code, Self.declaring.contains(Fold.alphanumerics(before)) ? 2 : 0.5)
    }

    private static let declaring = Phrase.list("IN CURRENCY EN DEVISE MONNAIE WAHRUNG SARAFU KWA")

    private func byCountry() -> ExtractedField {
        if let code = country.currency, let line = country.line {
            return ExtractedField(
                value: code, confidence: country.witnesses > 1 ? 0.8 : 0.65, box: line.box,
                page: line.page)
        }
        guard let assumed = hints.currency, !amounts.all.isEmpty else { return ExtractedField() }
        return ExtractedField(value: assumed, confidence: 0.6)
    }
}
