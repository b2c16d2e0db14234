/// The words of a name, small and without accents: `OwnerSex` is owner and sex, `État_civil` is
/// etat and civil, `الحالة_المدنية` is حاله and مدنيه. Digits and all signs part words. Letters in
/// other forms (`ｓｅｘ`) and of other alphabets that look the same (`ѕех`) are the plain ones.
public enum NameWords {
    public static func of(_ name: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        var wasSmall = false
        func end() {
            if !word.isEmpty { words.append(withoutArticle(String(word))) }
            word = String.UnicodeScalarView()
        }
        for scalar in name.unicodeScalars where !isMark(scalar.value) {
            let value = PlainLetter.of(scalar.value) ?? scalar.value
            guard let letter = folded(value) else {
                end()
                wasSmall = false
                continue
            }
            // `ownerSex`: a capital after a small letter begins a word.
            if letter.isLarge, wasSmall { end() }
            word.append(letter.plain)
            wasSmall = !letter.isLarge
        }
        end()
        return words
    }

    /// Accents of their own, what Arabic writes above, below and between its letters, and what is
    /// not seen at all.
    private static func isMark(_ value: UInt32) -> Bool {
        switch value {
        case 0x300...0x36F, 0x640, 0x64B...0x65F, 0x670: true
        case 0xAD, 0x61C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF: true
        default: false
        }
    }

    /// Nil for what is no letter of these languages.
    private static func folded(_ value: UInt32) -> (plain: Unicode.Scalar, isLarge: Bool)? {
        switch value {
        case 0x41...0x5A: (scalar(value + 0x20), true)
        case 0x61...0x7A: (scalar(value), false)
        case 0xC0...0xDE where value != 0xD7: (base(value), true)
        case 0xDF...0xFF where value != 0xF7: (base(value == 0xFF ? 0xFD : value), false)
        case 0x152: ("o", true)
        case 0x153: ("o", false)
        case 0x622, 0x623, 0x625, 0x671: ("\u{627}", false)
        case 0x629: ("\u{647}", false)
        case 0x649: ("\u{64A}", false)
        case 0x620...0x64A: (scalar(value), false)
        default: nil
        }
    }

    private static func scalar(_ value: UInt32) -> Unicode.Scalar {
        Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    /// The letter under the accent, of À to ß as of à to þ.
    private static func base(_ value: UInt32) -> Unicode.Scalar {
        let letters: StaticString = "aaaaaaaceeeeiiiidnooooo ouuuuyts"
        return Unicode.Scalar(letters.utf8Start[Int(value & 31)])
    }

    /// Arabic writes its article, and some small words before it, as part of the word.
    private static func withoutArticle(_ word: String) -> String {
        for article in ["وال", "بال", "كال", "فال", "لل", "ال"] where word.hasPrefix(article) {
            let rest = word.unicodeScalars.dropFirst(article.unicodeScalars.count)
            if rest.count > 1 { return String(String.UnicodeScalarView(rest)) }
        }
        return word
    }
}
