import Ledger
import Storage
import Wire

/// Gives a job that failed for good its attempts back.
public struct RetryJob: Command {
    public let id: ID<JobRecord>

    public init(id: ID<JobRecord>) { self.id = id }

    public static let declaration = Declaration(
        "job.retry", "Run a failed job again, now and with all its attempts.",
        .post("/api/jobs/:id/retry"), access: .action(.decideJobs),
        refusals: [.jobUnknown, .jobState], fields: ["id": FieldNote("The job.")])

    public func perform(in work: any Work) throws -> JobRecord {
        let job = try JobRecord.find(id, in: work)
        guard job.state == .dead || job.state == .discarded else {
            throw Refusal(.jobState, "The job is \(job.state.rawValue); only failed ones restart.")
        }
        try work.transaction.execute(
            """
            UPDATE job SET state = 'queued', attempt = 0, interruptions = 0, run_at = $3,
                ended_at = NULL, unique_key = NULL
            WHERE organisation_id = $1 AND id = $2
            """, [.id(work.actor.organisation), .id(id), .instant(work.now)])
        work.record(
            Subject(kind: "job", id: id.text),
            before: .object([("state", .string(job.state.rawValue))]),
            after: .object([("state", .string("queued"))]))
        work.announceJobs()
        return try JobRecord.find(id, in: work)
    }
}
