import Foundation
import Storage

/// Opens fresh databases for one test and removes them after it.
enum TestDatabase {
    static func with<T: Sendable>(
        _ engine: Engine, options: DatabaseOptions = DatabaseOptions(),
        migrations: [Migration] = SampleSchema.migrations,
        _ body: (any Database) async throws -> T
    ) async throws -> T {
        try await withLocation(engine) { location in
            let database = try await openDatabase(
                at: location, options: options, migrations: migrations)
            do {
                let result = try await body(database)
                await database.close()
                return result
            } catch {
                await database.close()
                throw error
            }
        }
    }

    /// A place where no database has been yet.
    static func withLocation<T>(
        _ engine: Engine, _ body: (DatabaseLocation) async throws -> T
    ) async throws -> T {
        switch engine {
        case .sqlite:
            try await withFolder { try await body(DatabaseLocation($0)) }
        case .postgresql:
            try await PostgresCluster.shared.withDatabase { try await body(DatabaseLocation($0)) }
        }
    }

    static func withFolder<T>(_ body: (String) async throws -> T) async throws -> T {
        // On the disk, also where the other tests live in memory.
        let folder = "/tmp/storage-tests-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(folder)
    }
}
