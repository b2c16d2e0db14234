import Synchronization
import Ledger
import Storage

/// Performs commands at times that have passed, inside one transaction. Each goes the way of a
/// request: written as JSON, read back strictly, permission checked, then performed.
final class DemoScribe {
    private let executor: CommandExecutor
    private let transaction: any Transaction

    init(_ executor: CommandExecutor, _ transaction: any Transaction) {
        self.executor = executor
        self.transaction = transaction
    }

    @discardableResult
    func perform<C: Command>(
        _ command: C, as actor: Actor, on day: Day, hour: Int, _ random: inout DemoRandom
    ) throws -> C.Reply {
        _ = try Permission.check(C.declaration.access, actor)
        let decoder = WireDecoder(C.declaration.fields)
        let read = try decoder.decode(C.self, from: try WireEncoder.encode(command))
        return try read.perform(
            in: work(C.declaration.name, as: actor, on: day, hour: hour, &random))
    }

    /// What is no request of its own: the acceptance of a paper.
    func work(
        _ name: String, as actor: Actor, on day: Day, hour: Int, _ random: inout DemoRandom
    ) -> LiveWork {
        let hour = Instant(day, hour: hour, minute: random.below(60), second: random.below(60))
        // Of the last day nothing is recorded before it happened.
        let instant = min(hour, executor.clock.now())
        return LiveWork(
            transaction: transaction, actor: actor, now: instant, today: day, command: name,
            requestID: "demo", registry: executor.registry, ids: DemoIDs(random.next()),
            installation: executor.installation)
    }
}

extension DemoScribe {
    /// In minor units of the organisation's currency.
    func balance(of account: ID<Account>, _ crew: DemoTown.Crew) throws -> Int64 {
        try transaction.first(
            """
            SELECT amount FROM account_balance
            WHERE organisation_id = $1 AND account_id = $2 AND currency = $3
            """, [.id(crew.owner.organisation), .id(account), .text(crew.currency.code)]
        ) { try $0.integer(0) } ?? 0
    }

    func count(_ table: String) throws -> Int {
        Int(try transaction.first("SELECT COUNT(*) FROM \(table)", []) { try $0.integer(0) } ?? 0)
    }

    /// What taking up an invitation does: the password is chosen, the membership counts.
    func giveKey(_ key: DemoKeys.Key, to user: ID<User>) throws {
        try transaction.execute(
            "UPDATE membership SET joined_at = created_at WHERE user_id = $1", [.id(user)])
        try transaction.execute(
            "UPDATE user_account SET password_hash = $2 WHERE id = $1",
            [.id(user), .text(key.hash)])
    }
}

/// Identifiers of one command, the same for the same seed.
final class DemoIDs: IDSource {
    private let random: Mutex<DemoRandom>

    init(_ seed: UInt64) { random = Mutex(DemoRandom(seed: seed)) }

    func next<Entity>(_ entity: Entity.Type, at now: Instant) -> ID<Entity> {
        random.withLock { random in
            ID(at: now, random: UInt128(random.next()) << 64 | UInt128(random.next()))
        }
    }
}
