import Ledger
import Storage
import Wire

/// A job as the jobs page shows it.
public struct JobRecord: Codable, Sendable {
    public let id: ID<JobRecord>
    public let kind: String
    public let state: JobState
    public let payload: JSONValue
    /// What the work is about, where that has a name: the paper that is read.
    public internal(set) var about: NamedSubject?
    /// Starts so far, and the most there will be.
    public let attempts: Int
    public let attemptLimit: Int
    public let runAt: Instant
    /// Why it failed or was discarded.
    public let error: String?
    public let worker: String?
    public let createdAt: Instant
    public let endedAt: Instant?

    static let columns = """
        id, kind, state, payload, attempt, max_attempts, run_at, error, worker, created_at,
        ended_at
        """

    init(_ row: any Row) throws {
        id = try row.id(0)
        kind = try row.text(1)
        state = try row.choice(2)
        payload = try JSONValue.parse(try row.text(3))
        attempts = Int(try row.integer(4))
        attemptLimit = Int(try row.integer(5))
        runAt = try row.instant(6)
        error = try row.textIfAny(7)
        worker = try row.textIfAny(8)
        createdAt = try row.instant(9)
        endedAt = try row.instantIfAny(10)
    }

    static func find(_ id: ID<JobRecord>, in work: any Work) throws -> JobRecord {
        var found = try work.transaction.rows(
            "SELECT \(columns) FROM job WHERE organisation_id = $1 AND id = $2",
            [.id(work.actor.organisation), .id(id)], JobRecord.init)
        try name(&found, of: work.actor.organisation, work.transaction)
        guard let job = found.first else { throw Refusal(.jobUnknown, "There is no such job.") }
        return job
    }

    /// A payload names whose work it is too; that one is nobody's paper.
    static func name(
        _ jobs: inout [JobRecord], of organisation: ID<Organisation>, _ snapshot: any Snapshot
    ) throws {
        let names = try NamedSubject.all(in: jobs.map(\.payload), of: organisation, snapshot)
        for index in jobs.indices {
            let named = jobs[index].payload.ids.compactMap { names[$0] }
            jobs[index].about = named.first { $0.kind != .person }
        }
    }

    public static let all: [AnyOperation] = [
        .query(ListJobs.self), .command(RetryJob.self), .command(DiscardJob.self),
    ]
}

extension Action {
    public static let readJobs = Action("job.read", [.owner, .admin, .auditor, .supervisor])
    /// To run a failed job again or to drop it.
    public static let decideJobs = Action("job.decide", [.owner, .admin])
}

extension RefusalCode {
    public static let jobUnknown = RefusalCode("job_unknown", 404, "No such job")
    public static let jobState = RefusalCode(
        "job_state", 409, "The job is not in a state for this")

    static let jobs: [RefusalCode] = [.jobUnknown, .jobState]
}
