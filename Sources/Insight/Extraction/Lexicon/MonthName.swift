/// Month names in English, Malay, French, Swahili and German, whole or shortened to three letters.
enum MonthName {
    struct Match {
        var month: Int
        /// The first byte after the name.
        var end: Int
    }

    private static let names: [[[UInt8]]] = [
        "JANUARY JANUARI JANVIER JANUAR", "FEBRUARY FEBRUARI FEVRIER FEV FEBRUAR",
        "MARCH MAC MARS MACHI MARZ MAERZ",
        "APRIL AVRIL APRILI AVR", "MAY MEI MAI", "JUNE JUN JUIN JUNI",
        "JULY JULAI JUILLET JUIL", "AUGUST OGOS AOUT AGOSTI OGO AGO", "SEPTEMBER SEPTEMBRE SEPT",
        "OCTOBER OKTOBER OCTOBRE OKTOBA OKT", "NOVEMBER NOVEMBRE NOVEMBA",
        "DECEMBER DISEMBER DECEMBRE DESEMBA DIS DES DEZEMBER DEZ",
    ].map { $0.split(separator: " ").map { Array($0.utf8) } }

    /// The month whose name, or its first three letters, begins here and ends at a non-letter.
    static func read(_ bytes: [UInt8], at start: Int) -> Match? {
        let word = bytes[start...].prefix { Fold.isLetter($0) || $0 == UInt8(ascii: "0") }
        guard word.count >= 3, word.count <= 9 else { return nil }
        for (index, month) in names.enumerated() {
            for name in month {
                let limit = name.count > 5 ? 1 : 0
                let whole = EditDistance.between(word, name, limit: limit) <= limit
                let short = word.count == 3
                    && EditDistance.between(word, Array(name.prefix(3)), limit: 0) == 0
                if whole || short {
                    return Match(month: index + 1, end: start + word.count)
                }
            }
        }
        return nil
    }
}
