import Ledger
import Storage
import Wire

/// Work that recurs. Each period that has come due gets its job exactly once, whichever node sees
/// it first and however long every node was down.
public struct JobSchedule: Sendable {
    public let name: String
    public let kind: String
    public let payload: JSONValue
    let every: Duration
    /// The time of day in UTC when the first period begins; none: now.
    private let timeOfDay: Duration?
    /// After downtime each missed period gets a job; otherwise only the last of them.
    let catchesUp: Bool

    /// Every `interval`; after downtime once.
    public static func every(
        _ interval: Duration, name: String, kind: String, payload: JSONValue = .object([]),
        catchesUp: Bool = false
    ) -> JobSchedule {
        JobSchedule(
            name: name, kind: kind, payload: payload, every: interval, timeOfDay: nil,
            catchesUp: catchesUp)
    }

    /// Every day at a time in UTC; after downtime once for each day that was missed.
    public static func daily(
        hour: Int, minute: Int = 0, name: String, kind: String, payload: JSONValue = .object([])
    ) -> JobSchedule {
        JobSchedule(
            name: name, kind: kind, payload: payload, every: .seconds(86_400),
            timeOfDay: .seconds(hour * 3_600 + minute * 60), catchesUp: true)
    }

    /// The first period that begins at `now` or later.
    func firstPeriod(from now: Instant) -> Int64 {
        guard let timeOfDay else { return now.microseconds }
        let today = now.microseconds - now.microseconds % every.microseconds
        let start = today + timeOfDay.microseconds
        return start >= now.microseconds ? start : start + every.microseconds
    }

    /// What is due, oldest first, and the period that comes after.
    func duePeriods(from next: Int64, now: Instant) -> (due: [Int64], next: Int64) {
        guard next <= now.microseconds else { return ([], next) }
        let step = every.microseconds
        let missed = (now.microseconds - next) / step
        // Years of downtime are caught up a thousand periods at a time.
        let last = catchesUp ? min(missed, 999) : missed
        let first = catchesUp ? 0 : missed
        return ((first...last).map { next + $0 * step }, next + (last + 1) * step)
    }
}

/// The rows of `job_schedule`.
struct ScheduleTable: Sendable {
    let database: any Database
    let schedules: [JobSchedule]

    /// Makes the rows of new schedules; known ones keep their place in time.
    func register(now: Instant) async throws {
        let schedules = schedules
        try await database.write { transaction in
            for schedule in schedules {
                try transaction.execute(
                    """
                    INSERT INTO job_schedule (name, kind, payload, every, catches_up, next_at)
                    VALUES ($1, $2, $3, $4, $5, $6)
                    ON CONFLICT (name) DO UPDATE SET kind = excluded.kind,
                        payload = excluded.payload, every = excluded.every,
                        catches_up = excluded.catches_up
                    """,
                    [
                        .text(schedule.name), .text(schedule.kind),
                        .text(String(decoding: schedule.payload.bytes, as: UTF8.self)),
                        .integer(schedule.every.microseconds), .bool(schedule.catchesUp),
                        .integer(schedule.firstPeriod(from: now)),
                    ])
            }
        }
    }

    /// Queues a job for every period that has come due.
    func enqueueDue(now: Instant) async throws {
        guard !schedules.isEmpty, try await hasDue(now: now) else { return }
        let schedules = schedules
        try await database.write { transaction in
            for schedule in schedules {
                try Self.enqueue(schedule, now: now, in: transaction)
            }
        }
    }

    private func hasDue(now: Instant) async throws -> Bool {
        try await database.read { snapshot in
            try snapshot.first(
                "SELECT 1 FROM job_schedule WHERE next_at <= $1 LIMIT 1",
                [.integer(now.microseconds)], { try $0.integer(0) }) != nil
        }
    }

    private static func enqueue(
        _ schedule: JobSchedule, now: Instant, in transaction: any Transaction
    ) throws {
        let stored = try transaction.first(
            "SELECT next_at FROM job_schedule WHERE name = $1", [.text(schedule.name)],
            { try $0.integer(0) })
        guard let stored else { return }
        let (due, next) = schedule.duePeriods(from: stored, now: now)
        guard !due.isEmpty else { return }
        // Another node that saw the same period changed the row first and queued the jobs.
        let taken = try transaction.execute(
            "UPDATE job_schedule SET next_at = $1 WHERE name = $2 AND next_at = $3",
            [.integer(next), .text(schedule.name), .integer(stored)])
        guard taken == 1 else { return }
        for period in due {
            try JobRow.insert(
                id: jobID(schedule, period), organisation: nil, kind: schedule.kind,
                payload: schedule.payload, runAt: now, now: now, in: transaction)
        }
    }

    /// The same for every node that sees the same period.
    private static func jobID(_ schedule: JobSchedule, _ period: Int64) -> String {
        let hash = sha256(Array("\(schedule.name)@\(period)".utf8)).bytes
        let random = hash.prefix(16).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
        return ID<Job>(at: Instant(microseconds: period), random: random).text
    }
}
