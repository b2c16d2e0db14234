/// Reads of one reader connection in a read-only, repeatable-read transaction, which begins
/// together with the first statement.
final class PostgresSnapshot: Snapshot {
    private let connection: PostgresConnection

    init(_ connection: PostgresConnection) {
        self.connection = connection
    }

    var engine: Engine { .postgresql }

    func each(_ sql: String, _ values: [Value], _ body: (any Row) throws -> Void) throws {
        try connection.each(sql, values, body)
    }
}
