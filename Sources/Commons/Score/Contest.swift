import Insight
import Ledger
import Storage
import Wire

/// A contest of a notice: a task until it is answered with a new score of the same day.
public struct Contest: Codable, Sendable {
    public enum State: String, Codable, Sendable, CaseIterable { case open, upheld, changed }

    public let id: ID<Contest>
    public let noticeID: ID<NoticeRecord>
    public let state: State
}

/// Contests a notice. It stands as a task with the lender, whose answer scores the same day again
/// from the books as they are known then, whatever consent there was.
public struct ContestNotice: Command {
    /// The notice.
    public let id: ID<NoticeRecord>
    public let contestID: ID<Contest>
    public let statement: String

    public init(id: ID<NoticeRecord>, contestID: ID<Contest>, statement: String) {
        self.id = id
        self.contestID = contestID
        self.statement = statement
    }

    public static let declaration = Declaration(
        "notice.contest", "Contest a notice: say what is wrong.",
        .post("/api/notices/:id/contest"), access: .action(.contestNotices), status: 201,
        refusals: [
            .noticeUnknown, .noticeReplaced, .contestLate, .contestOpen, .idTaken, .blankReason,
        ],
        fields: [
            "id": FieldNote("The notice."),
            "contest_id": FieldNote("Made by the client, so that a repeat is recognised."),
            "statement": FieldNote("What is wrong.", minimumLength: 1, maximumLength: 2_000),
        ])

    public func perform(in work: any Work) throws -> Contest {
        guard let notice = try NoticeRecord.find(id, for: work.actor, in: work.transaction) else {
            throw Refusal(.noticeUnknown, "No notice has this id.")
        }
        // Whoever decided contests for a customer at the counter, and not for another business.
        guard notice.entity.kind == .party || notice.entity.id.text == work.actor.organisation.text
        else {
            throw Refusal(.noticeUnknown, "Only the business itself contests this notice.")
        }
        if let later = notice.replacedBy {
            throw Refusal(
                .noticeReplaced,
                "It was decided again: \(later.decision.told)."
                    + (later.noticeID == nil ? "" : " Contest the notice of that decision."))
        }
        guard work.today <= notice.contestUntil else {
            throw Refusal(.contestLate, "It could be contested until \(notice.contestUntil).")
        }
        try Refusal.requireWords(statement, at: "/statement")
        guard !notice.contests.contains(where: { $0.state == .open }) else {
            throw Refusal(.contestOpen, "Wait for the answer.")
        }
        let lender = notice.lender.id.rebound(to: Organisation.self)
        let inserted = try work.transaction.execute(
            """
            INSERT INTO contest (organisation_id, id, notice_id, state, statement, opened_by,
                opened_at)
            VALUES ($1, $2, $3, 'open', $4, $5, $6) ON CONFLICT DO NOTHING
            """,
            [
                .id(lender), .id(contestID), .id(id), .text(statement), .id(work.actor.user),
                .instant(work.now),
            ])
        guard inserted == 1 else {
            throw Refusal(.idTaken, "A contest with this id exists.", at: "/contest_id")
        }
        // The trace belongs to both: to whoever contests, and to the lender, who must answer.
        let subject = Subject(kind: "contest", id: contestID.text)
        let trace = JSONValue.object([("state", .string("open")), ("notice", .string(id.text))])
        work.record(subject, before: nil, after: trace)
        if lender != work.actor.organisation, let live = work as? LiveWork {
            live.standingIn(
                as: Actor(user: work.actor.user, organisation: lender, role: work.actor.role)
            ).record(subject, before: nil, after: trace, reason: nil)
        }
        return Contest(id: contestID, noticeID: id, state: .open)
    }
}

/// Answers a contest: the score of the same day is made again by the model that was decided with,
/// from the books as they are known now, and both stay.
public struct AnswerContest: Procedure {
    public let id: ID<Contest>
    public let answer: String

    public init(id: ID<Contest>, answer: String) {
        self.id = id
        self.answer = answer
    }

