import Storage

/// Takes due jobs of one kind for a worker, an organisation after the other.
struct JobClaim {
    let transaction: any Transaction
    let worker: String
    /// In microseconds since 1970, as `until`, the end of the lease.
    let now: Int64
    let until: Int64

    func take(_ kind: String, limit: Int, _ turns: JobTurns) throws -> [Job] {
        var waiting = try waiting(kind)
        // The usual case: everybody's turn is the same one's.
        if waiting.count <= 1 {
            return try waiting.first.map { try claim(kind, $0.organisation, limit) } ?? []
        }
        var jobs: [Job] = []
        while jobs.count < limit, let next = turns.next(of: waiting) {
            let taken = try claim(kind, next.organisation, 1)
            jobs += taken
            waiting = waiting.compactMap { other in
                guard other.organisation == next.organisation else { return other }
                var served = other
                served.running += 1
                return taken.isEmpty ? nil : served
            }
        }
        return jobs
    }

    private func waiting(_ kind: String) throws -> [JobTurns.Waiting] {
        let running = Dictionary(
            try transaction.rows(
                """
                SELECT organisation_id, COUNT(*) FROM job
                WHERE state = 'running' AND kind = $1 GROUP BY organisation_id
                """, [.text(kind)]
            ) { (try $0.textIfAny(0) ?? "", Int(try $0.integer(1))) }
        ) { first, _ in first }
        return try transaction.rows(
            """
            SELECT organisation_id, MIN(run_at) FROM job
            WHERE state = 'queued' AND kind = $1 AND run_at <= $2 GROUP BY organisation_id
            """, [.text(kind), .integer(now)]
        ) { row in
            let organisation = try row.textIfAny(0)
            return JobTurns.Waiting(
                organisation: organisation, since: try row.integer(1),
                running: running[organisation ?? ""] ?? 0)
        }
    }

    /// The state stands in both conditions: on PostgreSQL another node may take a row between the
    /// inner and the outer look at it.
    private func claim(_ kind: String, _ organisation: String?, _ limit: Int) throws -> [Job] {
        let isTheirs = organisation == nil
            ? "organisation_id IS NULL" : "organisation_id = $6"
        var values: [Value] = [
            .text(worker), .integer(until), .text(kind), .integer(now), .integer(Int64(limit)),
        ]
        if let organisation { values.append(.text(organisation)) }
        return try transaction.rows(
            """
            UPDATE job SET state = 'running', worker = $1, lease_until = $2, attempt = attempt + 1
            WHERE state = 'queued' AND id IN (
                SELECT id FROM job WHERE state = 'queued' AND kind = $3 AND run_at <= $4
                    AND \(isTheirs)
                ORDER BY run_at, id LIMIT $5)
            RETURNING id, organisation_id, kind, payload, attempt, max_attempts,
                interruptions
            """, values, JobQueue.job)
    }
}
