/// The lines between the name and the first telephone, tax or document number.
enum AddressRule {
    private static let mostLines = 7

    static func find(
        after supplier: ClosedRange<Int>, lines: [TextLine], header: [HeaderLine]
    ) -> ExtractedField {
        let taken = taken(after: supplier, lines: lines, header: header)
        return taken.isEmpty ? ExtractedField() : field(taken, taken[0], lines)
    }

    /// The lines of the address; empty where nothing on them is a place.
    static func taken(
        after supplier: ClosedRange<Int>, lines: [TextLine], header: [HeaderLine]
    ) -> [Int] {
        var taken: [Int] = []
        var sawPlace = false
        var index = supplier.upperBound + 1
        let hasDigitsInName = lines[supplier.upperBound].digitCount >= 5
        while index < min(lines.count, supplier.upperBound + 12), taken.count < mostLines {
            let line = lines[index]
            let known = header.indices.contains(index) ? header[index] : HeaderLine(line)
            if ends(line) {
                if !taken.isEmpty || hasDigitsInName { break }
                index += 1
                continue
            }
            let isNoise = line.letterCount + line.digitCount < 3 || line.confidence < 0.25
            if !isNoise && !(taken.isEmpty && known.isRegistration) {
                let followsName = taken.isEmpty && !known.isAddress
                if followsName && !nextIsAddress(index, lines, header) { 
                    index += 1
                    continue
                }
                if !followsName { taken.append(index) }
                sawPlace = sawPlace || known.isAddress
            }
            index += 1
        }
        while let last = taken.last, !isAddress(last, lines, header), taken.count > 1,
            !lines[last].words.contains(where: { $0.folded.last == UInt8(ascii: "." ) })
        {
            taken.removeLast()
        }
        return sawPlace ? taken : []
    }

    private static func field(
        _ taken: [Int], _ first: Int, _ lines: [TextLine]
    ) -> ExtractedField {
        let value = text(taken.map { NameTrim.text(of: lines[$0], NameTrim.ends(of: lines[$0])) })
        let sure = taken.map { lines[$0].confidence }.min() ?? 0
        let box = taken.dropFirst().reduce(lines[first].box) { $0.union(lines[$1].box) }
        return ExtractedField(
            value: value, confidence: AddressModel.confidence(sure, lines: taken.count),
            box: box, page: lines[first].page)
    }

    /// The lines of an address as one.
    static func text(_ parts: [String]) -> String {
        var value = ""
        for part in parts.map(NameRepair.repaired(address:)) where !part.isEmpty {
            if !value.isEmpty { value += value.utf8.last == UInt8(ascii: ",") ? " " : ", " }
            value += part
        }
        return value
    }

    private static func isAddress(
        _ index: Int, _ lines: [TextLine], _ header: [HeaderLine]
    ) -> Bool {
        header.indices.contains(index)
            ? header[index].isAddress : HeaderLine(lines[index]).isAddress
    }

    private static func nextIsAddress(
        _ index: Int, _ lines: [TextLine], _ header: [HeaderLine]
    ) -> Bool {
        index + 1 < lines.count && isAddress(index + 1, lines, header)
    }

    /// Telephone, tax number, heading, date or amount.
    private static func ends(_ line: TextLine) -> Bool {
        if line.letterCount <= 1 && line.digitCount >= 7 || endsInMoney(line) { return true }
        let keys = line.tokens.map { $0.key }
        let all = keys.flatMap { $0 }
        let stops = Phrase.list(
            """
            TEL TELEPHONE PHONE FAX HP MOBILE GST GSTID GSTNO VAT TIN PIN EMAIL WWW HTTP HOTLINE \
            TAX INVOICE RECEIPT CASH BILL DATE TARIKH CASHIER COREG REGNO ROC TABLE ORDER
            """)
        for stop in stops {
            if let first = keys.first, stop.count >= 3,
                EditDistance.between(first[...], stop, limit: stop.count >= 6 ? 1 : 0)
                    <= (stop.count >= 6 ? 1 : 0)
            {
                return true
            }
        }
        let inside = Phrase.list(
            """
            GSTID GSTNO GSTREG TAXINVOICE WWW HTTP EMAIL TELNO TELFAX SIMPLIFIEDTAX COREG REGNO \
            COMPANYNO COMPANYREG REGISTRATIONNO
            """)
        return inside.contains { Phrase.contains(all, $0) }
            || line.words.contains { $0.folded.contains(UInt8(ascii: "@")) && $0.folded.count > 6 }
            || !DayReader().days(in: line.folded).isEmpty
    }

    /// 18.00 at the end of a line is a price.
    private static func endsInMoney(_ line: TextLine) -> Bool {
        guard let last = line.words.last(where: { $0.folded.contains(where: Fold.isDigit) }),
            last.folded.count >= 4
        else { return false }
        let (whole, cents) = (last.folded.dropLast(3), last.folded.suffix(3))
        return cents.first == UInt8(ascii: ".") && cents.dropFirst().allSatisfy(Fold.isDigit)
            && whole.allSatisfy(Fold.isDigit)
    }
}
