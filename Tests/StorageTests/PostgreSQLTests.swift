import Foundation
import Synchronization
import Testing

@testable import Storage

/// What holds for PostgreSQL alone.
@Suite struct PostgreSQLTests {
    @Test func commitsWaitForTheDisk() async throws {
        try await TestDatabase.with(.postgresql) { database in
            let settings = try await database.write { transaction in
                try transaction.rows(
                    """
                    SELECT current_setting('synchronous_commit'), current_setting('fsync'),
                           current_setting('transaction_isolation')
                    """
                ) { try [$0.text(0), $0.text(1), $0.text(2)] }
            }
            #expect(settings == [["on", "on", "read committed"]])
            let isolation = try await database.read {
                try $0.first("SELECT current_setting('transaction_isolation')") { try $0.text(0) }
            }
            #expect(isolation == "repeatable read")
        }
    }

    @Test func whatWasPlannedForAnEmptyTableIsPlannedAgainWhenItGrows() async throws {
        // Wide rows: of such a table the server expects so few that every index looks alike.
        let notes = (1...16).map { "note_\($0)" }
        let schema = """
            CREATE TABLE posted (book TEXT NOT NULL, id TEXT NOT NULL, day TEXT NOT NULL,
              \(notes.map { $0 + " TEXT" }.joined(separator: ", ")),
              PRIMARY KEY (book, id)) STRICT;
            CREATE INDEX posted_day ON posted (book, day, id);
            """
        let migrations = [Migration(1, "posted", Array(schema.utf8))]
        let table = AppendedTable("posted", ["book", "id", "day"] + notes)
        let note = notes.map { Value.text("What is written on \($0) of an entry") }
        try await TestDatabase.with(.postgresql, migrations: migrations) { database in
            try await database.write { transaction in
                try transaction.execute("SET plan_cache_mode = force_generic_plan")
                // As the server itself asks for what a foreign key points at.
                try transaction.execute(
                    """
                    PREPARE find AS
                    SELECT 1 FROM posted WHERE book = $1 AND id = $2 FOR KEY SHARE
                    """)
            }
            let before = try await Self.plan(database)
            #expect(before.contains("posted_day"), "\(before)")
            for group in 0..<2 {
                try await database.write { transaction in
                    for number in 0..<1_000 {
                        let id = "\(group) \(number)"
                        transaction.append(
                            [.text("b"), .text(id), .text("2026-01-01")] + note, to: table)
                    }
                }
            }
            let after = try await Self.plan(database)
            #expect(after.contains("posted_pkey"), "\(after)")
        }
    }

    private static func plan(_ database: any Database) async throws -> String {
        try await database.write { transaction in
            try transaction.rows("EXPLAIN EXECUTE find ('b', 'x')") { try $0.text(0) }
                .joined(separator: "\n")
        }
    }

    @Test func aQuestionAskedAgainTravelsOnceUntilSomethingIsWritten() async throws {
        // The clock moves, so that an equal answer was kept and another one was asked for.
        let ask: @Sendable (any Transaction) throws -> String? = { transaction in
            try transaction.first("SELECT clock_timestamp()::text") { try $0.text(0) }
        }
        try await TestDatabase.with(.postgresql) { database in
            let answers = try await database.write { transaction in
                var answers = [try ask(transaction), try ask(transaction)]
                try transaction.execute("INSERT INTO account (id) VALUES ($1)", [.text("a")])
                answers += [try ask(transaction), try ask(transaction)]
                return answers
            }
            #expect(answers[0] == answers[1])
            #expect(answers[2] == answers[3])
            #expect(answers[1] != answers[2])
            let later = try await database.write(ask)
            #expect(later != answers[3])
        }
    }

    @Test func theWritersOfTwoNodesTakeTurns() async throws {
        try await PostgresCluster.shared.withDatabase { uri in
            let location = try DatabaseLocation(uri)
            let nodes = [
                try await openDatabase(at: location, migrations: SampleSchema.migrations),
                try await openDatabase(at: location, migrations: SampleSchema.migrations),
            ]
            // Each reads the sum and writes one more: lost updates would show.
            try await nodes[0].addAccount("0")
            try await withThrowingTaskGroup(of: Void.self) { writers in
                for writer in 0..<40 {
                    let node = nodes[writer % 2]
                    writers.addTask {
                        try await node.write { transaction in
                            let sql = "SELECT kind FROM account WHERE id = '0'"
                            let last = try transaction.first(sql) { try $0.text(0) } ?? ""
                            let next = (Int(last) ?? 0) + 1
                            try transaction.execute(
                                "UPDATE account SET kind = $1 WHERE id = '0'", [.text("\(next)")])
                            transaction.add(
                                1, to: SampleSchema.balance, key: [.text("a"), .text("KES")])
                        }
                    }
                }
                try await writers.waitForAll()
            }
            let last = try await nodes[1].read {
                try $0.first("SELECT kind FROM account WHERE id = '0'") { try $0.text(0) }
            }
            #expect(last == "40")
            #expect(try await nodes[1].number("SELECT amount FROM balance") == 40)
            for node in nodes { await node.close() }
        }
    }

