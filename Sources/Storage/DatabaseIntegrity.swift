/// What an engine says of its own pages and indices.
public struct DatabaseIntegrity: Sendable, Equatable {
    /// Tables and indices that were looked at.
    public var checked = 0
    public var faults: [String] = []
    /// Why nothing was looked at; nil where it was.
    public var notChecked: String?
}

extension SQLiteDatabase {
    /// `PRAGMA integrity_check` compares every index with its table, `foreign_key_check` finds rows
    /// that point to nothing: a program that leaves the keys off can make those.
    func checkIntegrity() async throws -> DatabaseIntegrity {
        try await read { snapshot in
            var found = DatabaseIntegrity()
            found.checked = try snapshot.first(
                "SELECT COUNT(*) FROM sqlite_schema WHERE type IN ('table', 'index')", []
            ) { Int(try $0.integer(0)) } ?? 0
            do {
                found.faults = try snapshot.rows(
                    "SELECT integrity_check FROM pragma_integrity_check LIMIT 100", []
                ) { try $0.text(0) }.filter { $0 != "ok" }
                found.faults += try snapshot.rows(
                    """
                    SELECT "table", parent, COUNT(*) FROM pragma_foreign_key_check
                    GROUP BY "table", parent ORDER BY 1, 2
                    """, []
                ) {
                    "\(try $0.integer(2)) rows of \(try $0.text(0)) point to rows of "
                        + "\(try $0.text(1)) that are not there"
                }
            } catch StorageFault.engine(let reason) {
                found.faults.append(reason)
            }
            return found
        }
    }
}

extension PostgresDatabase {
    /// The extension amcheck, where the administrator has installed it: every index is sound and
    /// has all rows of its table. Foreign keys are the server's own affair.
    func checkIntegrity() async throws -> DatabaseIntegrity {
        let names = try await read { snapshot -> [(Int64, String)]? in
            let isThere = try snapshot.first(
                "SELECT COUNT(*) FROM pg_extension WHERE extname = 'amcheck'", []
            ) { try $0.integer(0) } == 1
            guard isThere else { return nil }
            return try snapshot.rows(
                """
                SELECT CAST(c.oid AS BIGINT), CAST(c.relname AS TEXT) FROM pg_index i
                JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
                JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE a.amname = 'btree' AND n.nspname = current_schema() AND i.indisvalid
                    AND i.indisready AND c.relpersistence = 'p'
                ORDER BY c.relname
                """, []
            ) { (try $0.integer(0), try $0.text(1)) }
        }
        guard let names else {
            return DatabaseIntegrity(
                notChecked: "The indices were not checked: the server has no amcheck "
                    + "(CREATE EXTENSION amcheck).")
        }
        var found = DatabaseIntegrity(checked: names.count)
        // One failure ends its transaction, so each has its own.
        for (index, name) in names {
            do {
                try await read { snapshot in
                    try snapshot.each(
                        "SELECT bt_index_check(CAST(CAST($1 AS BIGINT) AS oid), true) IS NULL",
                        [.integer(index)]
                    ) { _ in }
                }
            } catch StorageFault.engine(let reason) {
                found.faults.append("index \(name): \(reason)")
            }
        }
        return found
    }
}