    public static let declaration = Declaration(
        "contest.answer", "Answer a contest with a new score of the same day.",
        .post("/api/contests/:id/answer"), access: .action(.decideScores),
        refusals: [.contestUnknown, .contestAnswered, .blankReason],
        fields: [
            "id": FieldNote("The contest."),
            "answer": FieldNote("What was found.", minimumLength: 1, maximumLength: 2_000),
        ])

    public func run(in scene: Scene) async throws -> NoticeRecord {
        try await run(as: try scene.signedIn(), with: scene.executor)
    }

    func run(as actor: Actor, with executor: CommandExecutor) async throws -> NoticeRecord {
        try Refusal.requireWords(answer, at: "/answer")
        let asked = try await executor.database.read { snapshot in
            try Self.question(id, of: actor.organisation, in: snapshot)
        }
        let maker = ScoreMaker(executor: executor, actor: actor, requestID: "internal")
        let rescore = try await maker.make(
            .init(entity: asked.entity, asOf: asked.asOf, knownAt: executor.clock.now(),
                purpose: .contest, model: asked.model))
        try await executor.transact(
            Self.declaration.name, as: actor, requestID: "internal"
        ) { work in
            try close(rescore, was: asked.known, in: work)
        }
        return try await executor.ask(ShowNotice(id: asked.notice), as: actor)
    }

    private typealias Asked = (
        notice: ID<NoticeRecord>, entity: ID<ScoreEntity>, asOf: Day, known: FeatureSnapshot,
        model: String
    )

    private static func question(
        _ id: ID<Contest>, of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> Asked {
        let found = try snapshot.first(
            """
            SELECT n.id, n.entity_id, s.as_of, s.snapshot, s.model_sha256, c.state
            FROM contest c
            JOIN notice n ON n.organisation_id = c.organisation_id AND n.id = c.notice_id
            JOIN score s ON s.organisation_id = n.organisation_id AND s.id = n.score_id
            WHERE c.organisation_id = $1 AND c.id = $2
            """, [.id(organisation), .id(id)]
        ) { row -> (Asked, Contest.State) in
            (
                (
                    try row.id(0), try row.id(1), try row.day(2),
                    try FeatureSnapshot(stored: try row.text(3)), try row.text(4)
                ),
                try row.choice(5)
            )
        }
        guard let (asked, state) = found else {
            throw Refusal(.contestUnknown, "No contest has this id.")
        }
        guard state == .open else {
            throw Refusal(.contestAnswered, "It was \(state.rawValue).")
        }
        return asked
    }

    private func close(
        _ rescore: ID<ScoreRecord>, was known: FeatureSnapshot, in work: any Work
    ) throws {
        let now = try work.transaction.first(
            "SELECT snapshot FROM score WHERE organisation_id = $1 AND id = $2",
            [.id(work.actor.organisation), .id(rescore)]
        ) { try FeatureSnapshot(stored: try $0.text(0)) }
        let state: Contest.State = now?.knowsSame(as: known) == true ? .upheld : .changed
        let closed = try work.transaction.execute(
            """
            UPDATE contest SET state = $3, answer = $4, rescore_id = $5, answered_by = $6,
                answered_at = $7
            WHERE organisation_id = $1 AND id = $2 AND state = 'open'
            """,
            [
                .id(work.actor.organisation), .id(id), .text(state.rawValue), .text(answer),
                .id(rescore), .id(work.actor.user), .instant(work.now),
            ])
        guard closed == 1 else { throw Refusal(.contestAnswered, "Somebody else answered it.") }
        work.record(
            Subject(kind: "contest", id: id.text), before: .object([("state", .string("open"))]),
            after: .object([
                ("state", .string(state.rawValue)), ("rescore", .string(rescore.text)),
            ]))
    }
}

extension NoticeRecord {
    public static let all: [AnyOperation] = [
        .command(DecideScore.self), .query(ListNotices.self), .query(ShowNotice.self),
        .command(ContestNotice.self), .procedure(AnswerContest.self),
        .command(RecordOutcome.self), .command(RecordAttribute.self), .procedure(ShowFairness.self),
        .query(ListAttributes.self),
    ]
}
