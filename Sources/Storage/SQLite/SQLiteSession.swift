/// The writer connection of an SQLite file.
///
/// After the disk has failed it writes nothing more: SQLite cannot know what of the failed write
/// reached the disk, and says so only when the file is opened again. A full disk is no failure:
/// each write is tried, and comes through when there is room.
final class SQLiteSession: WriterSession {
    private let connection: SQLiteConnection
    private var diskFault: String?

    init(_ connection: SQLiteConnection) {
        self.connection = connection
    }

    var engine: Engine { .sqlite }
    var isInTransaction: Bool { connection.isInTransaction }

    func begin() throws {
        if let diskFault {
            throw StorageFault.unusable(
                "The database is read-only since a write failed. \(diskFault) See to the disk, "
                    + "then start again.")
        }
        try watch { try connection.run("BEGIN IMMEDIATE") }
    }

    func commit() throws {
        do {
            try watch { try connection.run("COMMIT") }
        } catch  where diskFault != nil {
            throw StorageFault.unknownOutcome(
                "The disk failed while committing; whether the change was kept shows when the "
                    + "database is opened again. \(diskFault ?? "")")
        } catch StorageFault.full(let reason) where connection.indexLackedRoom {
            // Its frames may be in the log: a crash now would find them there and keep them.
            throw StorageFault.unknownOutcome(
                "The disk was full while committing; whether the change was kept shows when the "
                    + "same is asked again. \(reason)")
        }
    }

    func rollback() {
        if !connection.isInTransaction { return }
        do { try connection.run("ROLLBACK") } catch {
            diskFault = diskFault ?? "\(error)"
        }
    }

    func savepoint() throws { try watch { try connection.run("SAVEPOINT command") } }
    func release() throws { try watch { try connection.run("RELEASE command") } }
    func rollbackToSavepoint() throws {
        try watch {
            try connection.run("ROLLBACK TO command")
            try connection.run("RELEASE command")
        }
    }

    func each(
        _ sql: String, _ values: [Value], isRead: Bool, _ body: (any Row) throws -> Void
    ) throws {
        try watch { try connection.run(sql, values, body) }
    }

    func execute(_ sql: String, _ values: [Value]) throws -> Int {
        try watch { try connection.run(sql, values) }
        return connection.changes
    }

    /// One prepared statement stepped once for each row: there is no round trip to save.
    func insert(_ rows: [[Value]], into table: AppendedTable) throws {
        let marks = (1...table.columns.count).map { "$\($0)" }.joined(separator: ", ")
        let names = table.columns.joined(separator: ", ")
        let sql = "INSERT INTO \(table.name) (\(names)) VALUES (\(marks))"
        try watch { try connection.runEach(sql, count: rows.count) { rows[$0] } }
    }

    func add(_ deltas: [CounterDelta], to counter: Counter) throws {
        let names = (counter.key + [counter.column]).joined(separator: ", ")
        let marks = (1...(counter.key.count + 1)).map { "$\($0)" }.joined(separator: ", ")
        let sql = """
            INSERT INTO \(counter.table) (\(names)) VALUES (\(marks)) \
            ON CONFLICT (\(counter.key.joined(separator: ", "))) DO UPDATE \
            SET \(counter.column) = \(counter.table).\(counter.column) + excluded.\(counter.column)
            """
        try watch {
            try connection.runEach(sql, count: deltas.count) {
                deltas[$0].key + [.integer(deltas[$0].delta)]
            }
        }
    }

    func settle() throws {}

    private func watch(_ work: () throws -> Void) throws {
        do { try work() } catch {
            if connection.diskHasFailed, diskFault == nil {
                if case .engine(let text)? = error as? StorageFault {
                    diskFault = text
                } else {
                    diskFault = "\(error)"
                }
            }
            throw error
        }
    }
}
