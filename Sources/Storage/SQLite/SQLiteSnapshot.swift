/// Reads of one reader connection, all from the state at the first of them.
final class SQLiteSnapshot: Snapshot {
    private let connection: SQLiteConnection

    init(_ connection: SQLiteConnection) {
        self.connection = connection
    }

    var engine: Engine { .sqlite }

    func each(_ sql: String, _ values: [Value], _ body: (any Row) throws -> Void) throws {
        try connection.run(sql, values, body)
    }
}
