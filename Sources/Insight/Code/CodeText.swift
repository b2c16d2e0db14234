import Ledger

/// The small pieces of which codes are made.
enum CodeText {
    static func string(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: Array(bytes), as: UTF8.self)
    }

    static func split(_ bytes: [UInt8], _ mark: String) -> [[UInt8]] {
        bytes.split(separator: mark.utf8.first ?? 0, omittingEmptySubsequences: false)
            .map { Array($0) }
    }

    /// Lines without their carriage returns.
    static func lines(_ bytes: [UInt8]) -> [String] {
        split(bytes.filter { $0 != 0x0D }, "\n").map { string($0) }
    }

    /// Without spaces at its ends; nil when nothing is left or it is longer than a field is.
    static func value(_ bytes: some Sequence<UInt8>) -> String? {
        var trimmed = Array(bytes)[...]
        while trimmed.first == 0x20 { trimmed = trimmed.dropFirst() }
        while trimmed.last == 0x20 { trimmed = trimmed.dropLast() }
        return trimmed.isEmpty || trimmed.count > 500 ? nil : string(trimmed)
    }

    /// A decimal above zero without grouping, or nil: `1,234.50`, `75,33`, `EUR12.3` and
    /// `0000012.670000` are read.
    static func amount(_ text: String?) -> String? {
        guard let text else { return nil }
        var folded = Fold.upper(text)
        if let point = folded.firstIndex(of: UInt8(ascii: ".")) {
            while folded.count > point + 3, folded.last == UInt8(ascii: "0") { folded.removeLast() }
        }
        guard let number = AmountReader.number(folded), !number.corrected, number.thousandths > 0
        else { return nil }
        return number.text
    }

    /// A day in ISO 8601 from `2024-09-01T10:00Z`, `20240901`, `01-09-2024` and their like; seconds
    /// since 1970 are no day that a paper prints.
    static func day(_ text: String?) -> String? {
        guard let text else { return nil }
        let bytes = Array(text.utf8)
        let figures = Array(bytes.prefix { Fold.isDigit($0) })
        if figures.count >= 8, let day = day(figures[0..<8]) { return day }
        if let day = Day(iso: string(bytes.prefix(10))) { return plausible(day) }
        return DayReader().days(in: Fold.upper(text)).first.flatMap { plausible($0.day) }
    }

    private static func day(_ figures: ArraySlice<UInt8>) -> String? {
        let text = string(figures)
        let parts = [text.prefix(4), text.dropFirst(4).prefix(2), text.dropFirst(6)]
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == 3 else { return nil }
        return Day(year: numbers[0], month: numbers[1], day: numbers[2]).flatMap(plausible)
    }

    private static func plausible(_ day: Day) -> String? {
        (1990...2069).contains(day.year) ? day.iso : nil
    }

    /// The sum of decimals such as `7,99`; nil when one of them is none.
    static func sum(_ amounts: [String]) -> String? {
        var sum: Int64 = 0
        for text in amounts {
            guard let number = AmountReader.number(Fold.upper(text)), number.decimals == 2 else {
                return nil
            }
            sum += number.thousandths
        }
        guard sum > 0 else { return nil }
        let cents = sum / 10
        let fraction = cents % 100
        return "\(cents / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }

    static func isFigures(_ text: some Collection<UInt8>) -> Bool {
        !text.isEmpty && text.allSatisfy { Fold.isDigit($0) }
    }

    /// Whether `part`, in small letters, stands in a text in whatever letters.
    static func contains(_ text: String, _ part: String) -> Bool {
        let (text, part) = (Fold.upper(text), Fold.upper(part))
        guard part.count <= text.count else { return false }
        return (0...(text.count - part.count)).contains { start in
            text[start..<(start + part.count)].elementsEqual(part)
        }
    }

    /// `%2F` and `+` become what they stand for.
    static func unescaped(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let source = Array(bytes)
        var plain: [UInt8] = []
        var place = 0
        while place < source.count {
            if source[place] == UInt8(ascii: "%"), place + 2 < source.count,
                let high = hex(source[place + 1]), let low = hex(source[place + 2])
            {
                plain.append(high << 4 | low)
                place += 3
            } else {
                plain.append(source[place] == UInt8(ascii: "+") ? 0x20 : source[place])
                place += 1
            }
        }
        return plain
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
