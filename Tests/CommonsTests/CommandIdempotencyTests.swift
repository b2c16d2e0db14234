import Ledger
import Storage
import Testing
import Wire

@testable import Commons

@Suite struct CommandIdempotencyTests {
    let note = KeepNote(name: "a", text: "x")

    @Test func `Fifty sends at once have one effect and no wrong answer`() async throws {
        try await CommandHouse.with { house in
            let identity = try house.identity("key-1", note)
            let answers = await withTaskGroup(of: String.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        do {
                            let outcome = try await house.executor.run(
                                note, as: house.owner, identity: identity)
                            return (outcome.isReplay ? "replay " : "first ")
                                + String(decoding: outcome.body, as: UTF8.self)
                        } catch let refusal as Refusal {
                            return refusal.code.name
                        } catch {
                            return "\(error)"
                        }
                    }
                }
                return await group.reduce(into: [String]()) { $0.append($1) }
            }
            #expect(try await house.count("SELECT COUNT(*) FROM setting") == 1)
            #expect(try await house.count("SELECT COUNT(*) FROM audit") == 1)
            let firsts = answers.filter { $0.hasPrefix("first ") }
            let body = try #require(firsts.first?.dropFirst("first ".count))
            #expect(firsts.count == 1)
            #expect(
                answers.allSatisfy {
                    $0 == "request_in_progress" || $0 == "replay \(body)" || $0 == firsts[0]
                })
        }
    }

    @Test func `The same request again has the stored answer, byte for byte`() async throws {
        try await CommandHouse.with { house in
            let identity = try house.identity("key-1", note)
            let first = try await house.executor.run(note, as: house.owner, identity: identity)
            house.clock.pass(seconds: 60)
            let again = try await house.executor.run(note, as: house.owner, identity: identity)
            #expect(!first.isReplay)
            #expect(again.isReplay)
            #expect(again.body == first.body)
            #expect(again.status == 201)
        }
    }

    @Test func `White space and the order of members do not make another request`() throws {
        let first = try JSONValue.parse(#"{"a":1,"b":[true]}"#)
        let same = try JSONValue.parse(#" { "b" : [ true ], "a" : 1 } "#)
        let other = try JSONValue.parse(#"{"a":1,"b":[false]}"#)
        func print(_ body: JSONValue, _ command: String = "c") -> Fingerprint {
            .of(command: command, body: body, parameters: [(name: "id", value: "1")])
        }
        #expect(print(first) == print(same))
        #expect(print(first) != print(other))
        #expect(print(first) != print(first, "d"))
    }

    @Test func `Another body under the same key is refused`() async throws {
        try await CommandHouse.with { house in
            _ = try await house.executor.run(
                note, as: house.owner, identity: try house.identity("key-1", note))
            let other = KeepNote(name: "b", text: "y")
            let error = await #expect(throws: Refusal.self) {
                try await house.executor.run(
                    other, as: house.owner, identity: try house.identity("key-1", other))
            }
            #expect(error?.code == .idempotencyKeyReused)
            #expect(try await house.count("SELECT COUNT(*) FROM setting") == 1)
        }
    }

    @Test func `A key is its user's own`() async throws {
        try await CommandHouse.with { house in
            let identity = try house.identity("key-1", note)
            _ = try await house.executor.run(note, as: house.owner, identity: identity)
            let foreign = try await house.executor.run(
                note, as: house.stranger, identity: identity)
            #expect(!foreign.isReplay)
            #expect(try await house.count("SELECT COUNT(*) FROM idempotency") == 2)
        }
    }

    @Test func `A refusal is not stored: the same key may succeed later`() async throws {
        try await CommandHouse.with { house in
            let identity = try house.identity("key-1", note)
            await #expect(throws: Refusal.self) {
                try await house.executor.run(note, as: house.teller, identity: identity)
            }
            #expect(try await house.count("SELECT COUNT(*) FROM idempotency") == 0)
            _ = try await house.executor.run(note, as: house.owner, identity: identity)
            #expect(try await house.count("SELECT COUNT(*) FROM idempotency") == 1)
        }
    }

    @Test func `What another node stored meanwhile is replayed`() async throws {
        try await CommandHouse.with { house in
            let identity = try house.identity("key-1", note)
            let key = try #require(identity.key)
            // The other node's row appears after this node looked and before its group commits.
            let slot = RunningKeys.Slot(
                organisation: house.owner.organisation, user: house.owner.user, key: key.text)
            let other = Outcome(status: 201, body: Array(#"{"from":"there"}"#.utf8))
            let racing = RacingDatabase(house.database) { transaction in
                transaction.append(
                    Idempotency.row(slot, key.fingerprint, other, at: house.clock.now()),
                    to: Idempotency.table)
            }
            let executor = CommandExecutor(
                database: racing, registry: house.executor.registry, clock: house.clock)
            let outcome = try await executor.run(note, as: house.owner, identity: identity)
            #expect(outcome.isReplay)
            #expect(outcome.body == other.body)
            #expect(try await house.count("SELECT COUNT(*) FROM setting") == 0)
        }
    }

    @Test func `Keys are forgotten after ninety days, not before`() async throws {
        try await CommandHouse.with { house in
            _ = try await house.executor.run(
                note, as: house.owner, identity: try house.identity("key-1", note))
            house.clock.pass(seconds: 89 * 86_400)
            func forget() async throws -> Int {
                try await house.database.write {
                    try Idempotency.forgetOld(in: $0, now: house.clock.now())
                }
            }
            #expect(try await forget() == 0)
            house.clock.pass(seconds: 2 * 86_400)
            #expect(try await forget() == 1)
        }
    }

    @Test func `While the first send runs, the second is told to wait`() async throws {
        try await CommandHouse.with { house in
            let identity = try house.identity("key-1", note)
            let slot = RunningKeys.Slot(
                organisation: house.owner.organisation, user: house.owner.user, key: "key-1")
            #expect(house.executor.running.begin(slot))
            let refusal = await #expect(throws: Refusal.self) {
                try await house.executor.run(note, as: house.owner, identity: identity)
            }
            #expect(refusal?.code.name == "request_in_progress")
            #expect(refusal?.code.status == 409)
            house.executor.running.end(slot)
            let outcome = try await house.executor.run(note, as: house.owner, identity: identity)
            #expect(!outcome.isReplay)
        }
    }

    @Test func `The nightly sweep forgets old answers and finished jobs, and nothing else`()
        async throws
    {
        try await CommandHouse.with { house in
            _ = try await house.executor.run(
                note, as: house.owner, identity: try house.identity("key-1", note))
            try await house.database.write {
                for state in ["done", "dead"] {
                    try $0.execute(
                        """
                        INSERT INTO job (id, kind, payload, state, run_at, attempt, max_attempts,
                            created_at, ended_at)
                        SELECT $1 || substr(id, 5), kind, payload, $1, run_at, 1, 5, created_at, $2 FROM job
                        WHERE state = 'queued'
                        """,
                        [.text(state), .instant(house.clock.now())])
                }
            }
            func kept() async throws -> [Int64] {
                var counts = [try await house.count("SELECT COUNT(*) FROM idempotency")]
                for state in ["queued", "done", "dead"] {
                    counts.append(
                        try await house.count(
                            "SELECT COUNT(*) FROM job WHERE state = $1", [.text(state)]))
                }
                return counts
            }
            let sweep = Sweep(executor: house.executor)
            for (days, left) in [
                (6, [1, 1, 1, 1]), (2, [1, 1, 0, 1]), (80, [1, 1, 0, 1]), (3, [0, 1, 0, 1]),
            ] as [(Int64, [Int64])] {
                house.clock.pass(seconds: days * 86_400)
                try await sweep.run()
                #expect(try await kept() == left)
            }
        }
    }

    @Test(arguments: ["", "é", "two words", String(repeating: "k", count: 256)])
    func `A key must be visible characters`(key: String) async throws {
        try await CommandHouse.with { house in
            await #expect(throws: InvalidRequest.self) {
                try await house.executor.run(
                    note, as: house.owner, identity: try house.identity(key, note))
            }
        }
    }
}

/// Lets something happen just before the first write, as another node would.
private struct RacingDatabase: Database {
    private let inner: any Database
    private let before: @Sendable (any Transaction) throws -> Void

    init(_ inner: any Database, _ before: @escaping @Sendable (any Transaction) throws -> Void) {
        self.inner = inner
        self.before = before
    }

    var engine: Engine { inner.engine }
    var statistics: DatabaseStatistics { inner.statistics }
    var writeFault: StorageFault? { inner.writeFault }
    func checkIntegrity() async throws -> DatabaseIntegrity { try await inner.checkIntegrity() }

    func read<T: Sendable>(
        _ body: @escaping @Sendable (any Snapshot) throws -> T
    ) async throws -> T { try await inner.read(body) }

    func readOne<T: Sendable>(
        _ body: @escaping @Sendable (any Snapshot) throws -> T
    ) async throws -> T { try await inner.readOne(body) }

    func write<T: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> T
    ) async throws -> T {
        try await inner.write(before)
        return try await inner.write(body)
    }

    func close() async {}
}
