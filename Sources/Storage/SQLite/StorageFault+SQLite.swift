import GRDB
import GRDBSQLite

extension StorageFault {
    init(_ error: DatabaseError) {
        self.init(
            code: error.extendedResultCode.rawValue, message: error.message ?? "unknown")
    }

    /// - Parameter code: SQLite's extended result code.
    init(code: CInt, message: String) {
        switch code & 0xFF {
        // A sum that leaves 64 bits becomes a real number, which an integer column refuses.
        case SQLITE_CONSTRAINT where code == SQLITE_CONSTRAINT | (12 << 8):
            self = .outOfRange(message)
        case SQLITE_CONSTRAINT: self = .constraint(message)
        case SQLITE_FULL: self = .engine("The disk is full: \(message).")
        case SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB:
            self = .engine("The disk failed: \(message) (\(code)).")
        case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM:
            self = .unusable("The database file cannot be opened for writing: \(message).")
        default: self = .engine("\(message) (\(code))")
        }
    }

    /// Whether a result code says that the disk, not the statement, is at fault.
    static func isDiskFailure(code: CInt) -> Bool {
        [SQLITE_FULL, SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB].contains(code & 0xFF)
    }
}
