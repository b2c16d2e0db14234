/// The paper's own number: what stands after "invoice no", "receipt #" and their like.
enum NumberRule {
    private static let labels = Phrase.list(
        """
        INVOICENO INVOICENUMBER INVOICE INVNO INV TAXINVOICENO RECEIPTNO RECEIPTNUMBER RECEIPT \
        RCPTNO RCPT RESITNO NORESIT BILLNO BILL CASHBILL CASHBILLNO DOCNO DOCUMENTNO DOC SLIPNO \
        SLIP TRANSACTIONNO TRXNO TRNNO TRANNO ORDERNO PONO PURCHASEORDERNO CREDITNOTENO NOINVOIS \
        INVOISNO FACTURENO FACTURE NOFACTURE NUMEROFACTURE RISITINO NAMBARIYARISITI ANKARANO REF \
        REFNO BILNO CHECKNO CHQNO CASHSALE CASHSALENO SALENO SALESNO CASHMEMONO MEMONO VOUCHERNO \
        TICKETNO DOCKETNO
        """)

    static func find(_ lines: [TextLine]) -> ExtractedField {
        var best = ExtractedField()
        for line in lines {
            guard let found = number(in: line, lines) else { continue }
            if found.confidence > best.confidence { best = found }
        }
        return best
    }

    private static func number(in line: TextLine, _ lines: [TextLine]) -> ExtractedField? {
        for start in line.tokens.indices {
            var joined: [UInt8] = []
            for end in start..<min(start + 4, line.tokens.count) {
                joined += line.tokens[end].key
                guard let strength = strength(of: joined) else { continue }
                let word = line.tokens[end].word
                guard end + 1 >= line.tokens.count || line.tokens[end + 1].word != word
                    || isNumber(line.words[word].folded)
                else { continue }
                if let place = value(after: word, in: line) {
                    return field(line, place, strength: strength)
                }
                if end == line.tokens.count - 1, strength > 0.6, line.index + 1 < lines.count,
                    let place = value(after: -1, in: lines[line.index + 1])
                {
                    return field(lines[line.index + 1], place, strength: strength - 0.2)
                }
            }
        }
        return nil
    }

    private static func strength(of joined: [UInt8]) -> Double? {
        for label in labels {
            let limit = label.count >= 7 ? 1 : 0
            guard EditDistance.between(joined[...], label, limit: limit) <= limit else { continue }
            let isNumbered = label.count > 4 && label.suffix(2).elementsEqual("NO".utf8)
                || label.count > 8
            return isNumbered ? 0.85 : 0.55
        }
        return nil
    }

    /// The next words that are marks, then one with a figure in it.
    private static func value(after word: Int, in line: TextLine) -> Range<Int>? {
        var place = word + 1
        let fillers = Phrase.list("NO NUMBER NUM NBR N")
        while place < line.words.count {
            let keys = Fold.alphanumerics(line.words[place].folded)
            if keys.isEmpty || fillers.contains(keys) {
                place += 1
                continue
            }
            return isNumber(line.words[place].folded) ? place..<place + 1 : nil
        }
        return nil
    }

    private static func isNumber(_ folded: [UInt8]) -> Bool {
        let keys = Fold.alphanumerics(folded)
        let digits = keys.count(where: Fold.isDigit)
        guard digits >= 2, keys.count >= 3, digits * 3 >= keys.count else { return false }
        if !DayReader().days(in: folded).isEmpty { return false }
        return AmountReader.number(folded).map { $0.decimals == 0 } ?? true
    }

    private static func field(
        _ line: TextLine, _ place: Range<Int>, strength: Double
    ) -> ExtractedField {
        var text = NameTrim.number(NameTrim.text(of: line, place))[...]
        // `No:12345` in one word: what stands after the colon is the number.
        if let colon = text.lastIndex(of: ":"), text.index(after: colon) < text.endIndex {
            text = text[text.index(after: colon)...]
        }
        let sure = line.words[place].map { $0.confidence }.min() ?? 0
        return ExtractedField(
            value: String(text), confidence: strength * (0.4 + 0.6 * sure),
            box: line.box(of: place), page: line.page)
    }
}
