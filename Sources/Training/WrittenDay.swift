import Insight

/// A day or a month as people write it: 2026-03-31, 31/03/2026, 3.31.26, 12-Mar-2026, Jan 5, 2026,
/// 2026-03, 2026_03, 03/2026, Mar-26, Mar26, 2026Q1, 2026-W12, with or without a time behind it, in
/// the digits of any script.
enum WrittenDay {
    static func matches(_ cell: String) -> Bool {
        guard cell.contains(where: \.isNumber) else { return false }
        let text = plain(cell)
        let parts = withoutTime(text).split { " -/.,_".contains($0) }.flatMap(runs)
        if isQuarter(parts) || isWeek(parts) { return true }
        guard 2...8 ~= parts.count else { return false }
        let signs = text.utf8.prefix(10)
        if parts.count > 2, isNumbers(parts.prefix(3)), signs.count(where: isSign) >= 2 {
            return true
        }
        let months = parts.prefix(3).count { isMonth($0) }
        if months == 1 {
            return parts.prefix(3).allSatisfy { isMonth($0) || isNumber($0) }
        }
        return parts.count == 2 && isNumbers(parts[...]) && isYearAndMonth(parts)
    }

    /// With plain digits and hyphens.
    private static func plain(_ cell: String) -> String {
        if cell.utf8.allSatisfy({ $0 < 0x80 }) { return cell }
        return String(
            cell.map { letter in
                if letter.isASCII { return letter }
                if let digit = letter.wholeNumberValue, 0...9 ~= digit, letter.isNumber {
                    return Character(String(digit))
                }
                return "\u{2010}\u{2011}\u{2012}\u{2013}\u{2212}".contains(letter) ? "-" : letter
            })
    }

    /// Digits and letters apart: `29Jun2021` is three parts.
    private static func runs(_ part: Substring) -> [String] {
        var runs: [String] = []
        var wasNumber: Bool?
        for letter in part {
            if letter.isNumber == wasNumber {
                runs[runs.count - 1].append(letter)
            } else {
                runs.append(String(letter))
            }
            wasNumber = letter.isNumber
        }
        return runs
    }

    /// 2026-03-31T10:00:00Z.
    private static func withoutTime(_ cell: String) -> Substring {
        var last: Character?
        for place in cell.indices {
            if cell[place] == "T", last?.isNumber == true { return cell[..<place] }
            last = cell[place]
        }
        return cell[...]
    }

    /// 2026Q1, 2026-Q1, Q1 2026, T1/2026, Q12026; half a year as well, 2026H1 and S1 2026.
    private static func isQuarter(_ parts: [String]) -> Bool {
        var parts = parts
        if parts.count == 2, parts[1].count == 5 {
            parts = [parts[0], String(parts[1].prefix(1)), String(parts[1].dropFirst())]
        }
        return isPart(parts, marks: ["q", "t", "h", "s"]) { 1...4 ~= $0 && $1 == 1 }
    }

    /// 2026-W12, 2026W12, W12 2026, S12/2026.
    private static func isWeek(_ parts: [String]) -> Bool {
        isPart(parts, marks: ["w", "s"]) { 1...53 ~= $0 && $1 <= 2 }
    }

    /// - Parameter holds: whether a number, of so many digits, is one of the parts.
    private static func isPart(
        _ parts: [String], marks: Set<String>, holds: (Int, Int) -> Bool
    ) -> Bool {
        let mark = parts.firstIndex { marks.contains($0.lowercased()) }
        guard parts.count == 3, let mark, mark < 2 else { return false }
        let (number, year) = (parts[mark + 1], parts[mark == 0 ? 2 : 0])
        guard year.count == 4, let first = Int(year), let second = Int(number) else { return false }
        return 1900...2100 ~= first && holds(second, number.count)
    }

    private static func isYearAndMonth(_ parts: [String]) -> Bool {
        guard let first = Int(parts[0]), let second = Int(parts[1]) else { return false }
        return 1900...2100 ~= first && 1...12 ~= second
            || 1...12 ~= first && parts[0].count <= 2 && 1900...2100 ~= second
    }

    private static func isNumbers(_ parts: ArraySlice<String>) -> Bool {
        parts.allSatisfy(isNumber)
    }

    private static func isNumber(_ part: String) -> Bool {
        1...4 ~= part.count && part.allSatisfy { $0.isASCII && $0.isNumber }
    }

    private static func isSign(_ byte: UInt8) -> Bool { "-/._".utf8.contains(byte) }

    private static func isMonth(_ part: String) -> Bool {
        part.first?.isLetter == true && months.contains(NameWords.of(part).joined())
    }

    private static let months: Set = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
        "january", "february", "march", "april", "june", "july", "august", "september", "october",
        "november", "december",
        "januari", "februari", "machi", "aprili", "mei", "juni", "julai", "agosti", "septemba",
        "oktoba", "novemba", "desemba",
        "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
        "octobre", "novembre", "decembre",
        "يناير", "فبراير", "مارس", "ابريل", "مايو", "يونيو", "يوليو", "اغسطس", "سبتمبر", "اكتوبر",
        "نوفمبر", "ديسمبر",
    ]
}
