import Ledger
import Storage
import Wire

/// A new row of `job`.
public enum JobRow {
    public static let attemptLimit = 5

    /// Queues a job. A `key` makes it the only one of its kind and key that waits: when one waits
    /// already, nothing is added. One that runs does not count, for it may have begun before what
    /// the new one is about.
    public static func insert(
        id: String, organisation: String?, kind: String, payload: JSONValue, runAt: Instant,
        now: Instant, key: String? = nil, attemptLimit: Int = attemptLimit,
        in transaction: any Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO job (id, organisation_id, kind, payload, state, run_at, attempt,
                max_attempts, unique_key, created_at)
            VALUES ($1, $2, $3, $4, 'queued', $5, 0, $6, $7, $8)
            ON CONFLICT DO NOTHING
            """,
            [
                .text(id), .text(organisation), .text(kind),
                .text(String(decoding: payload.bytes, as: UTF8.self)),
                .integer(runAt.microseconds), .integer(Int64(attemptLimit)), .text(key),
                .integer(now.microseconds),
            ])
    }
}
