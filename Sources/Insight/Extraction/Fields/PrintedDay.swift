import Ledger

/// A day as it stands in a line.
struct PrintedDay {
    var day: Day
    /// Bytes of the folded line.
    var range: Range<Int>
    var format: Format
    /// Letters had to be taken for digits or marks.
    var corrected: Bool
    /// Day and month could be exchanged.
    var isAmbiguous: Bool
    /// The day with both exchanged, where people write either first: not between points.
    var other: Day?
    /// Numbers that make sense in one order only; nil for other forms.
    var onlyMonthFirst: Bool?

    enum Format {
        case numbers
        case yearFirst
        case shortYear
        case monthName
        case unseparated
    }
}

/// Finds days in a folded line: 25/12/2018, 25-12-18, 2018-12-25, 25 Dec 2018, Dec 25, 2018,
/// 25122018.
struct DayReader {
    /// Countries that write the month first.
    var monthFirst = false

    private static let slash = UInt8(ascii: "/")
    private static let separators: [UInt8] = Array("/-.:,'".utf8)

    func days(in line: [UInt8]) -> [PrintedDay] {
        var found: [PrintedDay] = []
        var start = 0
        while start < line.count {
            if let day = day(in: line, at: start) {
                found.append(day)
                start = day.range.upperBound
            } else {
                start += 1
            }
        }
        return found
    }

    private func day(in line: [UInt8], at start: Int) -> PrintedDay? {
        let isStart =
            start == 0 || !(Fold.isDigit(line[start - 1]) || Fold.isLetter(line[start - 1]))
        guard isStart || start > 0 && Fold.isLetter(line[start - 1]) && Fold.isDigit(line[start])
        else { return nil }
        if let month = MonthName.read(line, at: start), isStart {
            return monthDayYear(line, start, month)
        }
        var cursor = Cursor(bytes: line, place: start)
        guard let first = cursor.number(1...4) else { return nil }
        if first.length == 4, let found = yearFirst(line, start, first) { return found }
        if first.length <= 2, let found = dayMonthYear(line, start, first, cursor) { return found }
        return unseparated(line, start)
    }

    private func dayMonthYear(
        _ line: [UInt8], _ start: Int, _ first: Cursor.Number, _ after: Cursor
    ) -> PrintedDay? {
        var cursor = after
        let separator = cursor.separator(Self.separators)
        if let month = MonthName.read(line, at: cursor.place) {
            cursor.place = month.end
            _ = cursor.separator(Self.separators)
            guard let year = cursor.number(2...4), year.length != 3 else { return nil }
            return made(
                year: year, month: month.month, day: first.value, start..<cursor.place,
                .monthName, corrected: first.corrected || year.corrected)
        }
        guard let separator, let second = cursor.number(1...2),
            let other = cursor.separator(Self.separators), other == separator,
            let year = cursor.number(2...4), year.length != 3, !cursor.isFollowedByDigit
        else { return nil }
        // A point or colon also divides amounts and times: a short year needs / or -.
        let plain = separator == Self.slash || separator == UInt8(ascii: "-")
        let full = first.length == 2 && second.length == 2 && separator == UInt8(ascii: ".")
        if year.length == 2 && !plain && !full { return nil }
        let corrected = first.corrected || second.corrected || year.corrected
        let isOpen = separator != UInt8(ascii: ".")
        let swaps = monthFirst && isOpen
            ? first.value <= 12 : first.value <= 12 && second.value > 12
        let ambiguous = first.value <= 12 && second.value <= 12 && first.value != second.value
        var result = made(
            year: year, month: swaps ? first.value : second.value,
            day: swaps ? second.value : first.value, start..<cursor.place,
            year.length == 2 ? .shortYear : .numbers, corrected: corrected)
        result?.isAmbiguous = ambiguous
        if !ambiguous, first.value != second.value { result?.onlyMonthFirst = second.value > 12 }
        if ambiguous, isOpen {
            result?.other = made(
                year: year, month: swaps ? second.value : first.value,
                day: swaps ? first.value : second.value, start..<cursor.place, .numbers,
                corrected: corrected)?.day
        }
        return result
    }

