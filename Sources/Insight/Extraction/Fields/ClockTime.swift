/// A time of day beside a date says that a till printed both.
enum ClockTime {
    /// `12:31`, `08:31:00` or `9.15 PM` within a few letters of the range.
    static func stands(in line: [UInt8], near range: Range<Int>) -> Bool {
        let start = max(0, range.lowerBound - 22)
        let end = min(line.count, range.upperBound + 22)
        for place in start..<end where !range.contains(place) {
            guard place == 0 || !Fold.isDigit(line[place - 1]) else { continue }
            var cursor = Cursor(bytes: line, place: place)
            guard Fold.isDigit(line[place]), let hour = cursor.number(1...2), hour.value < 24,
                cursor.place < line.count, line[cursor.place] == UInt8(ascii: ":")
            else { continue }
            cursor.place += 1
            if let minute = cursor.number(2...2), minute.value < 60 { return true }
        }
        return false
    }
}

extension AmountReader {
    /// `TIME 12.31`: the word before a number calls it a time of day.
    static func isTimed(_ amount: PrintedAmount, _ lines: [TextLine]) -> Bool {
        let line = lines[amount.line]
        return line.tokens.last { $0.word < amount.words.lowerBound }
            .map { timeLabels.contains($0.key) } ?? false
    }

    private static let timeLabels = Phrase.list("TIME MASA HEURE UHRZEIT WAKATI MUDA HORA")
}
