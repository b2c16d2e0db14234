/// Comma-separated records (RFC 4180) from bytes that come in pieces, in memory bounded by the
/// longest record. Quoted fields may hold commas, quotes and line ends; empty lines are passed.
public struct CSVReader: Sendable {
    /// Fields of the last record are ranges of this.
    public private(set) var bytes: [UInt8] = []
    public private(set) var fields: [Range<Int>] = []
    /// The line of the text, from 1, on which the last record began.
    public private(set) var line = 0
    private var nextLine = 1
    private var position = 0
    private let separator: UInt8

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

    /// Where the record at `position` ends: the line end outside of quotes.
    private func recordEnd(isLast: Bool) -> Int? {
        let found = bytes.withUnsafeBufferPointer { bytes in
            var isQuoted = false
            var index = position
            while index < bytes.count {
                let byte = bytes[index]
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                if byte == UInt8(ascii: "\n"), !isQuoted { break }
                index += 1
            }
            return index
        }
        if found < bytes.count { return found }
        return isLast && position < bytes.count ? bytes.count : nil
    }

    private mutating func split(_ record: Range<Int>) {
        fields.removeAll(keepingCapacity: true)
        bytes.withUnsafeMutableBufferPointer { bytes in
            var index = record.lowerBound
            while true {
                let start = index
                var write = index
                var isQuoted = false
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
                        isQuoted.toggle()
                    } else {
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
