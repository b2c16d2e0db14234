import Insight

/// A number with what it is counted in, or as a fraction: `12 months`, `1.2k`, `5/12`, `10+ years`.
enum WrittenMeasure {
    /// What it is counted in, `/` for a fraction; nil for any other text.
    static func unit(_ cell: String) -> String? {
        var text = cell[...]
        while let first = text.first, first.isWhitespace || "<>~≤≥=±".contains(first) {
            text = text.dropFirst()
        }
        guard text.first?.isNumber == true else { return nil }
        if isFraction(text) { return "/" }
        let number = text.prefix { $0.isNumber || ".,".contains($0) }
        guard number.last?.isNumber == true,
            number.count(where: { ".,".contains($0) }) <= 1
        else { return nil }
        let rest = text.dropFirst(number.count).drop { $0.isWhitespace || $0 == "+" }
        let words = NameWords.of(String(rest))
        guard words.count == 1, !rest.contains(where: \.isNumber), words[0].count <= mostLetters
        else { return nil }
        return words[0]
    }

    /// Whether people count time or money in it; of other things a column has one unit throughout.
    static func isKnown(_ unit: String) -> Bool { units.contains(unit) }

    private static let mostLetters = 12

    private static func isFraction(_ text: Substring) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { 1...6 ~= $0.count && $0.allSatisfy(\.isWholeNumber) }
    }

    private static let units: Set = [
        "/", "k", "m", "mn", "mio", "million", "millions", "bn", "thousand", "lakh", "crore", "x",
        "day", "days", "d", "week", "weeks", "wk", "wks", "w", "month", "months", "mo", "mos",
        "mth", "mths", "year", "years", "y", "yr", "yrs", "hour", "hours", "hrs",
        "jour", "jours", "j", "semaine", "semaines", "mois", "an", "ans", "annee", "annees",
        "siku", "wiki", "mwezi", "miezi", "mwaka", "miaka", "elfu", "laki", "milioni",
        "يوم", "ايام", "اسبوع", "اسابيع", "شهر", "شهور", "اشهر", "سنه", "سنوات", "الف", "مليون",
        "pct", "percent", "kg", "km", "ha", "acre", "acres",
    ]
}
