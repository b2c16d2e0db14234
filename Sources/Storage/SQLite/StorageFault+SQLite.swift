import Foundation
import GRDB
import GRDBSQLite

extension StorageFault {
    init(_ error: DatabaseError) {
        self.init(
            code: error.extendedResultCode.rawValue, message: error.message ?? "unknown")
    }

    /// - Parameter code: SQLite's extended result code.
    /// - Parameter system: the code of the operating system beneath it, 0 where there is none.
    init(code: CInt, system: CInt = 0, message: String) {
        switch code & 0xFF {
        case _ where Self.isLackOfRoom(code: code, system: system):
            self = .full("The disk of the database is full: \(message).")
        // A sum that leaves 64 bits becomes a real number, which an integer column refuses.
        case SQLITE_CONSTRAINT where code == SQLITE_CONSTRAINT | (12 << 8):
            self = .outOfRange(message)
        case SQLITE_CONSTRAINT: self = .constraint(message)
        case SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB:
            self = .engine("The disk failed: \(message) (\(code)).")
        case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM:
            self = .unusable("The database file cannot be opened for writing: \(message).")
        default: self = .engine("\(message) (\(code))")
        }
    }

    /// Whether a result code says that the disk, not the statement, is at fault, and that nobody
    /// knows what of a write has reached it.
    static func isDiskFailure(code: CInt, system: CInt) -> Bool {
        [SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB].contains(code & 0xFF)
            && !isLackOfRoom(code: code, system: system)
    }

    /// A write that found no room has written nothing that counts: the log's frames count from
    /// their commit on. A quota is reported as a failed write, and the log's index, which is made
    /// anew at every start, as a size that cannot be had. A flush that fails is another matter:
    /// afterwards the system no longer knows what it has not written.
    private static func isLackOfRoom(code: CInt, system: CInt) -> Bool {
        let lacksRoom = system == ENOSPC || system == EDQUOT
        return code & 0xFF == SQLITE_FULL || isIndexWithoutRoom(code: code)
            || lacksRoom && code == SQLITE_IOERR | (3 << 8)
    }

    /// Whether the log's index could not grow: at a commit its frames may be in the log by then.
    static func isIndexWithoutRoom(code: CInt) -> Bool { code == SQLITE_IOERR | (19 << 8) }
}
