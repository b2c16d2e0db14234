import Insight
import Ledger
import Storage
import Wire

/// How somebody's score came to be what it is.
public struct ListScoreHistory: Query {
    public let entityID: ID<ScoreEntity>
    public let decided: Bool?
    public let after: String?
    public let limit: Int?

    public init(
        entityID: ID<ScoreEntity>, decided: Bool? = nil, after: String? = nil, limit: Int? = nil
    ) {
        self.entityID = entityID
        self.decided = decided
        self.after = after
        self.limit = limit
    }

    public static let declaration = Declaration(
        "score.history", "List the scores that were made of somebody, newest first.",
        .get("/api/score/:entity_id/history"), access: .action(.readScores),
        refusals: [.scoreSubjectUnknown, .cursorUnknown],
        fields: [
            "entity_id": FieldNote("Who was scored."),
            "decided": FieldNote("True: only scores on which something was decided."),
            "after": Cursor.note, "limit": Cursor.limitNote,
        ])

    public struct Item: Codable, Sendable {
        public let id: ID<ScoreRecord>
        public let asOf: Day
        public let madeAt: Instant
        public let points: Int64?
        public let band: ScoreBand?
        public let probability: Double?
        public let abstained: CreditScore.Abstention?
        public let modelSha256: String
        public let purpose: ScoreRecord.Purpose
        /// What was decided on it last.
        public let decision: CreditDecision?
        /// What became of it; nil until it is known.
        public let isBad: Bool?
    }

    public func answer(in view: View) throws -> Page<Item> {
        try ScoreEntity.requireScored(
            entityID, for: view.actor, on: view.today, in: view.snapshot)
        let count = limit ?? Cursor.usualLimit
        let place = try Cursor(after, start: [Cursor.end, Cursor.lastInstant, Cursor.end])
        let found = try view.snapshot.rows(
            """
            WITH item AS (
                SELECT s.*, o.is_bad, (
                    SELECT d.decision FROM score_decision d
                    WHERE d.organisation_id = s.organisation_id AND d.score_id = s.id
                    ORDER BY d.decided_at DESC, d.id DESC LIMIT 1
                ) AS decision
                FROM score s LEFT JOIN score_outcome o
                    ON o.organisation_id = s.organisation_id AND o.score_id = s.id
                WHERE s.organisation_id = $1 AND s.entity_id = $2
            )
            SELECT id, as_of, made_at, points, band, probability, abstained, model_sha256,
                purpose, decision, is_bad
            FROM item
            WHERE ($3 = 0 OR decision IS NOT NULL) AND (as_of, made_at, id) < ($4, $5, $6)
            ORDER BY as_of DESC, made_at DESC, id DESC LIMIT $7
            """,
            [
                .id(view.actor.organisation), .id(entityID),
                .integer(decided == true ? 1 : 0), .text(place[0]),
                .integer(try place.integer(1)), .text(place[2]), .integer(Int64(count) + 1),
            ]
        ) { row in
            Item(
                id: try row.id(0), asOf: try row.day(1), madeAt: try row.instant(2),
                points: try row.integerIfAny(3), band: row.isNull(4) ? nil : try row.choice(4),
                probability: row.isNull(5) ? nil : try row.real(5),
                abstained: row.isNull(6) ? nil : try row.choice(6),
                modelSha256: try row.text(7), purpose: try row.choice(8),
                decision: row.isNull(9) ? nil : try row.choice(9),
                isBad: row.isNull(10) ? nil : try row.integer(10) == 1)
        }
        return Page(found, limit: count) {
            Cursor([$0.asOf.iso, String($0.madeAt.microseconds), $0.id.text]).text
        }
    }
}
