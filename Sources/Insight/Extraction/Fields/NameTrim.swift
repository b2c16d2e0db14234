/// Takes off what surrounds a name in its line.
enum NameTrim {
    /// Words of the line that belong to the name: specks at both ends and a registration number
    /// at the end are left out.
    static func range(of line: TextLine) -> Range<Int> {
        var start = 0
        var end = line.words.count
        while start < end, isSpeck(line.words[start], beside: start + 1, in: line) { start += 1 }
        if end - start > 1, isSerial(line.words[start].folded) { start += 1 }
        while end > start {
            let word = line.words[end - 1]
            guard isSpeck(word, beside: end - 2, in: line) || isRegistration(word.folded) else {
                break
            }
            end -= 1
        }
        // `OWNED BY: FIRM LTD`: what ends in a colon says what comes.
        if let label = (start..<max(end - 2, start)).last(where: {
            line.words[$0].folded.last == UInt8(ascii: ":")
        }) { start = label + 1 }
        if let cut = registrationStart(line, start..<end) { end = cut }
        if let cut = branchStart(line, start..<end) { end = cut }
        return start..<max(end, start)
    }

    static func text(of line: TextLine, _ range: Range<Int>) -> String {
        var parts: [String] = []
        for word in line.words[range] {
            let trimmed = trim(word.text)
            if !trimmed.isEmpty { parts.append(trimmed) }
        }
        while let last = parts.last, last.last == "," {
            parts.removeLast()
            if last.count > 1 { parts.append(String(last.dropLast())) }
        }
        return parts.joined(separator: " ")
    }

    /// Marks that specks leave at the ends of words; a point, bracket or ampersand may be meant.
    private static func trim(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        let noise = Set("|_~`*<>={}[]\\;:\"^—–«»‘’“”".unicodeScalars.map { $0.value })
        while let first = scalars.first, noise.contains(first.value) { scalars.removeFirst() }
        while let last = scalars.last, noise.contains(last.value) { scalars.removeLast() }
        return String(scalars)
    }

    /// No letters or figures at all, or one or two of them far from the rest.
    private static func isSpeck(_ word: PrintedWord, beside: Int, in line: TextLine) -> Bool {
        let keys = Fold.alphanumerics(word.folded)
        if keys.isEmpty { return word.folded != [UInt8(ascii: "&")] }
        guard keys.count <= 2, line.words.indices.contains(beside) else { return false }
        let other = line.words[beside].box
        let gap = max(other.x - word.box.right, word.box.x - other.right)
        return gap > 2 * line.height || keys.count == 1 && word.confidence < 0.4
    }

    /// `(860671-D)`, `126926-H`, `201201012345`; also where letters stand for figures of their
    /// shape, as in `80Z7Z5-U`.
    private static func isRegistration(_ word: [UInt8]) -> Bool {
        let keys = Fold.alphanumerics(word)
        let digits = keys.count(where: Fold.isDigit)
        if digits >= 4 && digits + 2 >= keys.count { return true }
        let alike = keys.count { Fold.isDigit($0) || figureLike.contains($0) }
        return keys.count >= 6 && digits >= 3 && alike + 1 >= keys.count
    }

    private static let figureLike = Set("ODQILZSBG".utf8)

    /// `COFFEE CO. THE GARDENS MALL`: what follows a legal form and names a place is the branch.
    private static func branchStart(_ line: TextLine, _ range: Range<Int>) -> Int? {
        range.dropFirst().first { place in
            let before = line.words[range.lowerBound..<place]
                .map { Fold.alphanumerics($0.folded) }
            guard HeaderLine.endsWithLegalForm(before) else { return false }
            let rest = line.words[place..<range.upperBound]
                .map { Fold.alphanumerics($0.folded) }
            return !rest.contains { CompanyLexicon.legalForms.contains($0) }
                && rest.contains { CompanyLexicon.places.contains($0) }
        }
    }

    /// `#000002` before a name: the number of a till or of a branch; `7` and `99` may be meant.
    private static func isSerial(_ word: [UInt8]) -> Bool {
        word.first == UInt8(ascii: "#") && word.count(where: Fold.isDigit) >= 3
            && Fold.alphanumerics(word).allSatisfy(Fold.isDigit)
    }

    /// `(CO. NO: ...` and the like begin what is not the name.
    private static func registrationStart(_ line: TextLine, _ range: Range<Int>) -> Int? {
        let openings = Phrase.list(
            "CO COREG CONO COMPANYNO REGNO REG ROC GSTID GSTNO GST TEL BRN PIN GSTREG COM")
        for place in range.dropFirst() {
            let keys = Fold.alphanumerics(line.words[place].folded)
            let digits = keys.count(where: Fold.isDigit)
            // 273500-U between a name and the name of its branch.
            if digits >= 5 && keys.count - digits == 1 { return place }
            guard line.words[place].folded.first == UInt8(ascii: "(") else { continue }
            if openings.contains(keys) || digits >= 4 { return place }
            if openings.contains(where: { $0.count >= 4 && keys.starts(with: $0) }) { return place }
        }
        return nil
    }
}

extension NameTrim {
    /// As `range`, but a number at the end stays: it may be a postcode.
    static func ends(of line: TextLine) -> Range<Int> {
        var start = 0
        var end = line.words.count
        while start < end, Fold.alphanumerics(line.words[start].folded).isEmpty { start += 1 }
        while end > start, Fold.alphanumerics(line.words[end - 1].folded).isEmpty { end -= 1 }
        return start..<end
    }
}

extension NameTrim {
    /// The number of a paper without the marks of its label and its sentence.
    static func number(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, ":#.,()".unicodeScalars.contains(first) {
            scalars.removeFirst()
        }
        while let last = scalars.last, ":.,;()".unicodeScalars.contains(last) {
            scalars.removeLast()
        }
        return String(scalars)
    }
}
