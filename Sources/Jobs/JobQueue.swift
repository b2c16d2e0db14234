import Commons
import Ledger
import Storage
import Wire

/// The rows of `job`, as workers see them. Every change is one write through the database's writer
/// and says whose lease it relies on, so a worker that lost its lease changes nothing.
struct JobQueue: Sendable {
    let database: any Database
    private let turns = JobTurns()

    init(database: any Database) { self.database = database }

    /// Whether `claim` would find something, without writing.
    func hasWork(kinds: [String], now: Instant) async throws -> Bool {
        try await database.read { snapshot in
            let values = kinds.map { Value.text($0) } + [.integer(now.microseconds)]
            let places = Self.places(kinds.count, from: 1)
            return try snapshot.first(
                """
                SELECT 1 FROM job WHERE state = 'queued' AND kind IN (\(places))
                    AND run_at <= $\(kinds.count + 1)
                UNION ALL
                SELECT 1 FROM job WHERE state = 'running' AND lease_until < $\(kinds.count + 1)
                LIMIT 1
                """, values, { try $0.integer(0) }) != nil
        }
    }

    /// How many starts of a job may be cut off by the death of their process without being counted.
    /// Beyond these it may be the work that kills it.
    static let forgivenInterruptions: Int64 = 10

    /// Gives jobs whose lease ran out back, then takes up to `limits[kind]` due jobs of each kind.
    func claim(
        _ limits: [String: Int], worker: String, now: Instant, lease: Duration
    ) async throws -> [Job] {
        let wanted = limits.filter { $0.value > 0 }.sorted { $0.key < $1.key }
        let until = now.microseconds + lease.microseconds
        let jobs = try await database.write { [turns] transaction in
            try Self.rescue(in: transaction, now: now)
            let claim = JobClaim(
                transaction: transaction, worker: worker, now: now.microseconds, until: until)
            return try wanted.flatMap { try claim.take($0, limit: $1, turns) }
        }
        for job in jobs { turns.serve(job.organisation) }
        return jobs
    }

    /// Takes every running job back, for a process that knows to be the only one.
    func rescueAll() async throws {
        try await database.write { transaction in
            try Self.rescue(in: transaction, now: Instant(microseconds: .max))
        }
    }

    private static func rescue(in transaction: any Transaction, now: Instant) throws {
        try transaction.execute(
            """
            UPDATE job SET state = 'queued', worker = NULL, lease_until = NULL, unique_key = NULL,
                error = 'the worker that ran it stopped answering',
                attempt = CASE WHEN interruptions < $2 THEN attempt - 1 ELSE attempt END,
                interruptions = interruptions + 1
            WHERE state = 'running' AND lease_until < $1
            """, [.integer(now.microseconds), .integer(forgivenInterruptions)])
    }

    static func job(_ row: any Row) throws -> Job {
        let payload = try row.text(3)
        return Job(
            id: try row.text(0), organisation: try row.textIfAny(1), kind: try row.text(2),
            payload: (try? JSONValue.parse(payload)) ?? .string(payload),
            attempt: Int(try row.integer(4)), attemptLimit: Int(try row.integer(5)),
            interruptions: Int(try row.integer(6)))
    }

    /// Extends every lease of the worker and says which jobs it still holds.
    func extend(worker: String, now: Instant, lease: Duration) async throws -> Set<String> {
        let until = now.microseconds + lease.microseconds
        return try await database.write { transaction in
            Set(
                try transaction.rows(
                    """
                    UPDATE job SET lease_until = $1 WHERE state = 'running' AND worker = $2
                    RETURNING id
                    """, [.integer(until), .text(worker)], { try $0.text(0) }))
        }
    }

    /// What becomes of a job that was started.
    enum Ending: Sendable {
        case done
        case again(at: Instant, reason: String)
        case dead(reason: String)
        /// Stopped before it ended, through no fault of its own: this start does not count.
        case released
    }

    /// - Returns: false when the lease was lost and another start decides.
    @discardableResult
    func settle(_ job: Job, _ ending: Ending, worker: String, now: Instant) async throws -> Bool {
        let change: (state: JobState, runAt: Instant?, error: String?, ended: Bool, back: Int64) =
            switch ending {
            case .done: (.done, nil, nil, true, 0)
            case .again(let at, let reason): (.queued, at, reason, false, 0)
            case .dead(let reason): (.dead, nil, reason, true, 0)
            case .released: (.queued, nil, nil, false, 1)
            }
        let values: [Value] = [
            .text(change.state.rawValue), .integer(change.runAt?.microseconds),
            .text(change.error.map { String($0.prefix(500)) }),
            change.ended ? .integer(now.microseconds) : .null, .integer(change.back),
            .text(job.id), .text(worker), .integer(Int64(job.attempt)),
            .integer(Int64(job.interruptions)),
        ]
        return try await database.write { transaction in
            try transaction.execute(
                """
                UPDATE job SET state = $1, run_at = COALESCE($2, run_at),
                    error = COALESCE($3, error), ended_at = $4, attempt = attempt - $5,
                    worker = NULL, lease_until = NULL, unique_key = NULL
                WHERE id = $6 AND worker = $7 AND attempt = $8 AND interruptions = $9
                    AND state = 'running'
                """, values) == 1
        }
    }

    static func places(_ count: Int, from first: Int) -> String {
        (first..<(first + count)).map { "$\($0)" }.joined(separator: ", ")
    }
}

extension Duration {
    var microseconds: Int64 {
        components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    }
}
