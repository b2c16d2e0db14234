import Wire

/// The lines of a model's text, one after another, with their numbers.
struct ModelLines {
    struct Line {
        let number: Int
        let range: Range<Int>
    }

    /// `key=value`; a line without `=` is a key alone.
    struct Entry {
        let key: String
        let line: Int
        let value: Range<Int>
    }

    let bytes: [UInt8]
    private var position = 0
    private(set) var number = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        // The byte order mark that some editors put before a text.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    mutating func next() -> Line? {
        guard position < bytes.count else { return nil }
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
        var end = position
        position += 1
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        number += 1
        return Line(number: number, range: start..<end)
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    func entry(_ line: Line) -> Entry {
        var split = line.range.lowerBound
        while split < line.range.upperBound, bytes[split] != UInt8(ascii: "=") { split += 1 }
        let value = min(split + 1, line.range.upperBound)..<line.range.upperBound
        return Entry(
            key: text(line.range.lowerBound..<split), line: line.number, value: value)
    }
}

extension ModelLines {
    /// The words of a value, separated by single or more spaces.
    func words(_ range: Range<Int>) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start = range.lowerBound
        for index in range where bytes[index] == UInt8(ascii: " ") {
            if index > start { words.append(start..<index) }
            start = index + 1
        }
        if range.upperBound > start { words.append(start..<range.upperBound) }
        return words
    }

    func integer(_ entry: Entry, in allowed: ClosedRange<Int>) throws(ModelTextError) -> Int {
        Int(try integer(entry.value, entry, in: Self.wide(allowed)))
    }

    /// Exactly `count` finite numbers; `inf` counts as the largest where infinity is allowed.
    func doubles(
        _ entry: Entry, count: Int, allowsInfinity: Bool = false
    ) throws(ModelTextError) -> [Double] {
        let words = try counted(entry, count)
        var values: [Double] = []
        values.reserveCapacity(count)
        for word in words {
            if allowsInfinity, bytes[word].elementsEqual("inf".utf8) {
                values.append(.greatestFiniteMagnitude)
                continue
            }
            let value = bytes.withUnsafeBufferPointer {
                DoubleText.parse(bytes: UnsafeBufferPointer(rebasing: $0[word]))
            }
            guard let value, value.isFinite else {
                throw ModelTextError(
                    entry.line, "\(entry.key) holds \(shown(word)), which is no finite number")
            }
            values.append(value)
        }
        return values
    }

    /// Exactly `count` whole numbers within bounds.
    func integers(
        _ entry: Entry, count: Int, in allowed: ClosedRange<Int>
    ) throws(ModelTextError) -> [Int] {
        let allowed = Self.wide(allowed)
        var values: [Int] = []
        values.reserveCapacity(count)
        for word in try counted(entry, count) {
            values.append(Int(try integer(word, entry, in: allowed)))
        }
        return values
    }

    /// Exactly `count` numbers of 32 bits, as a set of categories is written.
    func bits(_ entry: Entry, count: Int) throws(ModelTextError) -> [UInt32] {
        var values: [UInt32] = []
        values.reserveCapacity(count)
        for word in try counted(entry, count) {
            values.append(UInt32(try integer(word, entry, in: 0...Int64(UInt32.max))))
        }
        return values
    }

    private static func wide(_ range: ClosedRange<Int>) -> ClosedRange<Int64> {
        Int64(range.lowerBound)...Int64(range.upperBound)
    }

    private func counted(_ entry: Entry, _ count: Int) throws(ModelTextError) -> [Range<Int>] {
        let words = words(entry.value)
        guard words.count == count else {
            throw ModelTextError(
                entry.line, "\(entry.key) has \(words.count) values in place of \(count)")
        }
        return words
    }

    /// In 64 bits, since `Int` has 32 in a browser and 18 digits must not overflow there either.
    private func integer(
        _ word: Range<Int>, _ entry: Entry, in allowed: ClosedRange<Int64>
    ) throws(ModelTextError) -> Int64 {
        var value: Int64 = 0
        var index = word.lowerBound
        let isNegative = !word.isEmpty && bytes[index] == UInt8(ascii: "-")
        if isNegative { index += 1 }
        let digits = word.upperBound - index
        var isNumber = 1...18 ~= digits
        while isNumber, index < word.upperBound {
            let digit = bytes[index] &- UInt8(ascii: "0")
            if digit > 9 { isNumber = false }
            value = value * 10 + Int64(digit)
            index += 1
        }
        if isNegative { value = -value }
        guard isNumber, allowed ~= value else {
            throw ModelTextError(
                entry.line,
                "\(entry.key) holds \(shown(word)), which is no whole number from "
                    + "\(allowed.lowerBound) to \(allowed.upperBound)")
        }
        return value
    }

    /// What to show of a word in a message.
    private func shown(_ word: Range<Int>) -> String {
        word.isEmpty ? "nothing" : "'\(text(word.prefix(32)))'"
    }
}