    private func yearFirst(
        _ line: [UInt8], _ start: Int, _ year: Cursor.Number
    ) -> PrintedDay? {
        var cursor = Cursor(bytes: line, place: start + year.length)
        guard let separator = cursor.separator(Self.separators), let month = cursor.number(1...2),
            let other = cursor.separator(Self.separators), other == separator,
            let day = cursor.number(1...2), !cursor.isFollowedByDigit
        else { return nil }
        return made(
            year: year, month: month.value, day: day.value, start..<cursor.place, .yearFirst,
            corrected: year.corrected || month.corrected || day.corrected)
    }

    private func monthDayYear(
        _ line: [UInt8], _ start: Int, _ month: MonthName.Match
    ) -> PrintedDay? {
        var cursor = Cursor(bytes: line, place: month.end)
        _ = cursor.separator(Self.separators)
        guard let day = cursor.number(1...2), cursor.separator(Self.separators) != nil,
            let year = cursor.number(4...4)
        else { return nil }
        return made(
            year: year, month: month.month, day: day.value, start..<cursor.place, .monthName,
            corrected: day.corrected || year.corrected)
    }

    /// Eight digits, day first or year first; only where a label asks for a date.
    private func unseparated(_ line: [UInt8], _ start: Int) -> PrintedDay? {
        var cursor = Cursor(bytes: line, place: start)
        guard let number = cursor.number(8...8), !cursor.isFollowedByDigit, !number.corrected else {
            return nil
        }
        let value = number.value
        let range = start..<cursor.place
        let dayFirst = made(
            year: Cursor.Number(value: value % 10_000, length: 4, corrected: false),
            month: value / 10_000 % 100, day: value / 1_000_000, range, .unseparated,
            corrected: false)
        return dayFirst
            ?? made(
                year: Cursor.Number(value: value / 10_000, length: 4, corrected: false),
                month: value / 100 % 100, day: value % 100, range, .unseparated,
                corrected: false)
    }

    private func made(
        year: Cursor.Number, month: Int, day: Int, _ range: Range<Int>,
        _ format: PrintedDay.Format, corrected: Bool
    ) -> PrintedDay? {
        let full = year.length == 2 ? (year.value < 70 ? 2000 : 1900) + year.value : year.value
        guard (1970...2069).contains(full), let day = Day(year: full, month: month, day: day)
        else { return nil }
        return PrintedDay(
            day: day, range: range, format: format, corrected: corrected, isAmbiguous: false)
    }
}

/// Walks over a folded line.
struct Cursor {
    struct Number {
        var value: Int
        var length: Int
        var corrected: Bool
    }

    let bytes: [UInt8]
    var place: Int

    init(bytes: [UInt8], place: Int) {
        self.bytes = bytes
        self.place = place
    }

    var isFollowedByDigit: Bool { place < bytes.count && Fold.isDigit(bytes[place]) }

    /// Figures, or letters that look like them with at least one true figure among them.
    mutating func number(_ lengths: ClosedRange<Int>) -> Number? {
        var value = 0
        var length = 0
        var figures = 0
        while length < lengths.upperBound, place + length < bytes.count,
            let figure = AmountReader.digit(bytes[place + length])
        {
            if Fold.isDigit(bytes[place + length]) { figures += 1 }
            value = value * 10 + Int(figure - 0x30)
            length += 1
        }
        guard lengths.contains(length), figures > 0 else { return nil }
        place += length
        return Number(value: value, length: length, corrected: figures < length)
    }

    /// One of the marks with spaces around it, or a space alone; passed over.
    mutating func separator(_ marks: [UInt8]) -> UInt8? {
        var seen: UInt8?
        var next = place
        while next < bytes.count, next - place < 4 {
            if bytes[next] == UInt8(ascii: " ") {
                if seen == nil { seen = UInt8(ascii: " ") }
            } else if marks.contains(bytes[next]), seen == nil || seen == UInt8(ascii: " ") {
                seen = bytes[next]
            } else {
                break
            }
            next += 1
        }
        if seen != nil { place = next }
        return seen
    }
}
