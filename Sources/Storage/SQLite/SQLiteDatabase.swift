import Foundation
import GRDB

/// An SQLite file in WAL mode: every commit is on disk before it is answered, readers never wait
/// for the writer, and only the writer's connection moves the log into the file.
///
/// Readers cannot checkpoint: their connections are read-only and their automatic checkpoint is
/// off. That keeps Debian 12's SQLite 3.40 out of the reach of the WAL-reset bug that 3.51.3 fixed.
final class SQLiteDatabase: Database {
    let engine = Engine.sqlite
    private let pool: DatabasePool
    private let owner: FileOwner
    private let inbox: WorkQueue<any WriteTask>
    private let reads: WorkQueue<ReadTask>
    private let counts = WriterCounts()
    private let condition = WriterCondition()
    private let folder: String
    private let threads: [WorkerThread]

    /// - Throws: `unusable` when the place cannot be used, or what a migration throws.
    init(
        path: String, options: DatabaseOptions, migrations: [Migration]
    ) throws {
        folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try DataFolder.prepare(folder)
        owner = try FileOwner(of: path)
        try DataFolder.makePrivate(path)
        do {
            let pool = try DatabasePool(
                path: path, configuration: Self.configuration(readers: options.readers))
            try pool.writeWithoutTransaction { database in
                try Self.makeDurable(database)
                try Migrator(migrations).migrate(SQLiteMigrationTarget(database))
            }
            self.pool = pool
        } catch let error as DatabaseError {
            throw StorageFault.unusable("Cannot open \(path): \(error.message ?? "unknown").")
        }
        let inbox = WorkQueue<any WriteTask>(capacity: options.inbox)
        let reads = WorkQueue<ReadTask>(capacity: options.waitingReads)
        self.inbox = inbox
        self.reads = reads
        let pool = pool
        let (counts, condition) = (counts, condition)
        let writer = WorkerThread("sqlite writer") {
            pool.writeWithoutTransaction { database in
                let session = SQLiteSession(SQLiteConnection(database))
                GroupWriter(
                    inbox, limit: options.group, session: session, counts: counts,
                    condition: condition
                ).run()
            }
        }
        let readers = (1...options.readers).map { number in
            WorkerThread("sqlite reader \(number)") { Self.serve(reads, from: pool) }
        }
        threads = [writer] + readers
    }

    func read<T: Sendable>(
        _ body: @escaping @Sendable (any Snapshot) throws -> T
    ) async throws -> T {
        try await ReadTask.perform(on: reads, body)
    }

    func readOne<T: Sendable>(
        _ body: @escaping @Sendable (any Snapshot) throws -> T
    ) async throws -> T {
        try await ReadTask.perform(on: reads, isSingle: true, body)
    }

    func write<T: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> T
    ) async throws -> T {
        try await WriteTaskOf.perform(on: inbox, body)
    }

    var statistics: DatabaseStatistics {
        counts.statistics(waitingWrites: inbox.count, waitingReads: reads.count)
    }

    var writeFault: StorageFault? {
        guard let free = DataFolder.freeBytes(folder), free < DataFolder.leastToGoOn else {
            return condition.fault
        }
        return .full("The disk of the database is full: \(free >> 10) KiB are free.")
    }

    func close() async {
        inbox.close()
        reads.close()
        for thread in threads { await thread.join() }
        // SQLite moves the log into the file and removes it when the last connection closes, and a
        // read-only one cannot: the readers go first. An error here leaves the file to SQLite's own
        // recovery at the next start.
        pool.invalidateReadOnlyConnections()
        try? pool.close()
        owner.release()
    }

    private static func serve(_ reads: WorkQueue<ReadTask>, from pool: DatabasePool) {
        while let task = reads.take(1)?.first {
            do {
                try pool.unsafeRead { database in
                    let connection = SQLiteConnection(database)
                    if task.isSingle { return task.run(SQLiteSnapshot(connection)) }
                    try connection.run("BEGIN")
                    // The read has been answered by then, and a snapshot holds nothing to keep.
                    defer { try? connection.run("COMMIT") }
                    task.run(SQLiteSnapshot(connection))
                }
            } catch {
                task.refuse(StorageFault(error))
            }
        }
    }

    private static func configuration(readers: Int) -> Configuration {
        var configuration = Configuration()
        configuration.maximumReaderCount = readers
        configuration.persistentReadOnlyConnections = true
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            try database.execute(sql: "PRAGMA mmap_size = 0")
            if database.configuration.readonly {
                try database.execute(sql: "PRAGMA query_only = ON")
                try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
            } else {
                try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
                // 8 MiB of pages and a checkpoint each 16 MiB: keys are spread over the indices.
                try database.execute(sql: "PRAGMA cache_size = -8192")
                try database.execute(sql: "PRAGMA wal_autocheckpoint = 4096")
            }
        }
        return configuration
    }

    /// GRDB relaxes `synchronous` for WAL when it opens the writer; here it is set back, and both
    /// settings are read again because everything rests on them.
    private static func makeDurable(_ database: GRDB.Database) throws {
        try database.execute(sql: "PRAGMA synchronous = FULL")
        let level = try Int.fetchOne(database, sql: "PRAGMA synchronous")
        let journal = try String.fetchOne(database, sql: "PRAGMA journal_mode")
        guard level == 2, journal == "wal" else {
            throw StorageFault.unusable(
                "SQLite refused synchronous = FULL or the write-ahead log on this file system.")
        }
    }
}