    @Test func aSeveredConnectionIsMadeAnewAndNothingAnsweredIsLost() async throws {
        try await PostgresCluster.shared.withDatabase { uri in
            let database = try await openDatabase(
                at: try DatabaseLocation(uri), migrations: SampleSchema.migrations)
            try await database.addAccount("before")
            try Self.sever(uri)
            try await database.addAccount("after")
            try Self.sever(uri)
            #expect(try await database.number("SELECT COUNT(*) FROM account") == 2)
            // In the middle of a command: it is run again on a new connection.
            let runs = Mutex(0)
            try await database.write { transaction in
                let sql = "INSERT INTO account (id) VALUES ($1)"
                try transaction.execute(sql, [.text("severed")])
                if runs.withLock({
                    $0 += 1
                    return $0
                }) == 1 {
                    try Self.sever(uri)
                }
                try transaction.execute(sql, [.text("and again")])
            }
            #expect(runs.withLock { $0 } >= 2)
            #expect(try await database.number("SELECT COUNT(*) FROM account") == 4)
            await database.close()
        }
    }

    @Test func aCrashOfTheServerLosesNothingThatWasAnswered() async throws {
        let cluster = try PostgresCluster()
        defer { cluster.remove() }
        try cluster.script("CREATE DATABASE books")
        let database = try await openDatabase(
            at: try DatabaseLocation(cluster.uri("books")),
            options: DatabaseOptions(reconnectSeconds: 20), migrations: SampleSchema.migrations)
        let answered = Noted(Set<Int64>())
        let unknown = Noted(Set<Int64>())
        try await withThrowingTaskGroup(of: Void.self) { writers in
            for writer in 0..<8 {
                writers.addTask {
                    for step in 0..<150 {
                        let id = Int64(writer * 1000 + step)
                        do {
                            try await database.write { transaction in
                                transaction.append(
                                    [.integer(id), .integer(1)],
                                    to: AppendedTable("sample", ["id", "amount"]))
                                transaction.add(
                                    1, to: SampleSchema.balance, key: [.text("a"), .text("KES")])
                            }
                            answered.change { $0.insert(id) }
                        } catch StorageFault.unknownOutcome {
                            unknown.change { $0.insert(id) }
                        } catch StorageFault.unavailable {}
                    }
                }
            }
            // The crash comes once the writers are at work, not before and not after.
            while answered.value.count < 100 { await Task.yield() }
            cluster.kill()
            try cluster.startAgain()
            try await writers.waitForAll()
        }
        let kept = Set(
            try await database.read {
                try $0.rows("SELECT id FROM sample") { try $0.integer(0) }
            })
        let (sure, unsure) = (answered.value, unknown.value)
        #expect(sure.isSubset(of: kept))
        #expect(kept.isSubset(of: sure.union(unsure)))
        #expect(try await database.number("SELECT amount FROM balance") == Int64(kept.count))
        #expect(sure.count > 100)
        await database.close()
    }

    @Test func whileTheServerIsAwayWritesAreUnavailableAndItIsKnown() async throws {
        let cluster = try PostgresCluster()
        defer { cluster.remove() }
        try cluster.script("CREATE DATABASE books")
        let database = try await openDatabase(
            at: try DatabaseLocation(cluster.uri("books")),
            options: DatabaseOptions(reconnectSeconds: 0.1), migrations: SampleSchema.migrations)
        try await database.tryWriting()
        #expect(database.writeFault == nil)
        cluster.kill()
        for _ in 0..<2 {
            let fault = await #expect(throws: StorageFault.self) {
                try await database.addAccount("a")
            }
            if case .unavailable? = fault {} else { Issue.record("\(String(describing: fault))") }
        }
        if case .unavailable? = database.writeFault {} else {
            Issue.record("\(String(describing: database.writeFault))")
        }
        try cluster.startAgain()
        try await database.tryWriting()
        #expect(database.writeFault == nil)
        await database.close()
    }

    @Test func aServerThatIsDownIsRefusedWithAReason() async throws {
        let fault = await #expect(throws: StorageFault.self) {
            _ = try await openDatabase(
                at: try DatabaseLocation("postgresql://me:secret@/books?host=/nonexistent"))
        }
        guard case .unusable(let text) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(text.contains("/nonexistent"))
        #expect(!text.contains("secret"))
    }

    @Test(arguments: [
        "0", "1", "-1", "9999", "10000", "-10000", "123456789012", "9223372036854775807",
        "-9223372036854775808", "0.5", "-0.25", "3.14159265358979", "100000000.00000001", "1e-20",
    ])
    func aNumericIsReadExactly(_ text: String) async throws {
        let cluster = try PostgresCluster.shared
        let connection = try PostgresConnection(uri: cluster.uri("postgres"))
        let row = PostgresRow(try connection.run("SELECT CAST(\(text) AS NUMERIC)", []))
        #expect(try row.real(0) == Double(text))
        if let integer = Int64(text) {
            #expect(try row.integer(0) == integer)
        } else {
            #expect(throws: StorageFault.column(0, wanted: "integer")) { try row.integer(0) }
        }
    }

    @Test func aNumberThatDoesNotFitItsColumnIsRefused() async throws {
        try await TestDatabase.with(.postgresql) { database in
            let fault = await #expect(throws: StorageFault.self) {
                try await database.write {
                    try $0.execute(
                        "INSERT INTO sample (id, small) VALUES (1, $1)", [.integer(40_000)])
                }
            }
            #expect("\(String(describing: fault))".contains("$1 is 40000, more than 16 bits"))
        }
    }

    private static func sever(_ uri: String) throws {
        try PostgresConnection(uri: uri).script(
            """
            SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
            """)
    }
}
