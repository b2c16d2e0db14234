import Ledger
import Storage
import Wire

/// Runs commands: permission, idempotency, second person, one write transaction, and the answer
/// after its commit. The only way by which anything is written.
public final class CommandExecutor: Sendable {
    public let database: any Database
    public let clock: any Clockwork
    public let registry: CommandRegistry
    public let installation: Installation
    let ids: any IDSource
    let calendar: BusinessCalendar
    let running = RunningKeys()
    /// Forecasts that are no records, for whoever asks the same again while the books stand still.
    let forecasts = MemoryCache(limit: 64)

    public init(
        database: any Database, registry: CommandRegistry,
        clock: any Clockwork = SystemClockwork(), ids: any IDSource = RandomIDSource(),
        installation: Installation = Installation()
    ) {
        self.database = database
        self.registry = registry
        self.clock = clock
        self.ids = ids
        self.installation = installation
        calendar = BusinessCalendar()
    }

    /// Runs a command for callers inside the process: jobs, the demo, the command line.
    ///
    /// - Throws: `Refusal`, `InvalidRequest`, or `StorageFault`. A command that awaits a second
    ///   person throws `Refusal(.approvalNeeded)` here.
    @discardableResult
    public func perform<C: Command>(
        _ command: C, as actor: Actor, requestID: String = "internal"
    ) async throws -> C.Reply {
        let outcome = try await run(
            command, as: actor, identity: RequestIdentity(id: requestID))
        guard outcome.status != 202 || C.declaration.status == 202 else {
            throw Refusal(.approvalNeeded, "A second person must agree first.")
        }
        if outcome.body.isEmpty { return try SchemaDecoder.placeholder(C.Reply.self) }
        return try WireDecoder.stored.decode(C.Reply.self, from: outcome.body)
    }

    /// Runs a command under the caller's idempotency key, if there is one.
    public func run<C: Command>(
        _ command: C, as actor: Actor, identity: RequestIdentity
    ) async throws -> Outcome {
        _ = try Permission.check(C.declaration.access, actor)
        guard let key = identity.key else {
            return try await execute(command, as: actor, identity: identity, slot: nil)
        }
        guard IdempotencyKey.isValid(key.text) else {
            throw InvalidRequest([
                FieldFault(.parameter("Idempotency-Key"), "must be 1 to 255 visible characters")
            ])
        }
        let slot = RunningKeys.Slot(
            organisation: actor.organisation, user: actor.user, key: key.text)
        guard running.begin(slot) else {
            throw Refusal(.requestInProgress, "Wait for the first answer, then ask again.")
        }
        defer { running.end(slot) }
        return try await runOnce(command, as: actor, identity: identity, slot: slot, key: key)
    }

    private func runOnce<C: Command>(
        _ command: C, as actor: Actor, identity: RequestIdentity, slot: RunningKeys.Slot,
        key: IdempotencyKey
    ) async throws -> Outcome {
        // Nearly every key is new, so nothing looks for it first. One that has been used, here
        // or by another node, makes its second use fail: by what the first changed, or at last by
        // the primary key of the table of keys. Then the first answer counts.
        do {
            return try await execute(command, as: actor, identity: identity, slot: slot)
        } catch {
            if let fault = error as? StorageFault {
                guard case .constraint = fault else { throw fault }
            }
            if let stored = try await stored(slot, key) { return stored }
            throw error
        }
    }

    private func stored(_ slot: RunningKeys.Slot, _ key: IdempotencyKey) async throws -> Outcome? {
        try await database.readOne { snapshot in
            try Idempotency.stored(slot, key.fingerprint, in: snapshot)
        }
    }

    private func execute<C: Command>(
        _ command: C, as actor: Actor, identity: RequestIdentity, slot: RunningKeys.Slot?
    ) async throws -> Outcome {
        try await transact(C.declaration.name, as: actor, requestID: identity.id) { work in
            let outcome = try work.run(command)
            if let slot, let key = identity.key {
                work.transaction.append(
                    Idempotency.row(slot, key.fingerprint, outcome, at: work.now),
                    to: Idempotency.table)
            }
            return outcome
        }
    }

    /// One write transaction with the traces of the named operation.
    func transact<T: Sendable>(
        _ name: String, as actor: Actor, requestID: String,
        _ body: @escaping @Sendable (LiveWork) throws -> T
    ) async throws -> T {
        let zone = try await calendar.zone(of: actor.organisation, in: database)
        return try await database.write { [self] transaction in
            let now = try transaction.moment(clock)
            let work = LiveWork(
                transaction: transaction, actor: actor, now: now, today: zone.day(at: now),
                command: name, requestID: requestID, registry: registry, ids: ids,
                installation: installation)
            return try body(work)
        }
    }

    /// Answers a query from one snapshot.
    public func answer<Q: Query>(_ query: Q, as actor: Actor) async throws -> Outcome {
        Outcome(
            status: Q.declaration.status,
            body: try await reading(query, as: actor) { try WireEncoder.encode($0) })
    }

    /// Answers a query for callers inside the process.
    public func ask<Q: Query>(_ query: Q, as actor: Actor) async throws -> Q.Reply {
        _ = try Permission.check(Q.declaration.access, actor)
        return try await reading(query, as: actor) { $0 }
    }

    private func reading<Q: Query, Result: Sendable>(
        _ query: Q, as actor: Actor, _ finish: @escaping @Sendable (Q.Reply) throws -> Result
    ) async throws -> Result {
        let zone = try await calendar.zone(of: actor.organisation, in: database)
        let now = Q.isOfMoment ? try await settled(query.knownAt) : clock.now()
        let answer = { @Sendable [installation] (snapshot: any Snapshot) throws -> Result in
            let view = View(
                snapshot: snapshot, actor: actor, now: now, today: zone.day(at: now),
                issuer: installation.issuer)
            return try finish(try query.answer(in: view))
        }
        return try await Q.isOneStatement ? database.readOne(answer) : database.read(answer)
    }
}
