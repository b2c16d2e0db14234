import CPostgres

/// A PostgreSQL database, version 15 or newer, through libpq on threads of its own.
///
/// `synchronous_commit` stays on. When the server restarts, the threads connect again; a commit
/// that was under way then is answered with `unknownOutcome`.
final class PostgresDatabase: Database {
    let engine = Engine.postgresql
    private let inbox: WorkQueue<any WriteTask>
    private let reads: WorkQueue<ReadTask>
    private let counts = WriterCounts()
    private let condition = WriterCondition()
    private let threads: [WorkerThread]

    /// - Throws: `unusable` when the server cannot be reached or is not fit, or what a migration
    ///   throws.
    init(
        uri: String, place: String, options: DatabaseOptions, migrations: [Migration]
    ) throws {
        do throws(StorageFault) {
            let connection = try PostgresConnection(uri: uri)
            try Self.check(connection, place)
            do {
                try Migrator(migrations).migrate(PostgresMigrationTarget(connection))
            } catch {
                throw StorageFault(error)
            }
        } catch {
            if case .unavailable(let reason, _) = error {
                throw StorageFault.unusable("Cannot use \(place). \(reason)")
            }
            throw error
        }
        let inbox = WorkQueue<any WriteTask>(capacity: options.inbox)
        let reads = WorkQueue<ReadTask>(capacity: options.waitingReads)
        self.inbox = inbox
        self.reads = reads
        let (counts, condition) = (counts, condition)
        let patience = options.reconnectSeconds
        let growth = PostgresGrowth()
        let writer = WorkerThread("postgresql writer") {
            let link = PostgresLink(uri: uri, patience: patience, growth: growth) { pause in
                inbox.waitUntilClosed(seconds: pause)
            }
            GroupWriter(
                inbox, limit: options.group, session: PostgresSession(link, growth),
                counts: counts, condition: condition
            ).run()
        }
        let readers = (1...options.readers).map { number in
            WorkerThread("postgresql reader \(number)") {
                Self.serve(
                    reads,
                    PostgresLink(uri: uri, patience: patience, growth: growth) { pause in
                        reads.waitUntilClosed(seconds: pause)
                    })
            }
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

    var writeFault: StorageFault? { condition.fault }

    func close() async {
        inbox.close()
        reads.close()
        for thread in threads { await thread.join() }
    }

    private static func serve(_ reads: WorkQueue<ReadTask>, _ link: PostgresLink) {
        while let task = reads.take(1)?.first {
            do throws(StorageFault) {
                let connection = try link.connection()
                if task.isSingle {
                    task.run(PostgresSnapshot(connection))
                    continue
                }
                connection.enqueue("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                task.run(PostgresSnapshot(connection))
                end(connection, link)
            } catch {
                task.refuse(error)
            }
        }
    }

    /// The read has been answered by now; a connection that cannot end its transaction is dropped.
    private static func end(_ connection: PostgresConnection, _ link: PostgresLink) {
        connection.dropQueue()
        if connection.transactionStatus == PQTRANS_IDLE { return }
        connection.enqueue("COMMIT")
        do throws(StorageFault) { try connection.flush() } catch { link.drop() }
    }

    private static func check(
        _ connection: PostgresConnection, _ place: String
    ) throws(StorageFault) {
        let settings = try connection.run(
            """
            SELECT CAST(current_setting('server_version_num') AS BIGINT),
                   current_setting('server_encoding')
            """, [])
        let row = PostgresRow(settings)
        do {
            let version = try row.integer(0)
            if version < 150_000 {
                throw StorageFault.unusable("\(place) is older than PostgreSQL 15 (\(version)).")
            }
            let encoding = try row.text(1)
            if encoding != "UTF8" {
                throw StorageFault.unusable(
                    "The database at \(place) is encoded in \(encoding). Create it with ENCODING "
                        + "'UTF8' TEMPLATE template0.")
            }
        } catch {
            throw StorageFault(error)
        }
    }
}
