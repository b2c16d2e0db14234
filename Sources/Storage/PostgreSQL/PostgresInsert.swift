import CPostgres

/// A statement that writes any number of rows: each column travels as one array. So there is one
/// prepared statement for a table whatever the number of rows.
struct PostgresInsert {
    private static let rowsAtOnce = 4096

    private let sql: String
    private let columns: [String]
    private let elements: [Oid]

    init(into table: AppendedTable, _ connection: PostgresConnection) throws(StorageFault) {
        try self.init(into: table.name, table.columns, ending: "", connection)
    }

    init(addingTo counter: Counter, _ connection: PostgresConnection) throws(StorageFault) {
        let column = counter.column
        try self.init(
            into: counter.table, counter.key + [column],
            ending: " ON CONFLICT (\(counter.key.joined(separator: ", "))) DO UPDATE "
                + "SET \(column) = \(counter.table).\(column) + excluded.\(column)",
            connection)
    }

    /// The server is asked for the columns' types through the statement for one row.
    private init(
        into table: String, _ columns: [String], ending: String, _ connection: PostgresConnection
    ) throws(StorageFault) {
        let names = columns.joined(separator: ", ")
        let marks = (1...columns.count).map { "$\($0)" }
        let single = "INSERT INTO \(table) (\(names)) VALUES (\(marks.joined(separator: ", ")))"
        let types = try connection.prepare(single).parameters
        var arrays: [String] = []
        for (index, type) in types.enumerated() {
            guard let name = PostgresType.elementName(type) else {
                throw .engine(
                    "Rows cannot be appended to \(table): column \(columns[index]) has type "
                        + "\(type), which is none of the types of the ledger.")
            }
            arrays.append("\(marks[index])::\(name)[]")
        }
        sql =
            "INSERT INTO \(table) (\(names)) "
            + "SELECT * FROM unnest(\(arrays.joined(separator: ", ")))\(ending)"
        self.columns = columns
        elements = types
    }

    func enqueue(_ rows: [[Value]], on connection: PostgresConnection) throws(StorageFault) {
        var start = 0
        while start < rows.count {
            let part = rows[start..<min(rows.count, start + Self.rowsAtOnce)]
            let values = columns.indices.map { column in part.map { $0[column] } }
            let statement = try connection.prepare(sql)
            connection.enqueue(
                statement,
                try PostgresParameters(columns: values, elements: elements, names: columns))
            start += part.count
        }
    }
}
