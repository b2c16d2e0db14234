/// Comma-separated records (RFC 4180) from bytes that come in pieces, in memory bounded by the
/// longest record. Quoted fields may hold commas, quotes and line ends; a quote inside a field that
/// does not begin with one is a character like any other; empty lines are passed.
public struct CSVReader: Sendable {
    /// Fields of the last record are ranges of this.
    public private(set) var bytes: [UInt8] = []
    public private(set) var fields: [Range<Int>] = []
    /// The line of the text, from 1, on which the last record began.
    public private(set) var line = 0
    /// Whether the last record is well-formed UTF-8.
    public private(set) var isUTF8 = true
    /// False where the last record ends with the text, inside of a quote that nothing closes.
    public private(set) var isClosed = true
    /// Whether the text is UTF-16, as its byte order mark or a zero at every other byte says.
    public private(set) var isUTF16 = false
    private var nextLine = 1
    private var position = 0
    private let separator: UInt8

    /// What to do about text in another encoding, behind its place.
    public static let notUTF8 =
        "is not UTF-8: save the table as CSV UTF-8, or turn it by iconv -f WINDOWS-1252 -t UTF-8"

    public static let isInUTF16 =
        "is UTF-16: save the table as CSV UTF-8, or turn it by iconv -f UTF-16 -t UTF-8"

    /// What to do about a record that is not UTF-8, behind its place.
    public var encodingAdvice: String { isUTF16 ? Self.isInUTF16 : Self.notUTF8 }

    public init(separator: Unicode.Scalar = ",") {
        self.separator = UInt8(truncatingIfNeeded: separator.value)
    }

    public mutating func append(_ more: some Sequence<UInt8>) {
        bytes.removeSubrange(0..<position)
        position = 0
        if line == 0, bytes.isEmpty {
            // A byte order mark, as spreadsheets write it, is no part of the first name.
            bytes.append(contentsOf: more)
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
            isUTF16 = Self.looksUTF16(bytes)
            return
        }
        bytes.append(contentsOf: more)
    }

    private static func looksUTF16(_ bytes: [UInt8]) -> Bool {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
        let head = bytes.prefix(64)
        guard head.count >= 8 else { return false }
        return [0, 1].contains { side in
            head.indices.allSatisfy { (head[$0] == 0) == ($0 % 2 == side) }
        }
    }

    /// True when `fields` holds the next record; false when more bytes are needed for it, or,
    /// after the last ones, when there is none.
    public mutating func next(isLast: Bool) -> Bool {
        while true {
            guard let end = recordEnd(isLast: isLast) else { return false }
            let start = position
            line = nextLine
            position = min(end + 1, bytes.count)
            var stop = end
            if stop > start, bytes[stop - 1] == UInt8(ascii: "\r") { stop -= 1 }
            let isEmpty = stop == start
            nextLine += 1
            if isEmpty { continue }
            split(start..<stop)
            return true
        }
    }

    public func text(_ field: Range<Int>) -> String {
        String(decoding: bytes[field], as: UTF8.self)
    }

    /// Whether a field of the last record is UTF-8; `text` cannot tell.
    public func isWellFormed(_ field: Range<Int>) -> Bool {
        UTF8Scan.isWellFormed(bytes, field)
    }

    public static func isWellFormed(_ bytes: [UInt8]) -> Bool {
        UTF8Scan.isWellFormed(bytes, bytes.indices)
    }

    /// Where the record at `position` ends: the line end outside of quotes.
    private mutating func recordEnd(isLast: Bool) -> Int? {
        let (first, separator) = (position, separator)
        let found = bytes.withUnsafeBufferPointer { bytes in
            var (isQuoted, all, index) = (false, UInt8(0), first)
            while index < bytes.count {
                let byte = bytes[index]
                all |= byte
                if byte == UInt8(ascii: "\"") {
                    if isQuoted, index + 1 < bytes.count, bytes[index + 1] == byte {
                        index += 2
                        continue
                    }
                    isQuoted = !isQuoted && Self.begins(index, in: bytes, first, separator)
                }
                if byte == UInt8(ascii: "\n"), !isQuoted { break }
                index += 1
            }
            return (end: index, isPlain: all < 0x80, isQuoted: isQuoted)
        }
        guard found.end < bytes.count || isLast && first < bytes.count else { return nil }
        isUTF8 = found.isPlain || isWellFormed(first..<found.end)
        isClosed = !found.isQuoted
        return found.end
    }

    /// Whether nothing but spaces stands before `index` in its field.
    private static func begins(
        _ index: Int, in bytes: UnsafeBufferPointer<UInt8>, _ first: Int, _ separator: UInt8
    ) -> Bool {
        var before = index - 1
        while before >= first, bytes[before] == 0x20 { before -= 1 }
        return before < first || bytes[before] == separator
    }

    private mutating func split(_ record: Range<Int>) {
        fields.removeAll(keepingCapacity: true)
        bytes.withUnsafeMutableBufferPointer { bytes in
            var index = record.lowerBound
            while true {
                let start = index
                var write = index
                var (isQuoted, mayBegin) = (false, true)
                while index < record.upperBound, isQuoted || bytes[index] != separator {
                    let byte = bytes[index]
                    if byte == UInt8(ascii: "\n") { nextLine += 1 }
                    if byte == UInt8(ascii: "\"") {
                        let isDoubled = isQuoted && index + 1 < record.upperBound
                            && bytes[index + 1] == byte
                        if isDoubled {
                            bytes[write] = byte
                            write += 1
                            index += 2
                            continue
                        }
                    }
                    if byte == UInt8(ascii: "\""), isQuoted || mayBegin {
                        isQuoted.toggle()
                        mayBegin = false
                    } else {
                        if byte != 0x20 { mayBegin = false }
                        if write != index { bytes[write] = byte }
                        write += 1
                    }
                    index += 1
                }
                fields.append(start..<write)
                guard index < record.upperBound else { return }
                index += 1
            }
        }
    }
}
