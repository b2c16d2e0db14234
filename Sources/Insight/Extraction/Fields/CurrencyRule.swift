/// The currency that the paper names; a country's legal form or tax is a weaker witness.
enum CurrencyRule {
    static func find(
        _ lines: [TextLine], _ amounts: Amounts, hints: ExtractionHints
    ) -> ExtractedField {
        var votes: [(code: String, count: Int, box: Box, page: Int)] = []
        for line in lines {
            for (place, word) in line.words.enumerated() {
                guard let code = mark(in: word.folded, at: place, line) else { continue }
                if let known = votes.firstIndex(where: { $0.code == code }) {
                    votes[known].count += 1
                } else {
                    votes.append((code, 1, word.box, line.page))
                }
            }
        }
        let country = byCountry(lines)
        if let best = votes.max(by: { $0.count < $1.count }) {
            // A mark or two may be spoilt letters; several words of another country outweigh them.
            if best.count <= 2, let country, country.confidence >= severalWitnesses,
                country.value != best.code
            {
                return country
            }
            let share = Double(best.count) / Double(votes.reduce(0) { $0 + $1.count })
            let confidence = share * (best.count > 1 ? 0.98 : 0.9)
            return ExtractedField(
                value: best.code, confidence: confidence, box: best.box, page: best.page)
        }
        if let country { return country }
        guard let assumed = hints.currency, !amounts.all.isEmpty else { return ExtractedField() }
        return ExtractedField(value: assumed, confidence: 0.6)
    }

    private static let severalWitnesses = 0.8

    /// A mark counts beside a figure or in brackets, as in `RM 3.50`, `3.50 RM`, `(RM)`, `RM3.50`;
    /// a word on its own counts when it can be nothing else.
    private static func mark(in folded: [UInt8], at place: Int, _ line: TextLine) -> String? {
        let letters = folded.prefix { !Fold.isDigit($0) }
        let keys = Fold.alphanumerics(letters)
        if letters.last == UInt8(ascii: "$"), keys.isEmpty || keys == Array("US".utf8) {
            // A dollar sign is also how a spoilt S or 8 comes out: it must lead an amount.
            return AmountReader.number(folded).map { $0.decimals == 2 } ?? false ? "USD" : nil
        }
        guard let code = CurrencyMark.code(of: keys) else { return nil }
        if letters.count < folded.count { return code }
        if folded.first == UInt8(ascii: "(") || keys.count >= 3 { return code }
        let neighbours = [place - 1, place + 1].filter { line.words.indices.contains($0) }
        return neighbours.contains { line.words[$0].folded.contains(where: Fold.isDigit) }
            ? code : nil
    }

    /// SDN BHD and GST or SST are Malaysian together with a Malaysian place.
    private static func byCountry(_ lines: [TextLine]) -> ExtractedField? {
        let witnesses: [(code: String, words: [[UInt8]])] = [
            ("MYR", Phrase.list("SDNBHD SELANGOR JOHORBAHRU KUALALUMPUR MALAYSIA JALAN")),
            ("KES", Phrase.list("KENYA NAIROBI MOMBASA KISUMU NAKURU KRAPIN")),
            ("UGX", Phrase.list("UGANDA KAMPALA ENTEBBE JINJA")),
            ("TZS", Phrase.list("TANZANIA DARESSALAAM ARUSHA DODOMA")),
            ("RWF", Phrase.list("RWANDA KIGALI")),
        ]
        var best: (code: String, count: Int, line: TextLine)?
        for (code, words) in witnesses {
            let hits = lines.filter { line in
                let keys = Fold.alphanumerics(line.folded)
                return words.contains { Phrase.contains(keys, $0) }
            }
            guard let first = hits.first, hits.count > (best?.count ?? 0) else { continue }
            best = (code, hits.count, first)
        }
        guard let best else { return nil }
        return ExtractedField(
            value: best.code, confidence: best.count > 1 ? severalWitnesses : 0.65,
            box: best.line.box,
            page: best.line.page)
    }
}
