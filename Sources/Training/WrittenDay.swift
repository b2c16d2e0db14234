import Insight

/// A day or a month as people write it: 2026-03-31, 31/03/2026, 3.31.26, 12-Mar-2026, Jan 5, 2026,
/// 2026-03, 03/2026, Mar-26, 2026Q1, with or without a time behind it.
enum WrittenDay {
    static func matches(_ cell: String) -> Bool {
        let parts = withoutTime(cell).split { " -/.,".contains($0) }.map(String.init)
        if isQuarter(parts) { return true }
        guard 2...8 ~= parts.count else { return false }
        let signs = cell.utf8.prefix(10)
        if parts.count > 2, isNumbers(parts.prefix(3)), signs.count(where: isSign) >= 2 {
            return true
        }
        let months = parts.prefix(3).count { isMonth($0) }
        if months == 1 {
            return parts.prefix(3).allSatisfy { isMonth($0) || isNumber($0) }
        }
        return parts.count == 2 && isNumbers(parts[...]) && isYearAndMonth(parts)
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

    /// 2026Q1, 2026-Q1, Q1 2026, T1/2026.
    private static func isQuarter(_ parts: [String]) -> Bool {
        guard 1...2 ~= parts.count else { return false }
        let text = Array(parts.joined().utf8)
        guard text.count == 6 else { return false }
        func isYear(_ bytes: ArraySlice<UInt8>) -> Bool {
            Int(String(decoding: bytes, as: UTF8.self)).map { 1900...2100 ~= $0 } ?? false
        }
        func isPart(_ bytes: ArraySlice<UInt8>) -> Bool {
            guard let sign = bytes.first, let number = bytes.last else { return false }
            return "QqTt".utf8.contains(sign) && "1234".utf8.contains(number)
        }
        return isYear(text[..<4]) && isPart(text[4...])
            || isPart(text[..<2]) && isYear(text[2...])
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

    private static func isSign(_ byte: UInt8) -> Bool { "-/.".utf8.contains(byte) }

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
