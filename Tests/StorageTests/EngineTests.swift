import Foundation
import Storage
import Testing

/// What both engines promise. Every rule runs on a real SQLite file and a real PostgreSQL server.
@Suite struct EngineTests {
    @Test(arguments: Engine.allCases)
    func everyValueComesBackAsItWasStored(_ engine: Engine) async throws {
        let rows: [[Value]] = [
            [
                .integer(1), .integer(1), .integer(.max), .real(0.1), .text("Wanjikũ 🌍"),
                .bytes([0, 255]),
            ],
            [.integer(2), .integer(0), .integer(.min), .real(-1e300), .text(""), .bytes([])],
            [.integer(3), .null, .null, .null, .null, .null],
        ]
        let columns = ["id", "small", "amount", "ratio", "label", "content"]
        try await TestDatabase.with(engine) { database in
            #expect(database.engine == engine)
            try await database.write { transaction in
                for row in rows {
                    let sql =
                        "INSERT INTO sample (\(columns.joined(separator: ", "))) "
                        + "VALUES ($1, $2, $3, $4, $5, $6)"
                    let changed = try transaction.execute(sql, row)
                    #expect(changed == 1)
                }
                let table = AppendedTable("sample", columns)
                for row in rows {
                    guard case .integer(let id) = row[0] else { continue }
                    transaction.append([.integer(id + 10)] + row.dropFirst(), to: table)
                }
            }
            let read = try await database.read { snapshot in
                try snapshot.rows(
                    "SELECT id, small, amount, ratio, label, content FROM sample ORDER BY id"
                ) { row in
                    var utf8: [UInt8] = []
                    if !row.isNull(4) { try row.appendText(4, to: &utf8) }
                    #expect(utf8 == Array((try row.textIfAny(4) ?? "").utf8))
                    return [
                        .integer(try row.integer(0)), .integer(try row.integerIfAny(1)),
                        .integer(try row.integerIfAny(2)),
                        row.isNull(3) ? .null : .real(try row.real(3)),
                        .text(try row.textIfAny(4)),
                        try row.bytesIfAny(5).map { Value.bytes($0) } ?? .null,
                    ]
                }
            }
            #expect(read.prefix(3) == rows[...])
            #expect(read.suffix(3).map { $0.dropFirst() } == rows.map { $0.dropFirst() })
        }
    }

