struct PostgresMigrationTarget: MigrationTarget {
    private let connection: PostgresConnection

    init(_ connection: PostgresConnection) {
        self.connection = connection
    }

    var engine: Engine { .postgresql }

    func transaction(_ work: () throws -> Void) throws {
        connection.enqueue("BEGIN")
        connection.enqueue("SELECT pg_advisory_xact_lock(\(PostgresSession.writerLock))")
        try connection.flush()
        do {
            try work()
            connection.enqueue("COMMIT")
            try connection.flush()
        } catch {
            connection.dropQueue()
            connection.enqueue("ROLLBACK")
            // The step's own error says more than a failing rollback.
            _ = try? connection.flush()
            throw error
        }
    }

    func script(_ sql: String) throws { try connection.script(sql) }

    func execute(_ sql: String, _ values: [Value]) throws { _ = try connection.run(sql, values) }

    func each(_ sql: String, _ body: (any Row) throws -> Void) throws {
        try connection.each(sql, [], body)
    }
}
