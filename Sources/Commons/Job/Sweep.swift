import Ledger
import Storage

/// Forgets what need not be kept: answers to old requests, and jobs that were done long ago. Failed
/// jobs stay until somebody decides.
public struct Sweep: Sendable {
    public static let kind = "house.sweep"
    static let doneJobDays: Int64 = 7

    let database: any Database
    let clock: any Clockwork

    public init(executor: CommandExecutor) {
        database = executor.database
        clock = executor.clock
    }

    public func run() async throws {
        let now = clock.now()
        try await database.write { transaction in
            _ = try Idempotency.forgetOld(in: transaction, now: now)
            try transaction.execute(
                "DELETE FROM job WHERE state = 'done' AND ended_at < $1",
                [.instant(now.adding(seconds: -Self.doneJobDays * 86_400))])
        }
    }
}
