import GRDB

struct SQLiteMigrationTarget: MigrationTarget {
    private let connection: SQLiteConnection

    init(_ database: GRDB.Database) {
        connection = SQLiteConnection(database)
    }

    var engine: Engine { .sqlite }

    func transaction(_ work: () throws -> Void) throws {
        try connection.run("BEGIN IMMEDIATE")
        do {
            try work()
            try connection.run("COMMIT")
        } catch {
            if connection.isInTransaction { try? connection.run("ROLLBACK") }
            throw error
        }
    }

    func script(_ sql: String) throws {
        do { try connection.database.execute(sql: sql) } catch let error as DatabaseError {
            throw StorageFault(error)
        }
    }

    func execute(_ sql: String, _ values: [Value]) throws { try connection.run(sql, values) }

    func each(_ sql: String, _ body: (any Row) throws -> Void) throws {
        try connection.run(sql, [], body)
    }
}
