import Insight
import Ledger
import Storage
import Wire

/// Somebody who can be scored, with the live model's newest score there is.
public struct ScoredEntity: Codable, Sendable {
    public let entity: ScoreEntity
    /// Absent while nobody has asked.
    public let scoreID: ID<ScoreRecord>?
    public let asOf: Day?
    public let points: Int64?
    public let band: ScoreBand?
    public let probability: Double?
    public let abstained: CreditScore.Abstention?
}

/// Whom one may score: oneself, the businesses that gave their consent, and one's customers.
public struct ListScores: Query {
    public let limit: Int?

    public init(limit: Int? = nil) { self.limit = limit }

    public static let declaration = Declaration(
        "score.list", "List whom you may score, with their newest scores.", .get("/api/scores"),
        access: .action(.readScores),
        fields: ["limit": FieldNote("At most so many customers", range: 1...500)])

    public func answer(in view: View) throws -> Listing<ScoredEntity> {
        let live = try ModelRecord.inState(
            .live, of: view.actor.organisation, in: view.snapshot)
        let model = live?.sha256 ?? ShippedModel.pack.sha256
        return Listing(items: try items(of: model, in: view))
    }

    private func items(of model: String, in view: View) throws -> [ScoredEntity] {
        try view.snapshot.rows(
            """
            SELECT e.kind, e.id, e.name, s.id, s.as_of, s.points, s.band, s.probability,
                s.abstained
            FROM (
                SELECT 0 AS rank, 'organisation' AS kind, o.id AS id, o.name AS name
                FROM organisation o WHERE o.id = $1 AND o.kind = 'shop'
                UNION ALL
                SELECT 1, 'organisation', o.id, o.name FROM score_share c
                JOIN organisation o ON o.id = c.organisation_id
                WHERE c.lender_id = $1 AND c.ended_at IS NULL AND c.until >= $2
                UNION ALL
                SELECT 2, 'party', p.id, p.name FROM party p
                WHERE p.organisation_id = $1 AND p.is_customer = 1
            ) AS e
            LEFT JOIN score s ON s.organisation_id = $1 AND s.id = (
                SELECT n.id FROM score n
                WHERE n.organisation_id = $1 AND n.entity_id = e.id AND n.purpose = 'live'
                    AND n.model_sha256 = $4
                ORDER BY n.as_of DESC, n.made_at DESC, n.id DESC LIMIT 1)
            ORDER BY e.rank, LOWER(e.name), e.id LIMIT $3
            """,
            [
                .id(view.actor.organisation), .day(view.today), .integer(Int64(limit ?? 200)),
                .text(model),
            ]
        ) { row in
            ScoredEntity(
                entity: ScoreEntity(
                    kind: try row.choice(0), id: try row.id(1), name: try row.text(2)),
                scoreID: try row.idIfAny(3), asOf: row.isNull(4) ? nil : try row.day(4),
                points: try row.integerIfAny(5),
                band: row.isNull(6) ? nil : try row.choice(6),
                probability: row.isNull(7) ? nil : try row.real(7),
                abstained: row.isNull(8) ? nil : try row.choice(8))
        }.map { try current($0, of: model, in: view) }
    }

    /// Of several records of today the one of what the books say now: they may have gone back to
    /// what they said in the morning.
    private func current(
        _ item: ScoredEntity, of model: String, in view: View
    ) throws -> ScoredEntity {
        guard let day = item.asOf, day >= view.today else { return item }
        let key: [Value] = [
            .id(view.actor.organisation), .id(item.entity.id), .text(model), .day(day),
        ]
        let others = try view.snapshot.first(
            """
            SELECT COUNT(*) FROM score
            WHERE organisation_id = $1 AND entity_id = $2 AND model_sha256 = $3 AND as_of = $4
                AND purpose = 'live'
            """, key
        ) { try $0.integer(0) }
        guard let others, others > 1 else { return item }
        let inputs = try CreditBooks(
            entity: item.entity, books: item.entity.books(for: view.actor), asOf: day,
            knownAt: view.now, snapshot: view.snapshot
        ).history().snapshot().hash
        return try view.snapshot.first(
            """
            SELECT id, points, band, probability, abstained FROM score
            WHERE organisation_id = $1 AND entity_id = $2 AND model_sha256 = $3 AND as_of = $4
                AND purpose = 'live' AND snapshot_sha256 = $5
            """, key + [.text(inputs.hex)]
        ) { row in
            ScoredEntity(
                entity: item.entity, scoreID: try row.id(0), asOf: day,
                points: try row.integerIfAny(1), band: row.isNull(2) ? nil : try row.choice(2),
                probability: row.isNull(3) ? nil : try row.real(3),
                abstained: row.isNull(4) ? nil : try row.choice(4))
        } ?? item
    }
}

extension ListScores {
    /// Whom one may score, and one's own organisation of whatever kind.
    static func entities(
        for actor: Actor, on today: Day, in snapshot: any Snapshot
    ) throws -> [ScoreEntity] {
        try snapshot.rows(
            """
            SELECT 'organisation', o.id, o.name FROM organisation o WHERE o.id = $1
            UNION ALL
            SELECT 'organisation', o.id, o.name FROM score_share c
            JOIN organisation o ON o.id = c.organisation_id
            WHERE c.lender_id = $1 AND c.ended_at IS NULL AND c.until >= $2
            UNION ALL
            SELECT 'party', p.id, p.name FROM party p
            WHERE p.organisation_id = $1 AND p.is_customer = 1
            """, [.id(actor.organisation), .day(today)]
        ) {
            ScoreEntity(kind: try $0.choice(0), id: try $0.id(1), name: try $0.text(2))
        }
    }
}

/// How somebody's score came to be what it is.
public struct ListScoreHistory: Query {
    public let entityID: ID<ScoreEntity>
    public let decided: Bool?

    public init(entityID: ID<ScoreEntity>, decided: Bool? = nil) {
        self.entityID = entityID
        self.decided = decided
    }

    public static let declaration = Declaration(
        "score.history", "List the scores that were made of somebody, newest first.",
        .get("/api/score/:entity_id/history"), access: .action(.readScores),
        refusals: [.scoreSubjectUnknown],
        fields: [
            "entity_id": FieldNote("Who was scored."),
            "decided": FieldNote("True: only scores on which something was decided."),
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

    public func answer(in view: View) throws -> Listing<Item> {
        try ScoreEntity.requireScored(
            entityID, for: view.actor, on: view.today, in: view.snapshot)
        return Listing(
            items: try view.snapshot.rows(
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
                FROM item WHERE $3 = 0 OR decision IS NOT NULL
                ORDER BY as_of DESC, made_at DESC, id DESC LIMIT 100
                """,
                [
                    .id(view.actor.organisation), .id(entityID),
                    .integer(decided == true ? 1 : 0),
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
            })
    }
}
