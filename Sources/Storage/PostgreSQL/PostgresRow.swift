import CPostgres

/// One row of a binary result.
final class PostgresRow: Row {
    private let result: PostgresResult
    private let columns: Int
    var index = 0

    init(_ result: PostgresResult) {
        self.result = result
        columns = Int(PQnfields(result.pointer))
    }

    func isNull(_ column: Int) -> Bool {
        column < 0 || column >= columns
            || PQgetisnull(result.pointer, CInt(index), CInt(column)) != 0
    }

    func integer(_ column: Int) throws -> Int64 {
        let (type, bytes) = try value(column, "integer")
        switch type {
        case PostgresType.int8: return bytes.loadBigEndian(Int64.self)
        case PostgresType.int4: return Int64(bytes.loadBigEndian(Int32.self))
        case PostgresType.int2: return Int64(bytes.loadBigEndian(Int16.self))
        case PostgresType.bool: return bytes[0] == 0 ? 0 : 1
        case PostgresType.numeric:
            guard let number = PostgresNumeric(bytes).integer else {
                throw StorageFault.column(column, wanted: "integer")
            }
            return number
        default: throw StorageFault.column(column, wanted: "integer")
        }
    }

    func real(_ column: Int) throws -> Double {
        let (type, bytes) = try value(column, "real")
        switch type {
        case PostgresType.float8: return Double(bitPattern: bytes.loadBigEndian(UInt64.self))
        case PostgresType.float4:
            return Double(Float(bitPattern: bytes.loadBigEndian(UInt32.self)))
        case PostgresType.numeric:
            guard let number = PostgresNumeric(bytes).real else {
                throw StorageFault.column(column, wanted: "real")
            }
            return number
        case PostgresType.int8, PostgresType.int4, PostgresType.int2:
            return Double(try integer(column))
        default: throw StorageFault.column(column, wanted: "real")
        }
    }

    func text(_ column: Int) throws -> String {
        String(decoding: try utf8(column), as: UTF8.self)
    }

    func bytes(_ column: Int) throws -> [UInt8] {
        let (type, bytes) = try value(column, "bytes")
        if type != PostgresType.bytea { throw StorageFault.column(column, wanted: "bytes") }
        return Array(bytes)
    }

    func appendText(_ column: Int, to buffer: inout [UInt8]) throws {
        buffer.append(contentsOf: try utf8(column))
    }

    private func utf8(_ column: Int) throws -> UnsafeRawBufferPointer {
        let (type, bytes) = try value(column, "text")
        if !PostgresType.isText(type) { throw StorageFault.column(column, wanted: "text") }
        return bytes
    }

    private func value(
        _ column: Int, _ wanted: String
    ) throws -> (type: Oid, bytes: UnsafeRawBufferPointer) {
        if isNull(column) { throw StorageFault.column(column, wanted: wanted) }
        let start = PQgetvalue(result.pointer, CInt(index), CInt(column))
        let length = Int(PQgetlength(result.pointer, CInt(index), CInt(column)))
        return (
            PQftype(result.pointer, CInt(column)),
            UnsafeRawBufferPointer(start: start, count: length)
        )
    }
}

extension UnsafeRawBufferPointer {
    /// The number at the start; zero-padded where the buffer is shorter.
    func loadBigEndian<T: FixedWidthInteger>(_ type: T.Type, at offset: Int = 0) -> T {
        var number: T = 0
        for index in 0..<(T.bitWidth / 8) {
            let byte = offset + index < count ? self[offset + index] : 0
            number = (number << 8) | T(truncatingIfNeeded: byte)
        }
        return number
    }
}
