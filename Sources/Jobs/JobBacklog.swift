import Commons
import Ledger
import Storage

/// How many jobs are in which state, and how long the oldest one has been due.
public struct JobBacklog: Sendable, Equatable {
    /// `queued`, `running` and `dead`; every one of them is there.
    public var byState: [JobState: Int]
    /// Since its time came; nil when none is due.
    public var oldestDue: Instant?

    /// What is done or discarded is not counted: those rows are many, and forgotten in time.
    private static let counted: [JobState] = [.queued, .running, .dead]

    public static func read(
        from database: any Database, now: Instant = SystemClockwork().now()
    ) async throws -> JobBacklog {
        try await database.read { snapshot in
            var counts = JobBacklog(
                byState: Dictionary(uniqueKeysWithValues: counted.map { ($0, 0) }))
            try snapshot.each(
                """
                SELECT state, COUNT(*) FROM job WHERE state IN ('queued', 'running', 'dead')
                GROUP BY state
                """, []
            ) { row in
                guard let state = JobState(rawValue: try row.text(0)) else { return }
                counts.byState[state] = Int(try row.integer(1))
            }
            counts.oldestDue = try snapshot.first(
                """
                SELECT run_at FROM job WHERE state = 'queued' AND run_at <= $1
                ORDER BY run_at LIMIT 1
                """, [.integer(now.microseconds)], { try $0.instant(0) })
            return counts
        }
    }
}
