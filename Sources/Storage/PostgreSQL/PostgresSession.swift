import CPostgres

/// The writer connection. Everything that needs no answer travels with the next statement that
/// does; a group of appended rows is one round trip, its commit included.
///
/// Each group takes one advisory lock of the database first. So the writers of several nodes take
/// turns, and what a command reads cannot change before it writes.
final class PostgresSession: WriterSession {
    private let link: PostgresLink
    private let growth: PostgresGrowth
    private var open: PostgresConnection?
    private var memo = PostgresMemo()
    private var inserts: [AppendedTable: PostgresInsert] = [:]
    private var additions: [Counter: PostgresInsert] = [:]

    init(_ link: PostgresLink, _ growth: PostgresGrowth) {
        self.link = link
        self.growth = growth
    }

    var engine: Engine { .postgresql }

    /// "commons" in ASCII.
    static let writerLock: Int64 = 0x63_6F6D_6D6F_6E73

    var isInTransaction: Bool {
        guard let open, !open.isBroken else { return false }
        return open.hasQueue || open.transactionStatus == PQTRANS_INTRANS
    }

    func begin() throws {
        memo.forget()
        let connection = try link.connection()
        connection.enqueue("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
        connection.enqueue("SELECT pg_advisory_xact_lock(\(Self.writerLock))")
        open = connection
    }

    func commit() throws {
        let connection = try connection()
        if connection.transactionStatus == PQTRANS_IDLE, !hasWrites {
            // Nothing was sent, so there is nothing to commit.
            connection.dropQueue()
            open = nil
            return
        }
        connection.enqueue("COMMIT")
        do {
            let answer = try connection.flush()
            open = nil
            hasWrites = false
            if answer?.tag != "COMMIT" {
                throw StorageFault.engine("PostgreSQL rolled the transaction back.")
            }
        } catch let fault as StorageFault {
            guard case .unavailable(let reason, _) = fault else { throw fault }
            throw StorageFault.unknownOutcome(
                "The server was lost while it committed; the change may or may not be kept. "
                    + reason)
        }
    }

    func rollback() {
        hasWrites = false
        guard let connection = open else { return }
        open = nil
        connection.dropQueue()
        if connection.isBroken { return link.drop() }
        if connection.transactionStatus == PQTRANS_IDLE { return }
        connection.enqueue("ROLLBACK")
        do { try connection.flush() } catch { link.drop() }
    }

    func savepoint() throws { try connection().enqueue("SAVEPOINT command") }
    func release() throws { try connection().enqueue("RELEASE command") }

    func rollbackToSavepoint() throws {
        memo.forget()
        let connection = try connection()
        connection.enqueue("ROLLBACK TO command")
        connection.enqueue("RELEASE command")
        try connection.flush()
    }

    func each(
        _ sql: String, _ values: [Value], isRead: Bool, _ body: (any Row) throws -> Void
    ) throws {
        let connection = try connection()
        if isRead {
            let answer = try memo.answer(sql, values) { () throws(StorageFault) in
                try connection.run(sql, values)
            }
            return try answer.each(body)
        }
        memo.forget()
        try connection.each(sql, values, body)
    }

    func execute(_ sql: String, _ values: [Value]) throws -> Int {
        willWrite()
        return try connection().run(sql, values).changes
    }

    func insert(_ rows: [[Value]], into table: AppendedTable) throws {
        willWrite()
        let connection = try connection()
        let insert = try inserts[table] ?? PostgresInsert(into: table, connection)
        inserts[table] = insert
        try insert.enqueue(rows, on: connection)
        growth.add(rows.count, to: table)
    }

    func add(_ deltas: [CounterDelta], to counter: Counter) throws {
        willWrite()
        let connection = try connection()
        let addition = try additions[counter] ?? PostgresInsert(addingTo: counter, connection)
        additions[counter] = addition
        try addition.enqueue(deltas.map { $0.key + [.integer($0.delta)] }, on: connection)
    }

    func settle() throws { try connection().flush() }

    /// Whether anything but BEGIN has been queued or sent.
    private var hasWrites = false

    private func willWrite() {
        hasWrites = true
        memo.forget()
    }

    private func connection() throws -> PostgresConnection {
        guard let open else { throw StorageFault.engine("No transaction is open.") }
        return open
    }
}

extension PostgresConnection {
    func each(_ sql: String, _ values: [Value], _ body: (any Row) throws -> Void) throws {
        try run(sql, values).each(body)
    }
}

extension PostgresResult {
    fileprivate func each(_ body: (any Row) throws -> Void) throws {
        let row = PostgresRow(self)
        for index in 0..<rows {
            row.index = index
            try body(row)
        }
    }
}
