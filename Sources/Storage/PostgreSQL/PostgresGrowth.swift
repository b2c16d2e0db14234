import Synchronization

/// Tells every connection of one database when a table has outgrown what was planned for it.
///
/// PostgreSQL keeps the plans of prepared statements and of foreign keys. One made while a table
/// was empty may walk a whole index for each row, until the server gathers statistics, which is a
/// minute away at best. So each time the rows that were appended to a table here have doubled,
/// plans are made anew.
final class PostgresGrowth: Sendable {
    private static let smallest = 256
    private let doublings = Atomic(0)
    private let rows = Mutex<[AppendedTable: Int]>([:])

    /// Grows with every doubling of any table.
    var steps: Int { doublings.load(ordering: .relaxed) }

    func add(_ count: Int, to table: AppendedTable) {
        let hasDoubled = rows.withLock { rows in
            let before = rows[table, default: 0]
            rows[table] = before + count
            return before + count >= Self.smallest
                && (before + count).leadingZeroBitCount != before.leadingZeroBitCount
        }
        if hasDoubled { doublings.add(1, ordering: .relaxed) }
    }
}
