import Foundation
import Storage

/// Runs postings and reads against one location.
struct Benchmark {
    let location: DatabaseLocation
    let callers: Int
    let seconds: Int

    private static let schema = Migration(
        1, "benchmark",
        Array(
            """
            CREATE TABLE posting (
              id TEXT PRIMARY KEY, account_id TEXT NOT NULL, amount BIGINT NOT NULL,
              currency TEXT NOT NULL, day TEXT NOT NULL, memo TEXT NOT NULL, at BIGINT NOT NULL
            ) STRICT;
            CREATE TABLE reply (
              key TEXT PRIMARY KEY, status BIGINT NOT NULL, body BYTEA NOT NULL
            ) STRICT;
            CREATE TABLE balance (
              account_id TEXT NOT NULL, currency TEXT NOT NULL, amount BIGINT NOT NULL,
              PRIMARY KEY (account_id, currency)
            ) STRICT;
            """.utf8))

    private static let posting = AppendedTable(
        "posting", ["id", "account_id", "amount", "currency", "day", "memo", "at"])
    private static let reply = AppendedTable("reply", ["key", "status", "body"])
    private static let balance = Counter(
        table: "balance", key: ["account_id", "currency"], column: "amount")

    /// Postings answered in a second, and how many shared a commit.
    func postings(group: Int) async throws -> (rate: Double, groupSize: Double) {
        let database = try await openDatabase(
            at: location, options: DatabaseOptions(group: group), migrations: [Self.schema])
        let before = try await balance(database)
        let (count, elapsed) = try await load { try await Self.post(database) }
        // Every answer must be in the balance, else the figure means nothing.
        let after = try await balance(database)
        if after - before != Int64(count) {
            throw StorageFault.engine("\(count) postings answered, balance moved \(after - before)")
        }
        let statistics = database.statistics
        await database.close()
        return (Double(count) / elapsed, Double(count) / Double(max(1, statistics.commits)))
    }

    /// Reads of the newest 50 rows in a second.
    func lists() async throws -> Double {
        let database = try await openDatabase(at: location, migrations: [Self.schema])
        let (count, elapsed) = try await load {
            let bytes = try await database.read { snapshot in
                var json: [UInt8] = []
                try snapshot.each(
                    """
                    SELECT id, account_id, amount, currency, day, memo, at FROM posting
                    WHERE id > $1 ORDER BY id LIMIT 50
                    """, [.text("")]
                ) { row in
                    for column in [0, 1, 3, 4, 5] { try row.appendText(column, to: &json) }
                    _ = try row.integer(2) &+ row.integer(6)
                }
                return json.count
            }
            if bytes == 0 { throw StorageFault.engine("An empty list.") }
        }
        await database.close()
        return Double(count) / elapsed
    }

    static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private func balance(_ database: any Database) async throws -> Int64 {
        try await database.read { snapshot in
            try snapshot.first("SELECT amount FROM balance") { try $0.integer(0) } ?? 0
        }
    }

    private static func post(_ database: any Database) async throws {
        let id = UUID().uuidString
        try await database.write { transaction in
            transaction.append(
                [
                    .text(id), .text("hot"), .integer(1), .text("KES"), .text("2026-11-23"),
                    .text("Tea, 2 kg"), .integer(1_795_000_000_000_000),
                ], to: posting)
            transaction.append(
                [.text(id), .integer(201), .bytes(Array(#"{"id":"posted"}"#.utf8))], to: reply)
            transaction.add(1, to: balance, key: [.text("hot"), .text("KES")])
        }
    }

    private func load(
        _ work: @escaping @Sendable () async throws -> Void
    ) async throws -> (count: Int, seconds: Double) {
        let start = ContinuousClock.now
        let end = start + .seconds(seconds)
        let count = try await withThrowingTaskGroup(of: Int.self) { tasks in
            for _ in 0..<callers {
                tasks.addTask {
                    var done = 0
                    while ContinuousClock.now < end {
                        try await work()
                        done += 1
                    }
                    return done
                }
            }
            return try await tasks.reduce(0, +)
        }
        return (count, (ContinuousClock.now - start) / .seconds(1))
    }
}
