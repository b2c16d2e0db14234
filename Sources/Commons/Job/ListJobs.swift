import Ledger
import Storage

/// The organisation's jobs, newest first, with how many there are in each state.
public struct ListJobs: Query {
    public let state: JobState?
    public let kind: String?
    public let after: ID<JobRecord>?
    public let limit: Int?

    public init(
        state: JobState? = nil, kind: String? = nil, after: ID<JobRecord>? = nil,
        limit: Int? = nil
    ) {
        self.state = state
        self.kind = kind
        self.after = after
        self.limit = limit
    }

    public static let declaration = Declaration(
        "job.list", "List background jobs, newest first, with counts by state.",
        .get("/api/jobs"), access: .action(.readJobs),
        fields: [
            "state": FieldNote("Only jobs in this state."),
            "kind": FieldNote("Only jobs of this kind, such as paper.read.", maximumLength: 60),
            "after": FieldNote("The `next` of the page before."),
            "limit": FieldNote("At most so many; 50 unless given.", range: 1...200),
        ])

    public func answer(in view: View) throws -> JobPage {
        let limit = self.limit ?? 50
        var found = try view.snapshot.rows(
            """
            SELECT \(JobRecord.columns) FROM job
            WHERE organisation_id = $1 AND id < $2
                AND ($3 = '' OR state = $3) AND ($4 = '' OR kind = $4)
            ORDER BY id DESC LIMIT $5
            """,
            [
                .id(view.actor.organisation), .text(after?.text ?? "g"),
                .text(state?.rawValue ?? ""), .text(kind ?? ""), .integer(Int64(limit) + 1),
            ], JobRecord.init)
        try JobRecord.name(&found, of: view.actor.organisation, view.snapshot)
        let page = Page(found, limit: limit) { $0.id.text }
        return JobPage(items: page.items, next: page.next, counts: try counts(in: view))
    }

    private func counts(in view: View) throws -> JobCounts {
        var counts = JobCounts()
        try view.snapshot.each(
            "SELECT state, COUNT(*) FROM job WHERE organisation_id = $1 GROUP BY state",
            [.id(view.actor.organisation)]
        ) { row in
            counts[try row.choice(0)] = Int(try row.integer(1))
        }
        return counts
    }
}

public struct JobPage: Codable, Sendable {
    public let items: [JobRecord]
    public let next: String?
    public let counts: JobCounts
}

public struct JobCounts: Codable, Sendable {
    public var queued = 0
    public var running = 0
    public var done = 0
    public var dead = 0
    public var discarded = 0

    subscript(state: JobState) -> Int {
        get {
            switch state {
            case .queued: queued
            case .running: running
            case .done: done
            case .dead: dead
            case .discarded: discarded
            }
        }
        set {
            switch state {
            case .queued: queued = newValue
            case .running: running = newValue
            case .done: done = newValue
            case .dead: dead = newValue
            case .discarded: discarded = newValue
            }
        }
    }
}
