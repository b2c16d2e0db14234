import Ledger
import Storage
import Wire

/// Decides that a job shall not be done.
public struct DiscardJob: Command {
    public let id: ID<JobRecord>
    public let reason: String

    public init(id: ID<JobRecord>, reason: String) {
        self.id = id
        self.reason = reason
    }

    public static let declaration = Declaration(
        "job.discard", "Drop a job that failed or waits, with the reason.",
        .post("/api/jobs/:id/discard"), access: .action(.decideJobs),
        refusals: [.jobUnknown, .jobState],
        fields: [
            "id": FieldNote("The job."),
            "reason": FieldNote("Why.", minimumLength: 1, maximumLength: 500),
        ])

    public func perform(in work: any Work) throws -> JobRecord {
        let job = try JobRecord.find(id, in: work)
        guard job.state == .dead || job.state == .queued else {
            throw Refusal(.jobState, "The job is \(job.state.rawValue) and cannot be dropped.")
        }
        try work.transaction.execute(
            """
            UPDATE job SET state = 'discarded', error = $3, ended_at = $4
            WHERE organisation_id = $1 AND id = $2
            """,
            [
                .id(work.actor.organisation), .id(id), .text(reason), .instant(work.now),
            ])
        if job.kind == ReadPaperPayload.kind { try tellPaper(job, in: work) }
        work.record(
            Subject(kind: "job", id: id.text),
            before: .object([("state", .string(job.state.rawValue))]),
            after: .object([("state", .string("discarded"))]), reason: reason)
        return try JobRecord.find(id, in: work)
    }

    /// A paper whose reading was dropped waits for nothing: it can be read again, or typed in. A
    /// job whose payload names no paper is dropped all the same.
    private func tellPaper(_ job: JobRecord, in work: any Work) throws {
        let payload = try? WireDecoder.stored.decode(ReadPaperPayload.self, body: job.payload)
        guard let id = payload?.paperID,
            let paper = try Paper.find(id, of: work.actor.organisation, in: work.transaction)?
                .paper, paper.state == .queued || paper.state == .reading
        else { return }
        let failure = PaperFailure(
            code: "reader_failed", detail: "Its reading was dropped: \(reason)")
        try PaperStep(to: .failed, attempts: paper.attempts, failure: failure)
            .take(paper, by: work.actor.user, in: work)
    }
}
