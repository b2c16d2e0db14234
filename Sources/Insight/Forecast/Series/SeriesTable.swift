import Wire

/// Rows of `unique_id,ds,y`, gathered into series in the order of their first rows.
public struct SeriesTable: Sendable {
    public struct Series: Sendable {
        public var name: String
        public var times: [TimePoint] = []
        /// NaN where the value is empty; infinite where it is more than a number can hold.
        public var values: [Double] = []
        /// Further columns by name, one value a row, NaN where there is none.
        public var columns: [String: [Double]] = [:]
    }

    public private(set) var series: [Series] = []
    /// Whether the file names its series.
    public let isNamed: Bool

    /// Reads CSV (RFC 4180) with a header; `unique_id` may be missing, further columns are
    /// passed over unless they are asked for.
    public init(csv bytes: [UInt8], columns: [String] = []) throws(SeriesTableError) {
        if let foreign = ForeignText(bytes) {
            throw SeriesTableError(line: 1, foreign.advice)
        }
        var rows = CSVRows(bytes)
        guard let header = try rows.next() else { throw SeriesTableError.empty }
        let names = header.map { String(decoding: $0, as: UTF8.self) }
        guard let time = names.firstIndex(of: "ds"), let value = names.firstIndex(of: "y") else {
            throw SeriesTableError(line: 1, "needs the columns ds and y; it has \(names)")
        }
        let name = names.firstIndex(of: "unique_id")
        var further: [(name: String, place: Int)] = []
        for column in columns {
            guard let place = names.firstIndex(of: column) else {
                throw SeriesTableError(line: 1, "has no column \(column)")
            }
            further.append((column, place))
        }
        isNamed = name != nil
        // By bytes: text that looks the same may be of other letters (é, and e with an accent).
        var positions: [[UInt8]: Int] = [:]
        var (last, position): ([UInt8], Int) = ([], -1)
        while let row = try rows.next() {
            if row.count == 1, row[0].isEmpty { continue }
            guard row.count == names.count else {
                throw SeriesTableError(
                    line: rows.line, "has \(row.count) fields instead of \(names.count)")
            }
            let key = name.map { row[$0] } ?? []
            if position < 0 || key != last {
                last = key
                guard CSVReader.isWellFormed(key) else {
                    throw SeriesTableError(line: rows.line, CSVReader.notUTF8)
                }
                let text = isNamed ? String(decoding: key, as: UTF8.self) : "series"
                position = positions[key] ?? series.count
                if position == series.count {
                    positions[key] = position
                    series.append(Series(name: text))
                }
            }
            try append(row[time], row[value], to: position, line: rows.line)
            for (column, place) in further {
                let number = try Self.number(row[place], of: column, line: rows.line)
                series[position].columns[column, default: []].append(number)
            }
        }
        readCompactDays()
    }

    /// Numbers that are days without hyphens, every one of them: `20260131`, of 1900 to 2100.
    private mutating func readCompactDays() {
        guard series.allSatisfy({ $0.times.allSatisfy { $0.asCompactDay != nil } }) else { return }
        for index in series.indices {
            series[index].times = series[index].times.map { $0.asCompactDay ?? $0 }
        }
    }

    private mutating func append(
        _ time: [UInt8], _ value: [UInt8], to position: Int, line: Int
    ) throws(SeriesTableError) {
        let text = String(decoding: time, as: UTF8.self)
        guard let point = TimePoint(text) else {
            throw SeriesTableError(
                line: line,
                "has \"\(text)\" for ds; write 2026-11-23, 2026-11-23 14:00 or a number")
        }
        series[position].times.append(point)
        series[position].values.append(try Self.number(value, of: "y", line: line))
    }

    private static func number(
        _ bytes: [UInt8], of column: String, line: Int
    ) throws(SeriesTableError) -> Double {
        if let value = bytes.withUnsafeBufferPointer({ DoubleText.parse(bytes: $0) }) {
            return value
        }
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        guard ["", "nan", "na", "null", "none"].contains(text) else {
            throw SeriesTableError(line: line, "has \"\(text)\" for \(column), which is no number")
        }
        return .nan
    }
}

/// What is wrong with a table of series, and where.
public struct SeriesTableError: Error, Sendable {
    public let line: Int
    public let message: String

    init(line: Int, _ message: String) {
        self.line = line
        self.message = "line \(line) \(message)"
    }

    static let empty = SeriesTableError(line: 1, "has no header: the table is empty")
}

/// Rows of comma-separated fields; a field in quotation marks may hold commas, line ends and
/// doubled quotation marks.
struct CSVRows {
    private let bytes: [UInt8]
    private var offset = 0
    /// The line of the row that was read last.
    private(set) var line = 0
    private var nextLine = 1

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    mutating func next() throws(SeriesTableError) -> [[UInt8]]? {
        guard offset < bytes.count else { return nil }
        line = nextLine
        var fields: [[UInt8]] = []
        while true {
            fields.append(try field())
            guard offset < bytes.count else { return fields }
            let byte = bytes[offset]
            offset += 1
            if byte == UInt8(ascii: ",") { continue }
            if byte == 13, offset < bytes.count, bytes[offset] == 10 { offset += 1 }
            nextLine += 1
            return fields
        }
    }

    private mutating func field() throws(SeriesTableError) -> [UInt8] {
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
            let start = offset
            while offset < bytes.count, !Self.ends(bytes[offset]) { offset += 1 }
            return Array(bytes[start..<offset])
        }
        var field: [UInt8] = []
        let opened = nextLine
        offset += 1
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            if byte == UInt8(ascii: "\"") {
                guard offset < bytes.count, bytes[offset] == byte else {
                    guard offset == bytes.count || Self.ends(bytes[offset]) else {
                        throw SeriesTableError(
                            line: nextLine, "has text after a closing quotation mark")
                    }
                    return field
                }
                offset += 1
            } else if byte == 10 {
                nextLine += 1
            }
            field.append(byte)
        }
        throw SeriesTableError(line: opened, "opens a quotation mark that nothing closes")
    }

    private static func ends(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == 10 || byte == 13
    }
}
