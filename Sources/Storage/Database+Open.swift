import Foundation

/// Opens the database at `location` and brings its schema forward.
///
/// - Throws: `StorageFault.unusable` when the place cannot be used: the folder is not writable, on
///   a network file system or full, another process owns it, the server cannot be reached, or the
///   schema was written by a newer version.
public func openDatabase(
    at location: DatabaseLocation, options: DatabaseOptions = DatabaseOptions(),
    migrations: [Migration] = Migration.all
) async throws -> any Database {
    // Opening waits for a disk or a server, so it has a thread of its own.
    try await withCheckedThrowingContinuation { caller in
        Thread.detachNewThread {
            caller.resume(
                with: Result { try open(location, options: options, migrations: migrations) })
        }
    }
}

private func open(
    _ location: DatabaseLocation, options: DatabaseOptions, migrations: [Migration]
) throws -> any Database {
    switch location {
    case .sqlite(let path):
        try SQLiteDatabase(path: path, options: options, migrations: migrations)
    case .postgresql(let uri):
        try PostgresDatabase(
            uri: uri, place: "\(location)", options: options, migrations: migrations)
    }
}
