import Foundation
import Ledger
import Storage
import TestPostgreSQL
import Testing

@testable import Commons

/// A shop with books of its own in a fresh database: tests speak to it in days and amounts.
struct Shop: Sendable {
    let executor: CommandExecutor
    let clock: TestClock
    let owner: Actor
    let accounts: [String: ID<Account>]
    let currency: Currency

    /// Runs the body on each engine, and checks afterwards that the books tie out.
    static func with(
        _ currency: Currency = .kes, on day: String = "2026-03-02",
        _ body: (Shop) async throws -> Void
    ) async throws {
        let folder = NSTemporaryDirectory() + "books-tests-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await with(try DatabaseLocation(folder), on: day) {
            try await body(try await open($0, $1, currency))
        }
        try await ThrowawayCluster.shared.get().withDatabase { location in
            try await with(location, on: day) {
                try await body(try await open($0, $1, currency))
            }
        }
    }

    /// Runs the body on what lies there, and checks afterwards that the books tie out.
    static func with(
        _ location: DatabaseLocation, on day: String,
        _ body: (CommandExecutor, TestClock) async throws -> Void
    ) async throws {
        let database = try await openDatabase(at: location)
        do {
            let clock = TestClock(day)
            let executor = CommandExecutor(
                database: database, registry: try CommandRegistry(Operations.all), clock: clock)
            try await body(executor, clock)
            let findings = try await database.read { try BooksCheck.run($0) }
            #expect(findings == [], "\(database.engine)")
            await database.close()
        } catch {
            await database.close()
            throw error
        }
    }

    /// Another organisation in the same database.
    static func open(
        _ executor: CommandExecutor, _ clock: TestClock, _ currency: Currency
    ) async throws -> Shop {
        let founding = try Founding(
            Register.NewOrganisation(
                name: "Duka", kind: .shop, country: "KE", baseCurrency: currency), policy: .open)
        let ids = RandomIDSource()
        let user = UserSummary(
            id: ids.next(User.self, at: clock.now()), name: "Amina",
            email: "\(UUID().uuidString.lowercased())@example.org", language: "en")
        let owner = Actor(
            user: user.id, organisation: ids.next(Organisation.self, at: clock.now()),
            role: .owner)
        try await executor.transact("test.open", as: owner, requestID: "test") { work in
            _ = try founding.found(user, passwordHash: "none", in: work)
        }
        let list = try await executor.ask(ListAccounts(), as: owner)
        return Shop(
            executor: executor, clock: clock, owner: owner,
            accounts: Dictionary(uniqueKeysWithValues: list.items.map { ($0.code, $0.id) }),
            currency: currency)
    }

    func newID<Entity>(_ entity: Entity.Type) -> ID<Entity> {
        RandomIDSource().next(entity, at: clock.now())
    }

    func money(_ decimal: String) throws -> Money {
        try Money(decimal: decimal, currency: currency)
    }

    func account(_ code: String) throws -> ID<Account> { try #require(accounts[code]) }

    /// Each command has a second of its own, so that what happened has an order.
    func perform<C: Command>(_ command: C) async throws -> C.Reply {
        clock.pass(seconds: 1)
        return try await executor.perform(command, as: owner)
    }

    func ask<Q: Query>(_ query: Q) async throws -> Q.Reply {
        try await executor.ask(query, as: owner)
    }
}
