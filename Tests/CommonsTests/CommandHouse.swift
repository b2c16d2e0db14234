import Foundation
import Ledger
import Storage
import TestPostgreSQL
import Synchronization
import Wire

@testable import Commons

/// A house on a real database with one organisation, a few people, and commands to try.
struct CommandHouse: Sendable {
    let database: any Database
    let executor: CommandExecutor
    let clock: TestClockwork
    let owner: Actor
    let accountant: Actor
    let teller: Actor
    /// The owner of another organisation.
    let stranger: Actor

    static let operations: [AnyOperation] =
        [.command(KeepNote.self), .command(PayOut.self), .command(Fail.self), .query(ReadNote.self)]
        + PendingApproval.all + AuditRecord.all + Change.all + Member.all

    /// Runs the body on each engine.
    static func with(
        _ body: @Sendable (CommandHouse) async throws -> Void
    ) async throws {
        let folder = NSTemporaryDirectory() + "commons-tests-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await with(try DatabaseLocation(folder), body)
        try await ThrowawayCluster.shared.get().withDatabase { try await with($0, body) }
    }

    private static func with(
        _ location: DatabaseLocation, _ body: @Sendable (CommandHouse) async throws -> Void
    ) async throws {
        let database = try await openDatabase(at: location)
        do {
            try await body(try await make(database))
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }

    private static func make(_ database: any Database) async throws -> CommandHouse {
        let clock = TestClockwork()
        let executor = CommandExecutor(
            database: database, registry: try CommandRegistry(operations), clock: clock)
        let here = ID<Organisation>(0x1111)
        let there = ID<Organisation>(0x2222)
        func person(_ number: UInt128, _ place: ID<Organisation>, _ role: Role, _ limit: Int64?)
            -> Actor
        {
            Actor(
                user: ID(number), organisation: place, role: role,
                limit: limit.map { Money(minorUnits: $0, currency: .kes) })
        }
        let people = [
            person(1, here, .owner, nil), person(2, here, .accountant, 100_000),
            person(3, here, .teller, 5_000), person(4, there, .owner, nil),
        ]
        try await database.write { transaction in
            for place in [here, there] {
                try transaction.execute(
                    """
                    INSERT INTO organisation (id, name, kind, country, base_currency, language,
                        time_zone, created_at)
                    VALUES ($1, 'Umoja', 'sacco', 'KE', 'KES', 'en', 'Africa/Nairobi', 0)
                    """, [.id(place)])
            }
            for actor in people {
                try transaction.execute(
                    """
                    INSERT INTO user_account (id, name, email, language, created_at)
                    VALUES ($1, $2, $3, 'en', 0)
                    """, [.id(actor.user), .text("User"), .text("\(actor.user)@example.org")])
                try transaction.execute(
                    """
                    INSERT INTO membership (user_id, organisation_id, role, amount_limit,
                        currency, created_at, joined_at)
                    VALUES ($1, $2, $3, $4, $5, 0, 0)
                    """,
                    [
                        .id(actor.user), .id(actor.organisation), .text(actor.role.rawValue),
                        .integer(actor.limit?.minorUnits), .text(actor.limit?.currency.code),
                    ])
            }
        }
        return CommandHouse(
            database: database, executor: executor, clock: clock, owner: people[0],
            accountant: people[1], teller: people[2], stranger: people[3])
    }

    func count(_ sql: String, _ values: [Value] = []) async throws -> Int64 {
        try await database.read { snapshot in
            try snapshot.first(sql, values) { try $0.integer(0) } ?? 0
        }
    }

    func identity(_ key: String, _ command: KeepNote) throws -> RequestIdentity {
        OperationRequest(
            actor: nil, body: try WireEncoder.value(command), idempotencyKey: key,
            origin: Origin(requestID: "test")
        ).identity(of: KeepNote.declaration.name)
    }
}

final class TestClockwork: Clockwork {
    private let moment = Mutex(Instant(Day(year: 2026, month: 11, day: 23) ?? .earliest, hour: 9))

    func now() -> Instant { moment.withLock { $0 } }
    func pass(seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// Keeps a note under a name of the organisation.
struct KeepNote: Command {
    let name: String
    let text: String

    static let write = Action("note.write", [.owner, .accountant])
    static let declaration = Declaration(
        "note.keep", "Keep a note.", .put("/api/notes/:name"), access: .action(write), status: 201,
        fields: ["text": FieldNote("The note", maximumLength: 100)])

    struct Reply: Codable, Sendable, Equatable {
        let id: ID<KeepNote>
        let text: String
    }

    func perform(in work: any Work) throws -> Reply {
        let name = "\(work.actor.organisation)/\(name)"
        try work.transaction.execute(
            "INSERT INTO setting (name, value) VALUES ($1, $2)", [.text(name), .text(text)])
        work.record(
            Subject(kind: "note", id: self.name), before: nil,
            after: .object([("text", .string(text))]))
        try work.enqueue("note.index", payload: .object([("name", .string(name))]))
        return Reply(id: work.newID(KeepNote.self), text: text)
    }
}

struct ReadNote: Query {
    let name: String

    static let declaration = Declaration(
        "note.read", "Read a note.", .get("/api/notes/:name"), access: .signedIn)

    func answer(in view: View) throws -> String {
        let text = try view.snapshot.first(
            "SELECT value FROM setting WHERE name = $1",
            [.text("\(view.actor.organisation)/\(name)")]
        ) { try $0.text(0) }
        guard let text else { throw Refusal(.notFound, "There is no such note.") }
        return text
    }
}

/// Pays money out; above one's limit a second person must agree.
struct PayOut: Command {
    let id: ID<PayOut>
    let amount: Money

    static let pay = Action("payout.make", [.owner, .accountant, .teller])
    static let declaration = Declaration(
        "payout.make", "Pay money out.", .post("/api/payouts"), access: .action(pay),
        approval: .secondPersonAboveLimit, status: 201)

    func amountAtStake(in work: any Work) throws -> Stake? { Stake(amount) }

    func perform(in work: any Work) throws -> ID<PayOut> {
        try work.transaction.execute(
            "INSERT INTO setting (name, value) VALUES ($1, $2)",
            [.id(id), .text(amount.decimal)])
        work.record(Subject(kind: "payout", id: id.text), after: .string(amount.decimal))
        return id
    }
}

/// Writes, then refuses or fails: nothing of it may stay.
struct Fail: Command {
    let refuses: Bool

    struct Broken: Error {}
    static let declaration = Declaration(
        "note.fail", "Write and fail.", .post("/api/fail"), access: .signedIn)

    func perform(in work: any Work) throws -> Done {
        try work.transaction.execute("INSERT INTO setting (name, value) VALUES ('fail', 'x')")
        work.record(Subject(kind: "note", id: "fail"))
        if refuses { throw Refusal(.conflict, "No.") }
        throw Broken()
    }
}
