import Foundation
import Storage
import Synchronization
import Testing

/// Commands that share one commit do not share their fates.
@Suite struct GroupCommitTests {
    struct Refusal: Error, Equatable {}

    @Test(arguments: Engine.allCases)
    func aGroupIsOneCommit(_ engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            let before = database.statistics.commits
            let bodies = (1...50).map { number -> Gathering.Body in
                { $0.append([.text("\(number)")], to: SampleSchema.account) }
            }
            _ = try await Gathering.run(bodies, on: database)
            #expect(database.statistics.commits - before == 2)
            #expect(database.statistics.repeatedGroups == 0)
            #expect(try await database.number("SELECT COUNT(*) FROM account") == 50)
        }
    }

    @Test(arguments: Engine.allCases)
    func aThrowingCommandLeavesNoTraceAndItsNeighboursCommit(_ engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            try await database.addAccount("a")
            let results = try await Gathering.run(
                [
                    { Self.post(1, 10, $0) },
                    { transaction in
                        Self.post(2, 20, transaction)
                        try transaction.execute("UPDATE account SET kind = 'changed'")
                        Self.post(3, 30, transaction)
                        throw Refusal()
                    },
                    { transaction in
                        Self.post(4, 40, transaction)
                        throw Refusal()
                    },
                    { transaction in
                        try transaction.execute(
                            "INSERT INTO account (id) VALUES ($1)", [.text("b")])
                        Self.post(5, 50, transaction)
                    },
                ], on: database)
            #expect(results.map { Self.isRefusal($0) } == [false, true, true, false])
            try await Self.expect(database, postings: [1, 5], balance: 60)
            #expect(
                try await database.number("SELECT COUNT(*) FROM account WHERE kind = 'changed'")
                    == 0)
            #expect(try await database.number("SELECT COUNT(*) FROM account") == 2)
            #expect(database.statistics.repeatedGroups == 0)
        }
    }

    @Test(arguments: Engine.allCases)
    func aRefusedRowFailsItsCommandAloneAndTheRestOfTheGroupIsKept(_ engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            try await database.addAccount("a")
            let results = try await Gathering.run(
                [
                    { Self.post(1, 10, $0) },
                    // Zero amounts break a CHECK, found only when the rows are written.
                    { Self.post(2, 0, $0) },
                    { Self.post(3, 30, $0) },
                    // The number of the first posting again.
                    { Self.post(1, 40, $0) },
                    { Self.post(5, 50, $0) },
                ], on: database)
            for (index, isKept) in [true, false, true, false, true].enumerated() {
                switch results[index] {
                case .success: #expect(isKept, "command \(index)")
                case .failure(let error):
                    #expect(!isKept, "command \(index): \(error)")
                    guard case .constraint? = error as? StorageFault else {
                        Issue.record("\(error)")
                        continue
                    }
                }
            }
            try await Self.expect(database, postings: [1, 3, 5], balance: 90)
            #expect(database.statistics.repeatedGroups == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func aSwallowedFaultStillFailsTheCommand(_ engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            try await database.addAccount("a")
            let results = try await Gathering.run(
                [
                    { transaction in
                        Self.post(1, 10, transaction)
                        _ = try? transaction.execute("INSERT INTO account (id) VALUES ('a')")
                        Self.post(2, 20, transaction)
                    },
                    { transaction in
                        _ = try? transaction.rows("SELECT 1 FROM nowhere") { _ in }
                    },
                    { Self.post(3, 30, $0) },
                ], on: database)
            #expect(results.map { (try? $0.get()) != nil } == [false, false, true])
            try await Self.expect(database, postings: [3], balance: 30)
        }
    }

    @Test(arguments: Engine.allCases)
    func aCommandSeesItsOwnAndEarlierAppendsWhenItNamesTheirTable(_ engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            try await database.addAccount("a")
            let seen = Mutex<[Int64]>([])
            let count = "SELECT COUNT(*), COALESCE(SUM(amount), 0) FROM posting"
            let note: @Sendable (any Transaction) throws -> Void = { transaction in
                let pair = try transaction.first(count) { [try $0.integer(0), try $0.integer(1)] }
                let sum = try transaction.first("SELECT SUM(amount) FROM balance") {
                    try $0.integerIfAny(0) ?? 0
                }
                seen.withLock { $0 += (pair ?? []) + [sum ?? 0] }
            }
            _ = try await Gathering.run(
                [
                    { Self.post(1, 10, $0) },
                    { transaction in
                        Self.post(2, 20, transaction)
                        try note(transaction)
                        throw Refusal()
                    },
                    { transaction in
                        try note(transaction)
                        Self.post(3, 30, transaction)
                        try note(transaction)
                    },
                ], on: database)
            #expect(seen.withLock { $0 } == [2, 30, 30, 1, 10, 10, 2, 40, 40])
            try await Self.expect(database, postings: [1, 3], balance: 40)
        }
    }

    @Test(arguments: Engine.allCases)
    func aRowIsReturnedByTheStatementThatWritesIt(_ engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            let sql = "INSERT INTO account (id) VALUES ($1) RETURNING id"
            let refused = try await Gathering.run(
                [
                    { transaction in
                        let id = try transaction.first(sql, [.text("x")]) { try $0.text(0) }
                        #expect(id == "x")
                        throw Refusal()
                    }
                ], on: database)
            #expect(Self.isRefusal(refused[0]))
            let id = try await database.write { try $0.first(sql, [.text("y")]) { try $0.text(0) } }
            #expect(id == "y")
            #expect(try await database.number("SELECT COUNT(*) FROM account") == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func anActionRunsAfterTheCommitAndNeverForAnUndoneCommand(_ engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            try await database.addAccount("a")
            let ran = Mutex<[Int]>([])
            _ = try await Gathering.run(
                [
                    { transaction in
                        Self.post(1, 10, transaction)
                        transaction.afterCommit { ran.withLock { $0.append(1) } }
                    },
                    { transaction in
                        transaction.afterCommit { ran.withLock { $0.append(2) } }
                        throw Refusal()
                    },
                    // Refused by the schema, so the group is run twice; the first one acts once.
                    { transaction in
                        Self.post(3, 0, transaction)
                        transaction.afterCommit { ran.withLock { $0.append(3) } }
                    },
                    { transaction in
                        Self.post(4, 40, transaction)
                        transaction.afterCommit { ran.withLock { $0.append(4) } }
                    },
                ], on: database)
            #expect(ran.withLock { $0 } == [1, 4])
        }
    }

    @Test(arguments: Engine.allCases)
    func sixtyFourWritersSumCorrectly(_ engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            try await database.addAccount("a")
            try await withThrowingTaskGroup(of: Void.self) { writers in
                for writer in 0..<64 {
                    writers.addTask {
                        for step in 0..<20 {
                            let id = writer * 20 + step + 1
                            try await database.write { Self.post(id, id, $0) }
                        }
                    }
                }
                try await writers.waitForAll()
            }
            let count = 64 * 20
            #expect(try await database.number("SELECT COUNT(*) FROM posting") == Int64(count))
            let sum = Int64(count * (count + 1) / 2)
            #expect(try await database.number("SELECT SUM(amount) FROM posting") == sum)
            #expect(try await database.number("SELECT amount FROM balance") == sum)
            #expect(database.statistics.commits < count)
        }
    }

    @Test(arguments: Engine.allCases)
    func aFullInboxRefusesAtOnce(_ engine: Engine) async throws {
        let options = DatabaseOptions(inbox: 3)
        try await TestDatabase.with(engine, options: options) { database in
            let bodies = (1...3).map { number -> Gathering.Body in
                { $0.append([.text("\(number)")], to: SampleSchema.account) }
            }
            let results = try await Gathering.run(bodies, on: database) {
                await #expect(throws: StorageFault.overloaded(retryAfter: 1)) {
                    try await database.write { _ in }
                }
            }
            #expect(results.allSatisfy { (try? $0.get()) != nil })
            #expect(try await database.number("SELECT COUNT(*) FROM account") == 3)
        }
    }

    @Test(arguments: Engine.allCases)
    func aSumBeyond64BitsIsRefusedAndTheRestIsKept(_ engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            let add: @Sendable (Int64) -> Gathering.Body = { delta in
                { $0.add(delta, to: SampleSchema.balance, key: [.text("a"), .text("KES")]) }
            }
            let results = try await Gathering.run(
                [add(.max - 10), add(5), add(100), add(-7)], on: database)
            #expect(results.map { (try? $0.get()) != nil } == [true, true, false, true])
            let sum = try await database.number("SELECT amount FROM balance")
            #expect(sum == .max - 12)
            await #expect(throws: StorageFault.self) {
                try await database.write {
                    $0.add(.max, to: SampleSchema.balance, key: [.text("b"), .text("KES")])
                    $0.add(.max, to: SampleSchema.balance, key: [.text("b"), .text("KES")])
                }
            }
            await #expect(throws: StorageFault.self) {
                try await database.write {
                    $0.add(1, to: SampleSchema.balance, key: [.text("b"), .null])
                }
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func everyReadOfAGroupSeesWhatStandsAtThatMoment(_ engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            try await database.addAccount("a")
            let seen = Mutex<[String]>([])
            let look: Gathering.Body = { transaction in
                let kind = try transaction.first("SELECT kind FROM account WHERE id = 'a'") {
                    try $0.text(0)
                }
                let postings = try transaction.first("SELECT COUNT(*) FROM posting") {
                    try $0.integer(0)
                }
                seen.withLock { $0.append("\(kind ?? "none") \(postings ?? -1)") }
            }
            let change: @Sendable (String) -> Gathering.Body = { kind in
                { transaction in
                    try transaction.execute("UPDATE account SET kind = $1", [.text(kind)])
                }
            }
            let results = try await Gathering.run(
                [
                    look, look, change("changed"), look,
                    { transaction in
                        try change("refused")(transaction)
                        try look(transaction)
                        throw Refusal()
                    },
                    look, { Self.post(1, 10, $0) }, look,
                ], on: database)
            #expect(results.map { Self.isRefusal($0) }.filter { $0 }.count == 1)
            #expect(
                seen.withLock { $0 } == [
                    "BIGINT 0", "BIGINT 0", "changed 0", "refused 0", "changed 0", "changed 1",
                ])
            #expect(database.statistics.repeatedGroups == 0)
        }
    }

    private static func post(_ id: Int, _ amount: Int, _ transaction: any Transaction) {
        transaction.append(SampleSchema.posting(id, "a", amount), to: SampleSchema.posting)
        transaction.add(
            Int64(amount), to: SampleSchema.balance, key: [.text("a"), .text("KES")])
    }

    private static func expect(
        _ database: any Database, postings: [Int64], balance: Int64
    ) async throws {
        let ids = try await database.read {
            try $0.rows("SELECT id FROM posting ORDER BY id") { try $0.integer(0) }
        }
        #expect(ids == postings)
        #expect(
            try await database.number("SELECT COALESCE(SUM(amount), 0) FROM balance") == balance)
    }

    private static func isRefusal(_ result: Result<Void, any Error>) -> Bool {
        if case .failure(let error) = result { error is Refusal } else { false }
    }
}
