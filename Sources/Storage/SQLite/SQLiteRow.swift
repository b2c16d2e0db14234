import GRDBSQLite

/// The row on which a statement stands.
final class SQLiteRow: Row {
    private let statement: OpaquePointer

    init(_ statement: OpaquePointer) {
        self.statement = statement
    }

    func isNull(_ column: Int) -> Bool {
        sqlite3_column_type(statement, CInt(column)) == SQLITE_NULL
    }

    func integer(_ column: Int) throws -> Int64 {
        try check(column, SQLITE_INTEGER, "integer")
        return sqlite3_column_int64(statement, CInt(column))
    }

    func real(_ column: Int) throws -> Double {
        if sqlite3_column_type(statement, CInt(column)) != SQLITE_INTEGER {
            try check(column, SQLITE_FLOAT, "real")
        }
        return sqlite3_column_double(statement, CInt(column))
    }

    func text(_ column: Int) throws -> String {
        String(decoding: try utf8(column), as: UTF8.self)
    }

    func bytes(_ column: Int) throws -> [UInt8] {
        try check(column, SQLITE_BLOB, "bytes")
        let base = sqlite3_column_blob(statement, CInt(column))
        let count = Int(sqlite3_column_bytes(statement, CInt(column)))
        return Array(UnsafeRawBufferPointer(start: base, count: base == nil ? 0 : count))
    }

    func appendText(_ column: Int, to buffer: inout [UInt8]) throws {
        buffer.append(contentsOf: try utf8(column))
    }

    private func utf8(_ column: Int) throws -> UnsafeBufferPointer<UInt8> {
        try check(column, SQLITE_TEXT, "text")
        let base = sqlite3_column_text(statement, CInt(column))
        let count = Int(sqlite3_column_bytes(statement, CInt(column)))
        return UnsafeBufferPointer(start: base, count: base == nil ? 0 : count)
    }

    private func check(_ column: Int, _ type: CInt, _ wanted: String) throws {
        if column < 0 || column >= Int(sqlite3_data_count(statement))
            || sqlite3_column_type(statement, CInt(column)) != type
        {
            throw StorageFault.column(column, wanted: wanted)
        }
    }
}
