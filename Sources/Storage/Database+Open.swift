/// Opens the database at `location` and brings its schema forward.
///
/// - Throws: `StorageFault.unusable` when the place cannot be used: the folder is not writable, on
///   a network file system or full, another process owns it, the server cannot be reached, or the
///   schema was written by a newer version.
public func openDatabase(
    at location: DatabaseLocation, options: DatabaseOptions = DatabaseOptions(),
    migrations: [Migration] = Migration.all
) async throws -> any Database {
    switch location {
    case .sqlite(let path):
        return try SQLiteDatabase(path: path, options: options, migrations: migrations)
    case .postgresql:
        throw StorageFault.unusable("PostgreSQL is not available in this build.")
    }
}
