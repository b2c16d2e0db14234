import GRDB
import GRDBSQLite

/// Runs statements of one SQLite connection through SQLite's own interface: GRDB keeps the
/// connections, the cache of prepared statements and the threads, the columns are read raw.
final class SQLiteConnection {
    let database: GRDB.Database
    /// True once any statement has met a failing disk. A full one is not failing.
    private(set) var diskHasFailed = false
    /// The last failure was of the log's index, which had no room to grow.
    private(set) var indexLackedRoom = false

    init(_ database: GRDB.Database) {
        self.database = database
    }

    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    var changes: Int { Int(sqlite3_changes(handle)) }

    private var handle: OpaquePointer? { database.sqliteConnection }

    /// Steps through all rows.
    func run(
        _ sql: String, _ values: [Value] = [], _ body: (any Row) throws -> Void = { _ in }
    ) throws {
        let statement = try prepared(sql)
        let pointer = statement.sqliteStatement
        try withExtendedLifetime(statement) {
            defer {
                sqlite3_reset(pointer)
                sqlite3_clear_bindings(pointer)
            }
            try bind(values, to: pointer, sql)
            let row = SQLiteRow(pointer)
            while true {
                switch sqlite3_step(pointer) {
                case SQLITE_ROW: try body(row)
                case SQLITE_DONE: return
                default: throw fault()
                }
            }
        }
    }

    /// Runs one statement for many rows of values; every row changes or inserts.
    func runEach(_ sql: String, count: Int, _ values: (Int) -> [Value]) throws {
        let statement = try prepared(sql)
        let pointer = statement.sqliteStatement
        try withExtendedLifetime(statement) {
            defer {
                sqlite3_reset(pointer)
                sqlite3_clear_bindings(pointer)
            }
            for index in 0..<count {
                try bind(values(index), to: pointer, sql)
                if sqlite3_step(pointer) != SQLITE_DONE { throw fault() }
                sqlite3_reset(pointer)
            }
        }
    }

    private func prepared(_ sql: String) throws -> Statement {
        do {
            let cached = try database.cachedStatement(sql: sql)
            // A row of this very statement is being read further up the stack.
            if sqlite3_stmt_busy(cached.sqliteStatement) != 0 {
                return try database.makeStatement(sql: sql)
            }
            return cached
        } catch let error as DatabaseError {
            throw StorageFault(error)
        }
    }

    /// SQLite numbers `$2` by the place where it first stands in the text, so values are found by
    /// the parameter's name.
    private func bind(_ values: [Value], to statement: OpaquePointer, _ sql: String) throws {
        let count = sqlite3_bind_parameter_count(statement)
        if Int(count) != values.count {
            throw StorageFault.engine(
                "\(values.count) values for a statement with \(count) parameters: \(sql)")
        }
        guard count > 0 else { return }
        for index in 1...count {
            let number = Self.number(ofParameter: sqlite3_bind_parameter_name(statement, index))
            guard number >= 1, number <= values.count else {
                throw StorageFault.engine("Parameters are $1 to $\(count) without a gap: \(sql)")
            }
            if bind(values[number - 1], to: statement, index) != SQLITE_OK { throw fault() }
        }
    }

    private static func number(ofParameter name: UnsafePointer<CChar>?) -> Int {
        guard var digit = name, digit.pointee == CChar(UInt8(ascii: "$")) else { return 0 }
        var number = 0
        digit += 1
        while digit.pointee != 0, number < 100_000 {
            let unit = Int(digit.pointee) - Int(UInt8(ascii: "0"))
            if unit < 0 || unit > 9 { return 0 }
            number = number * 10 + unit
            digit += 1
        }
        return number
    }

    private func bind(_ value: Value, to statement: OpaquePointer, _ index: CInt) -> CInt {
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch value {
        case .null:
            return sqlite3_bind_null(statement, index)
        case .integer(let number):
            return sqlite3_bind_int64(statement, index, number)
        case .real(let number):
            return sqlite3_bind_double(statement, index, number)
        case .text(var text):
            return text.withUTF8 { utf8 in
                utf8.withMemoryRebound(to: CChar.self) { chars in
                    // An empty text has no address, and no address would bind null.
                    guard let base = chars.baseAddress else {
                        return sqlite3_bind_text(statement, index, "", 0, copied)
                    }
                    return sqlite3_bind_text(statement, index, base, CInt(chars.count), copied)
                }
            }
        case .bytes(let bytes):
            if bytes.isEmpty { return sqlite3_bind_zeroblob(statement, index, 0) }
            return sqlite3_bind_blob64(
                statement, index, bytes, sqlite3_uint64(bytes.count), copied)
        }
    }

    private func fault() -> StorageFault {
        let code = sqlite3_extended_errcode(handle)
        let system = sqlite3_system_errno(handle)
        if StorageFault.isDiskFailure(code: code, system: system) { diskHasFailed = true }
        indexLackedRoom = StorageFault.isIndexWithoutRoom(code: code)
        return StorageFault(
            code: code, system: system,
            message: sqlite3_errmsg(handle).map { String(cString: $0) } ?? "unknown")
    }
}
