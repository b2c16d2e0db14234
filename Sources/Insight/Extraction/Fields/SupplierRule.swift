/// Finds who made the paper out: a line, or two or three that belong together, near its top.
struct SupplierRule {
    struct Candidate {
        var name: String
        var lines: ClosedRange<Int>
        var box: Box
        var page: Int
        var evidence: SupplierEvidence
    }

    private static let headerLines = 16

    let lines: [TextLine]
    let header: [HeaderLine]
    private let medianHeight: Int
    private let recurrence: NameRecurrence

    init(_ lines: [TextLine]) {
        self.lines = lines
        header = lines.prefix(Self.headerLines).map(HeaderLine.init)
        recurrence = NameRecurrence(lines)
        let heights = lines.map { $0.height }.sorted()
        medianHeight = heights.isEmpty ? 1 : max(heights[heights.count / 2], 1)
    }

    func candidates() -> [Candidate] {
        var found: [Candidate] = []
        var order = 0
        for index in header.indices where isName(index) {
            found.append(candidate(index...index, order: order))
            for length in [2, 3] where index + length <= header.count {
                let range = index...(index + length - 1)
                if belongTogether(range) { found.append(candidate(range, order: order)) }
            }
            order += 1
        }
        found = whole(found)
        let hasForm = found.contains { $0.evidence.endsWithLegalForm }
        for index in found.indices {
            found[index].evidence.otherHasForm =
                hasForm && !found[index].evidence.endsWithLegalForm
        }
        return found
    }

    /// Without names that end in the middle, where the rest is offered with them: `HARDWARE &`,
    /// and without the ends of names that a line above has whole, as where a shop is called by its
    /// mall: `YUM RIVERSIDE MALL`.
    private func whole(_ found: [Candidate]) -> [Candidate] {
        found.filter { part in
            guard isOpen(part.name) else { return !isEnd(part, of: found) }
            return !found.contains { other in
                other.lines.lowerBound == part.lines.lowerBound
                    && other.lines.upperBound > part.lines.upperBound && !isOpen(other.name)
            }
        }
    }

    private func isEnd(_ part: Candidate, of found: [Candidate]) -> Bool {
        let words = Self.keys(part.name)
        return words.count >= 2 && found.contains { other in
            let whole = Self.keys(other.name)
            return other.lines.upperBound < part.lines.lowerBound && whole.count > words.count
                && !other.evidence.isHeading && Array(whole.suffix(words.count)) == words
        }
    }

    private static func keys(_ name: String) -> [[UInt8]] {
        Fold.upper(name).split(separator: UInt8(ascii: " ")).map { Fold.alphanumerics($0) }
    }

    private func isName(_ index: Int) -> Bool {
        let keys = Fold.alphanumerics(Fold.upper(header[index].name))
        guard keys.count(where: Fold.isLetter) >= 3, !CompanyLexicon.titles.contains(keys) else {
            return false
        }
        let isContinuation = index > 0 && header[index].isRest && belongTogether(index - 1...index)
        return !isContinuation
    }

    /// A name is continued by its legal form, by the other half of a bracket, or by a line of the
    /// same print that follows closely.
    private func belongTogether(_ range: ClosedRange<Int>) -> Bool {
        for (upper, lower) in zip(range, range.dropFirst()) {
            let first = lines[upper]
            let second = lines[lower]
            guard first.page == second.page,
                second.box.y - first.box.bottom < 2 * max(first.height, second.height),
                !header[lower].isRegistration, !header[lower].isHeading, !header[upper].isHeading,
                !header[upper].endsWithLegalForm
            else { return false }
        }
        let last = header[range.upperBound]
        return last.hasLegalForm || last.hasTrade || isOpen(header[range.lowerBound].name)
            || last.endsWithLegalForm
    }

    /// The rest stands on the next line.
    private func isOpen(_ name: String) -> Bool {
        let bytes = name.utf8
        return bytes.contains(UInt8(ascii: "(")) && !bytes.contains(UInt8(ascii: ")"))
            || bytes.last == UInt8(ascii: "&")
    }

    private func candidate(_ range: ClosedRange<Int>, order: Int) -> Candidate {
        let name = NameRepair.repaired(
            range.map { header[$0].name }.joined(separator: " "))
        let first = lines[range.lowerBound]
        var box = first.box(of: header[range.lowerBound].words) ?? first.box
        for index in range.dropFirst() {
            box = box.union(lines[index].box(of: header[index].words) ?? lines[index].box)
        }
        return Candidate(
            name: name, lines: range, box: box, page: first.page,
            evidence: evidence(range, name, order))
    }

