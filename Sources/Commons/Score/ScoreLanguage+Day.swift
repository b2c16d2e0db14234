import Insight
import Ledger

extension ScoreLanguage {
    /// A day as a letter writes it: `29 January 2027`, `1er février 2027`.
    func written(_ day: Day) -> String {
        let isFirst = self == .french && day.day == 1
        return "\(day.day)\(isFirst ? "er" : "") \(months[day.month - 1]) \(day.year)"
    }

    private var months: [String] {
        switch self {
        case .english:
            [
                "January", "February", "March", "April", "May", "June", "July", "August",
                "September", "October", "November", "December",
            ]
        case .swahili:
            [
                "Januari", "Februari", "Machi", "Aprili", "Mei", "Juni", "Julai", "Agosti",
                "Septemba", "Oktoba", "Novemba", "Desemba",
            ]
        case .french:
            [
                "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
                "septembre", "octobre", "novembre", "décembre",
            ]
        case .arabic:
            [
                "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر",
                "أكتوبر", "نوفمبر", "ديسمبر",
            ]
        }
    }
}
