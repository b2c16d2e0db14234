import CPostgres

/// Values of one statement in PostgreSQL's binary form, all in one buffer.
struct PostgresParameters {
    private(set) var bytes: [UInt8] = []
    /// Where each value stands in `bytes`; nil is null.
    private(set) var spans: [Range<Int>?] = []
    private(set) var formats: [CInt] = []

    static let none = PostgresParameters()

    /// - Parameter types: the types that the server found for `$1`, `$2`, ...
    /// - Throws: `engine` when the values do not fit the statement's parameters.
    init(_ values: [Value], as types: [Oid], _ sql: String) throws(StorageFault) {
        if values.count != types.count {
            throw .engine(
                "\(values.count) values for a statement with \(types.count) parameters: \(sql)")
        }
        for (index, value) in values.enumerated() {
            let start = bytes.count
            let format: CInt
            do throws(StorageFault) {
                format = try Self.encode(value, as: types[index], into: &bytes)
            } catch {
                throw .engine("$\(index + 1) \(error.text): \(sql)")
            }
            spans.append(value == .null ? nil : start..<bytes.count)
            formats.append(format)
        }
    }

    /// One array for each column.
    init(columns: [[Value]], elements: [Oid], names: [String]) throws(StorageFault) {
        for (index, column) in columns.enumerated() {
            let start = bytes.count
            let hasNull = column.contains(.null)
            // Dimensions, null flag, element type, then length and lower bound of the dimension.
            for field in [1, hasNull ? 1 : 0, Int32(bitPattern: elements[index])] {
                Self.append(field, to: &bytes)
            }
            Self.append(Int32(column.count), to: &bytes)
            Self.append(Int32(1), to: &bytes)
            for value in column {
                do throws(StorageFault) {
                    try appendElement(value, elements[index])
                } catch {
                    throw .engine("\(names[index]) \(error.text)")
                }
            }
            spans.append(start..<bytes.count)
            formats.append(1)
        }
    }

    private init() {}

    private mutating func appendElement(_ value: Value, _ type: Oid) throws(StorageFault) {
        let start = bytes.count
        Self.append(Int32(-1), to: &bytes)
        if value == .null { return }
        _ = try Self.encode(value, as: type, into: &bytes)
        let length = UInt32(bytes.count - start - 4)
        for place in 0..<4 {
            bytes[start + place] = UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32(place)))
        }
    }

    /// Calls `body` with the three arrays that libpq takes.
    func withPointers<T>(
        _ body: (
            UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<CInt>?, UnsafePointer<CInt>?
        ) -> T
    ) -> T {
        bytes.withUnsafeBytes { buffer in
            // An empty value at the end of the buffer still needs an address that is not null.
            let empty: StaticString = ""
            let emptyStart = UnsafeRawPointer(empty.utf8Start)
            let values = spans.map { span -> UnsafePointer<CChar>? in
                guard let span else { return nil }
                let start = buffer.baseAddress.map { $0 + span.lowerBound } ?? emptyStart
                return start.assumingMemoryBound(to: CChar.self)
            }
            let lengths = spans.map { CInt($0?.count ?? 0) }
            return body(values, lengths, formats)
        }
    }

    /// Appends the value and returns its format: 1 is binary, 0 text.
    private static func encode(
        _ value: Value, as type: Oid, into bytes: inout [UInt8]
    ) throws(StorageFault) -> CInt {
        switch (value, type) {
        case (.null, _): return 1
        case (.integer(let number), PostgresType.int8):
            append(number, to: &bytes)
        case (.integer(let number), PostgresType.int4):
            append(try narrow(number, Int32.self), to: &bytes)
        case (.integer(let number), PostgresType.int2):
            append(try narrow(number, Int16.self), to: &bytes)
        case (.integer(let number), PostgresType.bool):
            bytes.append(number == 0 ? 0 : 1)
        case (.integer(let number), PostgresType.float8):
            append(Double(number).bitPattern, to: &bytes)
        case (.integer(let number), PostgresType.numeric):
            bytes.append(contentsOf: "\(number)".utf8)
            return 0
        case (.real(let number), PostgresType.float8):
            append(number.bitPattern, to: &bytes)
        case (.real(let number), PostgresType.numeric):
            bytes.append(contentsOf: "\(number)".utf8)
            return 0
        case (.bytes(let content), PostgresType.bytea):
            bytes.append(contentsOf: content)
        case (.text(let text), _) where PostgresType.isText(type):
            bytes.append(contentsOf: text.utf8)
        default:
            throw .engine(
                "is \(kind(value)) where the statement takes type \(type) (write CAST if the "
                    + "statement does not say which type it means)")
        }
        return 1
    }

    private static func narrow<T: FixedWidthInteger>(
        _ number: Int64, _ type: T.Type
    ) throws(StorageFault) -> T {
        guard let narrow = T(exactly: number) else {
            throw .engine("is \(number), more than \(T.bitWidth) bits")
        }
        return narrow
    }

    private static func append<T: FixedWidthInteger>(_ number: T, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    private static func kind(_ value: Value) -> String {
        switch value {
        case .null: "null"
        case .integer: "an integer"
        case .real: "a real number"
        case .text: "text"
        case .bytes: "bytes"
        }
    }
}

extension StorageFault {
    fileprivate var text: String {
        if case .engine(let text) = self { text } else { "\(self)" }
    }
}
