import Insight
import Ledger
import Storage
import Wire

/// A notice as it was made, and what became of it. The lender and whoever it is about see the same.
public struct NoticeRecord: Codable, Sendable {
    public struct ContestItem: Codable, Sendable {
        public let id: ID<Contest>
        public let state: Contest.State
        public let statement: String
        public let answer: String?
        public let openedAt: Instant
        public let answeredAt: Instant?
        /// The score of the same day from the books as they are known now.
        public let rescoreID: ID<ScoreRecord>?
        public let pointsBefore: Int64?
        public let pointsAfter: Int64?
    }

    /// The decision that stands instead of the one that the notice is of: the last later one about
    /// the same loan, on the same score or on the one that answered a contest.
    public struct Replacement: Codable, Sendable {
        public let decision: CreditDecision
        public let decidedAt: Instant
        /// What it told the applicant; nil where nothing adverse was decided.
        public let noticeID: ID<NoticeRecord>?
    }

    public let id: ID<NoticeRecord>
    /// Who decided.
    public let lender: ScoreEntity
    public let entity: ScoreEntity
    public let scoreID: ID<ScoreRecord>
    /// The lender's reference of the loan; nil where none was given.
    public let loan: String?
    public let language: ScoreLanguage
    public let content: NoticeContent
    public let contestUntil: Day
    public let madeAt: Instant
    public let contests: [ContestItem]
    /// Nil while the decision stands.
    public let replacedBy: Replacement?

    /// Where the actor's organisation decided, or is who it was decided about.
    static let isMine = """
        (n.organisation_id = $1 OR (n.entity_kind = 'organisation' AND n.entity_id = $1))
        """

    static let columns = """
        n.id, n.organisation_id, o.name, n.entity_kind, n.entity_id, n.score_id, n.language,
        n.content, n.contest_until, n.made_at, d.loan, r.decision, r.decided_at, m.id
        """

    /// SQL: the id of the decision that stands instead of the decision `d` of the notice `n`, or
    /// null.
    static let replacement = """
        (SELECT l.id FROM score_decision l
        WHERE l.organisation_id = d.organisation_id AND l.loan = d.loan AND l.score_id IN (
                SELECT d.score_id
                UNION ALL
                SELECT c.rescore_id FROM contest c
                WHERE c.organisation_id = n.organisation_id AND c.notice_id = n.id
                    AND c.rescore_id IS NOT NULL)
            AND (l.decided_at > d.decided_at OR l.decided_at = d.decided_at AND l.id > d.id)
        ORDER BY l.decided_at DESC, l.id DESC LIMIT 1)
        """

    /// SQL: what `columns` are of, for the notices `n` of a table.
    static func source(_ table: String) -> String {
        """
        \(table) n JOIN organisation o ON o.id = n.organisation_id
        JOIN score_decision d ON d.organisation_id = n.organisation_id AND d.id = n.decision_id
        LEFT JOIN score_decision r
            ON r.organisation_id = n.organisation_id AND r.id = \(replacement)
        LEFT JOIN notice m ON m.organisation_id = r.organisation_id AND m.decision_id = r.id
        """
    }

    static func find(
        _ id: ID<NoticeRecord>, for actor: Actor, in snapshot: any Snapshot
    ) throws -> NoticeRecord? {
        let contests = try snapshot.rows(
            """
            SELECT c.id, c.state, c.statement, c.answer, c.opened_at, c.answered_at,
                c.rescore_id, b.points, a.points
            FROM contest c
            JOIN notice n ON n.organisation_id = c.organisation_id AND n.id = c.notice_id
            JOIN score b ON b.organisation_id = n.organisation_id AND b.id = n.score_id
            LEFT JOIN score a ON a.organisation_id = c.organisation_id AND a.id = c.rescore_id
            WHERE \(isMine) AND n.id = $2 ORDER BY c.opened_at, c.id
            """, [.id(actor.organisation), .id(id)]
        ) { row in
            ContestItem(
                id: try row.id(0), state: try row.choice(1), statement: try row.text(2),
                answer: try row.textIfAny(3), openedAt: try row.instant(4),
                answeredAt: try row.instantIfAny(5), rescoreID: try row.idIfAny(6),
                pointsBefore: try row.integerIfAny(7), pointsAfter: try row.integerIfAny(8))
        }
        return try snapshot.first(
            """
            SELECT \(columns) FROM \(source("notice"))
            WHERE \(isMine) AND n.id = $2
            """, [.id(actor.organisation), .id(id)]
        ) { try NoticeRecord($0, contests) }
    }