    private func evidence(
        _ range: ClosedRange<Int>, _ name: String, _ order: Int
    ) -> SupplierEvidence {
        var evidence = SupplierEvidence()
        let first = range.lowerBound
        let last = range.upperBound
        let keys = Fold.alphanumerics(Fold.upper(name))
        let digits = keys.count(where: Fold.isDigit)
        evidence.order = order
        evidence.endsWithLegalForm = header[last].endsWithLegalForm
        evidence.hasLegalForm = range.contains { header[$0].hasLegalForm }
        evidence.hasTrade = range.contains { header[$0].hasTrade }
        evidence.isHeading = range.contains { header[$0].isHeading }
        evidence.isAddress = range.contains { header[$0].isAddress }
        evidence.isJoined = range.count > 1
        evidence.isLong = keys.count > 12
        evidence.isShort = keys.count < 6
        evidence.digitShare = Double(digits) / Double(max(keys.count, 1))
        evidence.vowelShare = Self.vowels(keys)
        evidence.confidence = range.map { lines[$0].confidence }.reduce(0, +) / Double(range.count)
        evidence.relativeHeight = min(Double(lines[first].height) / Double(medianHeight), 3)
        if header.indices.contains(last + 1) {
            evidence.nextIsRegistration = header[last + 1].isRegistration
            evidence.nextIsAddress = header[last + 1].isAddress
            evidence.nextEndsWithForm = header[last + 1].endsWithLegalForm
        }
        evidence.isContinuation = first > 0 && isOpen(header[first - 1].name)
        evidence.isContinued = isOpen(header[last].name)
        evidence.beginsAsRest = first > 0 && header[first].beginsAsRest
        evidence.recurs = recurrence.stands(name, outside: range)
        evidence.afterAddress = header[..<first].contains { $0.isAddress }
        evidence.afterForm = header[..<first].contains { $0.endsWithLegalForm }
        evidence.afterHeading = header[..<first].contains { $0.isHeading }
        let words = range.flatMap { index in Array(lines[index].words[header[index].words]) }
        evidence.leastConfidence = words.map { $0.confidence }.min() ?? 0
        evidence.hasMixedWord = words.contains { word in
            let keys = Fold.alphanumerics(word.folded)
            return keys.contains(where: Fold.isDigit) && keys.contains(where: Fold.isLetter)
        }
        evidence.hasOddMark = name.unicodeScalars.contains { scalar in
            scalar.value > 0x17F || "|_~*<>={}\\^%#!?".unicodeScalars.contains(scalar)
        }
        evidence.isSmallPrint = Self.smallLetters(name) > 0.5
        return evidence
    }

    private static func vowels(_ keys: [UInt8]) -> Double {
        let letters = keys.filter(Fold.isLetter)
        let vowels = letters.count { "AEIOUY".utf8.contains($0) }
        return Double(vowels) / Double(max(letters.count, 1))
    }

    private static func smallLetters(_ name: String) -> Double {
        let letters = name.utf8.filter { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
        return Double(letters.count { $0 >= 0x61 }) / Double(max(letters.count, 1))
    }
}

/// What speaks for a line being the supplier's name. The order is that of `SupplierModel`.
struct SupplierEvidence {
    var order = 0
    var endsWithLegalForm = false
    var hasLegalForm = false
    var otherHasForm = false
    var hasTrade = false
    var isHeading = false
    var isAddress = false
    var isJoined = false
    var isLong = false
    var isShort = false
    var isSmallPrint = false
    var digitShare = 0.0
    var vowelShare = 0.0
    var confidence = 0.0
    var leastConfidence = 0.0
    var hasMixedWord = false
    var hasOddMark = false
    var relativeHeight = 0.0
    var nextIsRegistration = false
    var nextIsAddress = false
    var nextEndsWithForm = false
    var afterAddress = false
    var afterForm = false
    var afterHeading = false
    /// The line above ends with an open bracket or "&"; this one does.
    var isContinuation = false
    var isContinued = false
    /// Its first word is one that ends names: ENTERPRISE, SDN.
    var beginsAsRest = false
    /// What makes the name its own stands elsewhere on the paper too.
    var recurs = false

    var vector: [Double] {
        func flag(_ value: Bool) -> Double { value ? 1 : 0 }
        let oddVowels = vowelShare < 0.2 || vowelShare > 0.65
        return [
            flag(order == 0), flag(order == 1), flag(order == 2), Double(min(order, 8)),
            flag(endsWithLegalForm), flag(hasLegalForm), flag(otherHasForm), flag(hasTrade),
            flag(isHeading), flag(isAddress), flag(isJoined),
            flag(isJoined && endsWithLegalForm), flag(isLong), flag(isShort),
            flag(isSmallPrint), digitShare, flag(oddVowels), confidence, confidence * confidence,
            relativeHeight, flag(nextIsRegistration), flag(nextIsAddress),
            flag(nextEndsWithForm), flag(afterAddress), flag(afterForm), flag(afterHeading),
            leastConfidence, leastConfidence * leastConfidence, flag(hasMixedWord),
            flag(hasOddMark), flag(isContinuation), flag(isContinued), flag(beginsAsRest),
            flag(recurs),
        ]
    }
}
