import Insight

/// A word in the place of a number: `unknown`, `-`, `#DIV/0!`, in English, Swahili, French and
/// Arabic.
enum MissingWord {
    /// Whether it says that there is no number.
    static func matches(_ text: String) -> Bool {
        if isSheetError(text) { return true }
        let word = NameWords.of(text).joined()
        if word.isEmpty { return !text.contains { $0.isNumber || $0.isLetter } }
        return words.contains(word)
    }

    /// Whether it holds no digit, so that no number can be meant.
    static func isWord(_ text: String) -> Bool {
        isSheetError(text) || !text.contains(where: \.isNumber)
    }

    static func isInfinite(_ text: String) -> Bool {
        ["inf", "infinity"].contains(NameWords.of(text).joined())
    }

    /// As programs write what was divided by nothing.
    static let infinities: Set = [
        "inf", "-inf", "+inf", "Inf", "-Inf", "INF", "-INF", "infinity", "-infinity", "Infinity",
        "-Infinity",
    ]

    /// A spreadsheet's own: `#DIV/0!`, `#VALUE!`, `#NAME?`, `#N/A`.
    private static func isSheetError(_ text: String) -> Bool {
        text.first == "#" && (text.last == "!" || text.last == "?" || text == "#N/A")
    }

    private static let words: Set = [
        "unknown", "unk", "missing", "na", "nan", "null", "nil", "none", "nothing", "blank",
        "empty", "undefined", "inf", "infinity", "notavailable", "notapplicable", "notknown",
        "notstated", "notgiven", "notprovided", "notreported", "nodata", "noinfo", "noinformation",
        "dontknow", "refused",
        "inconnu", "inconnue", "manquant", "manquante", "nd", "nr", "vide", "neant", "aucun",
        "aucune", "nonrenseigne", "nonrenseignee", "nondisponible", "noncommunique",
        "haijulikani", "sijui", "hakuna", "haipo", "hajulikani",
        "مجهول", "غيرمعروف", "غيرمتوفر", "غيرمتاح", "لايوجد", "مفقود",
    ]
}
