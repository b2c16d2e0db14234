/// Corrects in a name what recognition often spoils and a list of common words can settle. Only
/// legal forms and words for trades are touched, never the part that makes a name its own; in an
/// address the words for places.
enum NameRepair {
    static func repaired(_ name: String) -> String {
        var words = yenless(name).split(separator: " ").map(String.init)
        for index in words.indices {
            words[index] = place(initials(known(words[index], CompanyLexicon.trades)))
        }
        repairForm(&words)
        return form(of: words.joined(separator: " "))
    }

    /// A name with its legal form at the end as it is written: of letters that print alike one may
    /// have been taken for the other (ITD. for LTD.). Only forms that no other word is like.
    static func form(of name: String) -> String {
        var words = name.split(separator: " ").map(String.init)
        guard words.count > 1, let last = words.last else { return name }
        let folded = Fold.upper(last)
        let letters = Fold.alphanumerics(folded)
        // The Malaysian S/B: no other form has a stroke.
        if folded.count == 3, folded[1] == UInt8(ascii: "/"), "S5$".utf8.contains(folded[0]),
            "B8DER0".utf8.contains(folded[2])
        {
            words[words.count - 1] = "S/B"
            return words.joined(separator: " ")
        }
        let known = forms.first {
            $0 != letters && EditDistance.between(letters[...], $0, limit: 0) == 0
        }
        guard let known else { return name }
        words[words.count - 1] = cased(known, like: last) + (last.utf8.last == point ? "." : "")
        return words.joined(separator: " ")
    }

    private static let forms = Phrase.list("LTD LIMITED GMBH BHD LLC LLP PLC")
    private static let point = UInt8(ascii: ".")

    /// The same for a line of an address: SELANEOR is SELANGOR. Commas and points stay where they
    /// were, also between two words without a space.
    static func repaired(address: String) -> String {
        var result = String.UnicodeScalarView()
        var word = String.UnicodeScalarView()
        func settle() {
            let settled = known(String(word), CompanyLexicon.places)
            result.append(contentsOf: settled.unicodeScalars)
            word = String.UnicodeScalarView()
        }
        for scalar in address.unicodeScalars {
            if scalar == " " || scalar == "," || scalar == "." {
                settle()
                result.append(scalar)
            } else {
                word.append(scalar)
            }
        }
        settle()
        return String(result)
    }

    /// `D.1.Y.`: single letters with points between them, where a figure is a letter like it.
    private static func initials(_ word: String) -> String {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        let kept = parts.filter { !$0.isEmpty }
        guard kept.count >= 3, kept.allSatisfy({ $0.utf8.count == 1 }),
            kept.contains(where: { $0.utf8.allSatisfy(Fold.isLetter) })
        else { return word }
        return parts.map { letters[String($0)] ?? String($0) }.joined(separator: ".")
    }

    private static let letters = ["0": "O", "1": "I", "5": "S", "8": "B"]

    /// `(KI)` is `(KL)`: a town in brackets that firms have in their names, of letters that print
    /// alike.
    private static func place(_ word: String) -> String {
        let folded = Fold.upper(word)
        guard folded.count == 4, folded.first == UInt8(ascii: "("),
            folded.last == UInt8(ascii: ")")
        else { return word }
        let inner = folded[1...2]
        let known = towns.first {
            !inner.elementsEqual($0) && EditDistance.between(inner, $0, limit: 0) == 0
        }
        return known.map { "(\(String(decoding: $0, as: UTF8.self)))" } ?? word
    }

    private static let towns = Phrase.list("KL JB PJ")

    /// A Y with a worn foot is taken for the sign of the yen, which no name contains.
    private static func yenless(_ name: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in name.unicodeScalars { scalars.append(scalar == "¥" ? "Y" : scalar) }
        return String(scalars)
    }

    /// A long word one letter away from a word of the list.
    private static func known(_ word: String, _ list: [[UInt8]]) -> String {
        let folded = Fold.upper(word)
        let letters = Fold.alphanumerics(folded)
        guard letters.count >= 6, letters.count == folded.count else { return word }
        if list.contains(letters) { return word }
        for known in list where known.count >= 6 {
            let limit = known.count >= 9 ? 2 : 1
            let distance = EditDistance.between(letters[...], known, limit: limit)
            // A plural is a word of its own, not a mistake.
            let plural = distance == 1 && letters.last != known.last
                && (letters.dropLast().elementsEqual(known)
                    || known.dropLast().elementsEqual(letters))
            if distance <= limit && !plural { return cased(known, like: word) }
        }
        return word
    }

    /// SON BHD, SDN BRD, SDN. BHO: the Malaysian form is printed on most names there, and its
    /// letters are often taken for others.
    private static func repairForm(_ words: inout [String]) {
        guard words.count >= 3 else { return }
        let first = Fold.alphanumerics(Fold.upper(words[words.count - 2]))
        let second = Fold.alphanumerics(Fold.upper(words[words.count - 1]))
        let sdn = Array("SDN".utf8)
        let bhd = Array("BHD".utf8)
        // An H may fall into two letters: BILD, BELD. Its neighbours must then be sure.
        let isSplit = first == sdn && second.count == 4
            && second.first == bhd.first && second.last == bhd.last
        let isNear = EditDistance.between(first[...], sdn, limit: 1) <= 1
            && EditDistance.between(second[...], bhd, limit: 1) <= 1
        guard isNear || isSplit, first != sdn || second != bhd else { return }
        words[words.count - 2] = cased(sdn, like: words[words.count - 2])
        words[words.count - 1] = cased(bhd, like: words[words.count - 1])
    }

    private static func cased(_ letters: [UInt8], like word: String) -> String {
        let small = word.utf8.dropFirst().contains { $0 >= 0x61 && $0 <= 0x7A }
        guard small else { return String(decoding: letters, as: UTF8.self) }
        let tail = letters.dropFirst().map { Fold.isLetter($0) ? $0 + 0x20 : $0 }
        return String(decoding: letters.prefix(1) + tail, as: UTF8.self)
    }
}