    @Test(arguments: Engine.allCases)
    func aReadOfOneStatementSeesWhatIsCommittedAndRefusesASecondStatement(
        _ engine: Engine
    ) async throws {
        try await TestDatabase.with(engine) { database in
            for id in 1...2 {
                try await database.write { transaction in
                    try transaction.execute(
                        "INSERT INTO sample (id) VALUES ($1)", [.integer(Int64(id))])
                }
                let seen = try await database.readOne { snapshot in
                    try snapshot.rows("SELECT id FROM sample ORDER BY id") { try $0.integer(0) }
                }
                #expect(seen == (1...id).map(Int64.init))
            }
            await #expect(throws: StorageFault.self) {
                try await database.readOne { snapshot in
                    try snapshot.each("SELECT 1", []) { _ in }
                    try snapshot.each("SELECT 2", []) { _ in }
                }
            }
            let still = try await database.read { try $0.rows("SELECT 3") { try $0.integer(0) } }
            #expect(still == [3])
        }
    }

    @Test(arguments: Engine.allCases)
    func parametersAreFoundByNumberAndSumsAreIntegers(_ engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            try await database.addAccount("a")
            try await database.write { transaction in
                for id in 1...3 {
                    transaction.append(
                        SampleSchema.posting(id, "a", id * 10), to: SampleSchema.posting)
                }
            }
            let sql = "SELECT SUM(amount) FROM posting WHERE account_id = $2 AND id <= $1"
            #expect(try await database.number(sql, [.integer(2), .text("a")]) == 30)
            #expect(
                try await database.number(
                    "SELECT COUNT(*) FROM posting WHERE id > $1 AND id > $1", [.integer(1)]) == 2)
            #expect(try await database.number("SELECT 2 > 1") == 1)
            let average = try await database.read {
                try $0.first("SELECT AVG(amount) FROM posting") { try $0.real(0) }
            }
            #expect(average == 20)
        }
    }

    @Test(arguments: Engine.allCases)
    func textSortsByItsBytes(_ engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            for id in ["b", "a", "Z", "é", "_"] { try await database.addAccount(id) }
            let sorted = try await database.read {
                try $0.rows("SELECT id FROM account ORDER BY id") { try $0.text(0) }
            }
            #expect(sorted == ["Z", "_", "a", "b", "é"])
        }
    }

    @Test(arguments: Engine.allCases)
    func aBrokenRuleOfTheSchemaIsAConstraintFault(_ engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            try await database.addAccount("a")
            let broken: [(String, [Value])] = [
                ("INSERT INTO account (id) VALUES ($1)", [.text("a")]),
                ("INSERT INTO account (id, kind) VALUES ($1, $2)", [.text("b"), .text("")]),
                ("INSERT INTO account (id, kind) VALUES ($1, NULL)", [.text("b")]),
                (
                    "INSERT INTO posting (id, account_id, amount) VALUES (1, $1, 5)",
                    [.text("nobody")]
                ),
            ]
            for (sql, values) in broken {
                let fault = await #expect(throws: StorageFault.self) {
                    try await database.write { try $0.execute(sql, values) }
                }
                guard case .constraint = fault else {
                    Issue.record("\(sql) gave \(String(describing: fault))")
                    continue
                }
            }
            #expect(try await database.number("SELECT COUNT(*) FROM account") == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func nonsenseIsAnEngineFaultAndTheNextStatementWorks(_ engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            for _ in 1...2 {
                await #expect(throws: StorageFault.self) {
                    try await database.read {
                        try $0.each("SELECT nothing FROM nowhere", []) { _ in }
                    }
                }
                await #expect(throws: StorageFault.self) {
                    try await database.write { try $0.execute("DELETE FROM nowhere") }
                }
                await #expect(throws: StorageFault.self) {
                    try await database.read {
                        try $0.each("SELECT $1", [.integer(1), .integer(2)]) { _ in }
                    }
                }
            }
            await #expect(throws: StorageFault.column(0, wanted: "text")) {
                try await database.read {
                    try $0.first("SELECT COUNT(*) FROM account") { try $0.text(0) }
                }
            }
            await #expect(throws: StorageFault.self) {
                try await database.read { try $0.rows("DELETE FROM account RETURNING id") { _ in } }
            }
            let count = try await database.number("SELECT COUNT(*) FROM account")
            #expect(count == 0)
        }
    }

    @Test(arguments: Engine.allCases)
    func aQueryMayRunInsideTheRowsOfTheSameQuery(_ engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            for id in ["a", "b", "c"] { try await database.addAccount(id) }
            let sql = "SELECT id FROM account ORDER BY id"
            let pairs = try await database.read { snapshot in
                var pairs: [String] = []
                try snapshot.each(sql, []) { outer in
                    let first = try outer.text(0)
                    try snapshot.each(sql, []) { pairs.append(first + (try $0.text(0))) }
                }
                return pairs
            }
            #expect(pairs == ["aa", "ab", "ac", "ba", "bb", "bc", "ca", "cb", "cc"])
        }
    }

    @Test(arguments: Engine.allCases)
    func aReadSeesOneStateThroughout(_ engine: Engine) async throws {
        try await TestDatabase.with(engine) { database in
            let hasRead = DispatchSemaphore(value: 0)
            let hasWritten = DispatchSemaphore(value: 0)
            async let counts = database.read { snapshot in
                let sql = "SELECT COUNT(*) FROM account"
                let before = try snapshot.first(sql) { try $0.integer(0) }
                hasRead.signal()
                hasWritten.wait()
                return [before, try snapshot.first(sql) { try $0.integer(0) }]
            }
            await Gathering.wait(hasRead)
            try await database.addAccount("a")
            hasWritten.signal()
            let seen = try await counts
            #expect(seen == [0, 0])
            #expect(try await database.number("SELECT COUNT(*) FROM account") == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func closeFinishesWhatWasAcceptedAndRefusesTheRest(_ engine: Engine) async throws {
        try await TestDatabase.withLocation(engine) { location in
            let first = try await openDatabase(at: location, migrations: SampleSchema.migrations)
            let writes = (1...20).map { number in
                { @Sendable (transaction: any Transaction) in
                    transaction.append([.text("\(number)")], to: SampleSchema.account)
                }
            }
            let results = try await Gathering.run(writes, on: first) {
                Task { await first.close() }
            }
            #expect(results.allSatisfy { (try? $0.get()) != nil })
            await first.close()
            await #expect(throws: StorageFault.closed) { try await first.write { _ in } }
            await #expect(throws: StorageFault.closed) { try await first.read { _ in } }
            let second = try await openDatabase(at: location, migrations: SampleSchema.migrations)
            #expect(try await second.number("SELECT COUNT(*) FROM account") == 20)
            await second.close()
        }
    }
}
