/// What a line near the top of a paper may be.
struct HeaderLine {
    var hasLegalForm: Bool
    /// The legal form is the last thing in the cleaned line.
    var endsWithLegalForm: Bool
    var hasTrade: Bool
    /// Nothing but a trade or a legal form, the end of a name that begins above.
    var isRest: Bool
    /// Its first word is a legal form or a trade with which names end.
    var beginsAsRest: Bool
    var isHeading: Bool
    var isAddress: Bool
    var isRegistration: Bool
    /// Text of the line without marks at its ends and without a registration number.
    var name: String
    var words: Range<Int>

    init(_ line: TextLine) {
        let keys = line.tokens.map { $0.key }
        let range = NameTrim.range(of: line)
        words = range
        let kept = line.tokens.filter { range.contains($0.word) }.map { $0.key }
        hasLegalForm = Self.hasLegalForm(keys)
        endsWithLegalForm = Self.endsWithLegalForm(kept)
        hasTrade = keys.contains { key in
            CompanyLexicon.trades.contains { Self.like(key, $0) }
        }
        isRest = Self.isRest(kept)
        beginsAsRest = kept.first.map { first in
            CompanyLexicon.endings.contains { Self.like(first, $0) }
        } ?? false
        let all = keys.flatMap { $0 }
        isHeading = Self.isHeading(keys, all)
        let places = keys.count { key in
            CompanyLexicon.places.contains { Self.like(key, $0) }
        }
        let postcode = keys.contains { $0.count == 5 && $0.allSatisfy(Fold.isDigit) }
        let comma = line.words.contains { $0.folded.last == UInt8(ascii: ",") }
        let isPlace = places >= 1 && places == keys.count
        isAddress = places >= 2 || places >= 1 && (comma || line.digitCount > 0) || postcode
            || isPlace
            || comma && line.digitCount > 0
        isRegistration = Self.isRegistration(line)
        name = NameTrim.text(of: line, range)
    }

    static func like(_ key: [UInt8], _ word: [UInt8]) -> Bool {
        let limit = word.count >= 9 ? 2 : word.count >= 6 ? 1 : 0
        return EditDistance.between(key[...], word, limit: limit) <= limit
    }

    private static func isRest(_ keys: [[UInt8]]) -> Bool {
        var own = keys[...]
        while let last = own.last, CompanyLexicon.trades.contains(where: { like(last, $0) }) {
            own.removeLast()
        }
        for length in 0...min(own.count, 3) {
            let form = own.suffix(length).flatMap { $0 }
            guard length == 0 || CompanyLexicon.legalForms.contains(where: { like(form, $0) })
            else { continue }
            let before = own.dropLast(length)
            if before.allSatisfy({ key in CompanyLexicon.trades.contains { like(key, $0) } }) {
                return !keys.isEmpty
            }
        }
        return false
    }

    private static func hasLegalForm(_ keys: [[UInt8]]) -> Bool {
        keys.indices.contains { end in
            CompanyLexicon.legalForms.contains { form in
                form.count > 2 && matches(Array(keys[...end]), form)
            }
        }
    }

    static func endsWithLegalForm(_ keys: [[UInt8]]) -> Bool {
        CompanyLexicon.legalForms.contains { matches(keys, $0) }
    }

    /// The last tokens, joined, are the form: SDN BHD, S/B, PTE. LTD.
    private static func matches(_ keys: [[UInt8]], _ form: [UInt8]) -> Bool {
        var joined: [UInt8] = []
        for key in keys.reversed() {
            joined = key + joined
            if joined.count >= form.count { break }
        }
        let limit = form.count >= 6 ? 2 : form.count >= 5 ? 1 : 0
        return joined.count >= 2 && joined.count < keys.reduce(0) { $0 + $1.count }
            && EditDistance.between(joined[...], form, limit: limit) <= limit
    }

    private static func isHeading(_ keys: [[UInt8]], _ all: [UInt8]) -> Bool {
        CompanyLexicon.headings.contains { heading in
            guard heading.count > 5 else { return keys.contains(heading) }
            return Phrase.contains(all, heading) || keys.contains { like($0, heading) }
        }
    }

    /// `(126926-H)`, `(CO. REG: 860671-D)`, `JM0517726`: figures, perhaps with a letter, and
    /// little else.
    private static func isRegistration(_ line: TextLine) -> Bool {
        let digits = line.digitCount
        return digits >= 5 && digits > line.letterCount && line.words.count <= 4
    }
}
