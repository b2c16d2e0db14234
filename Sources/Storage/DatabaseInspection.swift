import Foundation
import GRDB

/// What a look at a database says that changes nothing: no file is made, no step is taken.
public enum DatabaseInspection: Sendable, Equatable {
    /// There is none yet.
    case missing
    /// Another process owns it; it is named.
    case owned(String)
    /// It answers, with its schema at this step.
    case answers(step: Int)

    /// - Throws: `StorageFault` when there is one that cannot be read.
    public static func look(at location: DatabaseLocation) async throws -> DatabaseInspection {
        try await withCheckedThrowingContinuation { caller in
            Thread.detachNewThread {
                caller.resume(
                    with: Result {
                        switch location {
                        case .sqlite(let path): try sqlite(path)
                        case .postgresql(let uri): try postgresql(uri)
                        }
                    })
            }
        }
    }

    private static let steps = "SELECT COALESCE(MAX(number), 0) FROM migration"

    private static func sqlite(_ path: String) throws -> DatabaseInspection {
        guard FileManager.default.fileExists(atPath: path) else { return .missing }
        if let owner = FileOwner.current(of: path) { return .owned(owner) }
        // A log that a crash left behind is part of the database. Without one, nothing but the
        // file is opened, so that not even the log's index is made.
        let log = try? FileManager.default.attributesOfItem(atPath: path + "-wal")
        let hasLog = ((log?[.size] as? NSNumber)?.intValue ?? 0) > 0
        var configuration = Configuration()
        configuration.readonly = true
        let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "?#%"))
        let escaped = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
        do {
            let queue = try DatabaseQueue(
                path: hasLog ? path : "file:\(escaped)?immutable=1",
                configuration: configuration)
            let step = try queue.read { database in
                try database.tableExists("migration")
                    ? try Int.fetchOne(database, sql: steps) ?? 0 : 0
            }
            try queue.close()
            return .answers(step: step)
        } catch let error as DatabaseError {
            throw StorageFault.unusable("Cannot read \(path): \(error.message ?? "unknown").")
        }
    }

    private static func postgresql(_ uri: String) throws -> DatabaseInspection {
        let connection = try PostgresConnection(uri: uri)
        var hasHistory = false
        try connection.each("SELECT 1 WHERE to_regclass('migration') IS NOT NULL", []) { _ in
            hasHistory = true
        }
        guard hasHistory else { return .missing }
        var step = 0
        try connection.each(steps, []) { step = Int(try $0.integer(0)) }
        return .answers(step: step)
    }
}
