/// Comma-separated records (RFC 4180) from bytes that come in pieces, in memory bounded by the
/// longest record. Quoted fields may hold commas, quotes and line ends; a quote inside a field that
/// does not begin with one is a character like any other; empty lines are passed. Lines end with a
/// line feed, with a carriage return before it or without; or with a carriage return alone, where
/// the first one does.
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
    /// What the text is, where its first bytes say that it is none in UTF-8.
    public private(set) var foreign: ForeignText?
    private var nextLine = 1
    private var position = 0
    private let separator: UInt8
    /// Of all lines, once the first one has ended.
    private var lineEnd: UInt8?

    /// What to do about text in another encoding, behind its place.
    public static let notUTF8 =
        "is not UTF-8: save the table as CSV UTF-8, or turn it by iconv -f WINDOWS-1252 -t UTF-8"

    /// What to do about a record that is not UTF-8, behind its place.
    public var encodingAdvice: String { foreign?.advice ?? Self.notUTF8 }

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
            foreign = ForeignText(bytes)
            return
        }
        bytes.append(contentsOf: more)
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
        var found = scan(for: lineEnd ?? Self.lineFeed)
        if lineEnd == nil {
            // A carriage return alone ends lines where no line feed follows.
            if found.end < bytes.count {
                lineEnd = Self.lineFeed
            } else if found.hasReturn {
                lineEnd = Self.carriageReturn
                found = scan(for: Self.carriageReturn)
            }
        }
        guard found.end < bytes.count || isLast && position < bytes.count else { return nil }
        isUTF8 = found.isPlain || isWellFormed(position..<found.end)
        isClosed = !found.isQuoted
        return found.end
    }

    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    private struct Scan {
        let end: Int
        let isPlain: Bool
        let isQuoted: Bool
        /// Whether a carriage return stands outside of quotes, and no line feed behind it.
        let hasReturn: Bool
    }

    private func scan(for lineEnd: UInt8) -> Scan {
        let (first, separator, isKnown) = (position, separator, self.lineEnd != nil)
        let mark = isKnown ? nil : Self.carriageReturn
        return bytes.withUnsafeBufferPointer { bytes in
            var (isQuoted, all, index, hasReturn) = (false, UInt8(0), first, false)
            while index < bytes.count {
                let byte = bytes[index]
                all |= byte
                if byte == UInt8(ascii: "\"") {
                    if isQuoted, index + 1 < bytes.count, bytes[index + 1] == byte {
                        index += 2
                        continue
                    }
                    isQuoted = !isQuoted && Self.begins(index, in: bytes, first, separator, mark)
                }
                if byte == lineEnd, !isQuoted { break }
                if !isKnown, byte == Self.carriageReturn, !isQuoted, index + 1 < bytes.count,
                    bytes[index + 1] != Self.lineFeed
                {
                    hasReturn = true
                }
                index += 1
            }
            return Scan(end: index, isPlain: all < 0x80, isQuoted: isQuoted, hasReturn: hasReturn)
        }
    }

    /// Whether nothing but spaces stands before `index` in its field.
    ///
    /// - Parameter lineEnd: what may end lines before the record's own end is known.
    private static func begins(
        _ index: Int, in bytes: UnsafeBufferPointer<UInt8>, _ first: Int, _ separator: UInt8,
        _ lineEnd: UInt8?
    ) -> Bool {
        var before = index - 1
        while before >= first, bytes[before] == 0x20 { before -= 1 }
        return before < first || bytes[before] == separator || bytes[before] == lineEnd
    }

    private mutating func split(_ record: Range<Int>) {
        fields.removeAll(keepingCapacity: true)
        let lineEnd = lineEnd ?? Self.lineFeed
        bytes.withUnsafeMutableBufferPointer { bytes in
            var index = record.lowerBound
            while true {
                let start = index
                var write = index
                var (isQuoted, mayBegin) = (false, true)
                while index < record.upperBound, isQuoted || bytes[index] != separator {
                    let byte = bytes[index]
                    if byte == lineEnd { nextLine += 1 }
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