    init(_ row: any Row, _ contests: [ContestItem]) throws {
        id = try row.id(0)
        lender = ScoreEntity(kind: .organisation, id: try row.id(1), name: try row.text(2))
        content = try WireDecoder.stored.decode(
            NoticeContent.self, from: Array(try row.text(7).utf8))
        entity = ScoreEntity(
            kind: try row.choice(3), id: try row.id(4), name: content.name)
        scoreID = try row.id(5)
        language = ScoreLanguage(code: try row.text(6))
        contestUntil = try row.day(8)
        madeAt = try row.instant(9)
        let reference = try row.text(10)
        loan = reference.isEmpty ? nil : reference
        replacedBy = row.isNull(11)
            ? nil
            : Replacement(
                decision: try row.choice(11), decidedAt: try row.instant(12),
                noticeID: try row.idIfAny(13))
        self.contests = contests
    }
}

public struct ShowNotice: Query {
    public let id: ID<NoticeRecord>

    public init(id: ID<NoticeRecord>) { self.id = id }

    public static let declaration = Declaration(
        "notice.read", "Show a notice with its contests, to the lender or to whom it is about.",
        .get("/api/notices/:id"), access: .action(.readNotices), refusals: [.noticeUnknown],
        fields: ["id": FieldNote("The notice.")])

    public func answer(in view: View) throws -> NoticeRecord {
        guard let found = try NoticeRecord.find(id, for: view.actor, in: view.snapshot) else {
            throw Refusal(.noticeUnknown, "No notice has this id.")
        }
        return found
    }
}

public struct ListNotices: Query {
    /// Whom they are about.
    public let entityID: ID<ScoreEntity>?
    public let after: String?
    public let limit: Int?

    public init(entityID: ID<ScoreEntity>? = nil, after: String? = nil, limit: Int? = nil) {
        self.entityID = entityID
        self.after = after
        self.limit = limit
    }

    public static let declaration = Declaration(
        "notice.list", "List notices that you made or that are about you, newest first.",
        .get("/api/notices"), access: .action(.readNotices),
        refusals: [.cursorUnknown],
        fields: [
            "entity_id": FieldNote("Only those about this one."),
            "after": Cursor.note, "limit": Cursor.limitNote,
        ])

    public struct Item: Codable, Sendable {
        public let id: ID<NoticeRecord>
        public let lender: String
        public let name: String
        public let decision: CreditDecision
        public let madeAt: Instant
        public let contestUntil: Day
        public let isContested: Bool
        /// The lender's reference of the loan; nil where none was given.
        public let loan: String?
        /// Nil while the decision stands.
        public let replacedBy: NoticeRecord.Replacement?
    }

    public func answer(in view: View) throws -> Page<Item> {
        let count = limit ?? Cursor.usualLimit
        let place = try Cursor(after, start: [Cursor.lastInstant, Cursor.end])
        let found = try view.snapshot.rows(
            """
            WITH page AS (
                SELECT n.* FROM notice n
                WHERE \(NoticeRecord.isMine) AND ($2 = '' OR n.entity_id = $2)
                    AND (n.made_at, n.id) < ($3, $4)
                ORDER BY n.made_at DESC, n.id DESC LIMIT $5
            )
            SELECT \(NoticeRecord.columns), EXISTS (
                SELECT 1 FROM contest c
                WHERE c.organisation_id = n.organisation_id AND c.notice_id = n.id
                    AND c.state = 'open')
            FROM \(NoticeRecord.source("page"))
            ORDER BY n.made_at DESC, n.id DESC
            """,
            [
                .id(view.actor.organisation), .text(entityID?.text ?? ""),
                .integer(try place.integer(0)), .text(place[1]), .integer(Int64(count) + 1),
            ]
        ) { row in
            let notice = try NoticeRecord(row, [])
            return Item(
                id: notice.id, lender: notice.lender.name, name: notice.content.name,
                decision: notice.content.decision, madeAt: notice.madeAt,
                contestUntil: notice.contestUntil, isContested: try row.bool(14),
                loan: notice.loan, replacedBy: notice.replacedBy)
        }
        return Page(found, limit: count) {
            Cursor([String($0.madeAt.microseconds), $0.id.text]).text
        }
    }
}
