import Foundation

/// What the migrator needs of an engine: one connection that can run a script in a transaction.
protocol MigrationTarget {
    var engine: Engine { get }
    /// Runs `work` in one write transaction that no other node's migrator shares.
    func transaction(_ work: () throws -> Void) throws
    func script(_ sql: String) throws
    func execute(_ sql: String, _ values: [Value]) throws
    func each(_ sql: String, _ body: (any Row) throws -> Void) throws
}

/// Brings a schema forward, one step per transaction, and refuses a history that is not its own.
struct Migrator {
    private let migrations: [Migration]

    init(_ migrations: [Migration]) {
        self.migrations = migrations
    }

    /// - Throws: `unusable` when an applied step has changed or is unknown; the engine's own fault,
    ///   with the step's name, when a step fails.
    func migrate(_ target: any MigrationTarget) throws {
        try target.transaction { try target.script(Self.history.sql(for: target.engine)) }
        let applied = try applied(target)
        try check(applied)
        for migration in migrations.dropFirst(applied.count) {
            try target.transaction {
                // Another node may have taken this step since the history was read.
                if try self.applied(target).count < migration.number {
                    try apply(migration, to: target)
                }
            }
        }
    }

    private static let history = Migration(
        0, "history",
        Array(
            """
            CREATE TABLE IF NOT EXISTS migration (
              number BIGINT PRIMARY KEY,
              name TEXT NOT NULL,
              sha256 TEXT NOT NULL,
              applied_at BIGINT NOT NULL
            ) STRICT;
            """.utf8))

    private func apply(_ migration: Migration, to target: any MigrationTarget) throws {
        do {
            try target.script(migration.sql(for: target.engine))
        } catch {
            throw StorageFault.engine("Migration \(migration.number) (\(migration.name)): \(error)")
        }
        let now = Int64(Date().timeIntervalSince1970 * 1_000_000)
        try target.execute(
            "INSERT INTO migration (number, name, sha256, applied_at) VALUES ($1, $2, $3, $4)",
            [
                .integer(Int64(migration.number)), .text(migration.name),
                .text(migration.sha256), .integer(now),
            ])
    }

    private func applied(_ target: any MigrationTarget) throws -> [(number: Int, sha256: String)] {
        var found: [(number: Int, sha256: String)] = []
        try target.each("SELECT number, sha256 FROM migration ORDER BY number") { row in
            found.append((Int(try row.integer(0)), try row.text(1)))
        }
        return found
    }

    private func check(_ applied: [(number: Int, sha256: String)]) throws {
        for (index, step) in applied.enumerated() {
            guard index < migrations.count, migrations[index].number == step.number else {
                throw StorageFault.unusable(
                    "The database has migration \(step.number), which this version does not know. "
                        + "Start the version that wrote it, or a newer one.")
            }
            if migrations[index].sha256 != step.sha256 {
                throw StorageFault.unusable(
                    "Migration \(step.number) (\(migrations[index].name)) has changed since it was "
                        + "applied to this database. Applied migrations are frozen: add a new one.")
            }
        }
    }
}
