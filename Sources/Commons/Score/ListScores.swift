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
    public let search: String?
    public let after: String?
    public let limit: Int?

    public init(search: String? = nil, after: String? = nil, limit: Int? = nil) {
        self.search = search
        self.after = after
        self.limit = limit
    }

    public static let declaration = Declaration(
        "score.list", "List whom you may score by name, with their newest scores.",
        .get("/api/scores"), access: .action(.readScores), refusals: [.cursorUnknown],
        fields: [
            "search": FieldNote("Part of the name.", maximumLength: 100),
            "after": Cursor.note, "limit": Cursor.limitNote,
        ])

    /// A row of the list, where it stands there, and of how many records of its day it is one.
    private struct Line {
        let item: ScoredEntity
        let place: Cursor
        let records: Int64
    }

    public func answer(in view: View) throws -> Page<ScoredEntity> {
        let model = try ModelRecord.scoring(
            for: view.actor.organisation, in: view.snapshot
        ).sha256
        let count = limit ?? Cursor.usualLimit
        let lines = try lines(of: model, count: count, in: view)
        return Page(
            items: try lines.prefix(count).map { try current($0, of: model, in: view) },
            next: lines.count > count ? lines[count - 1].place.text : nil)
    }

    /// One more than the page holds, if there are more.
    private func lines(of model: String, count: Int, in view: View) throws -> [Line] {
        let place = try Cursor(after, start: ["0", "", ""])
        var values: [Value] = [
            .id(view.actor.organisation), .day(view.today), .integer(Int64(count) + 1),
            .text(model), .integer(try place.integer(0)), .text(place[1]), .text(place[2]),
        ]
        var filter = ""
        if let search, !search.isEmpty {
            values.append(.text(LikePattern.containing(PartyName.key(search))))
            values.append(.text(LikePattern.containing(search)))
            filter = "AND (e.name_key LIKE $8 ESCAPE '!' OR e.name LIKE $9 ESCAPE '!')"
        }
        return try view.snapshot.rows(
            """
            WITH listed AS (
                SELECT * FROM (
                    SELECT 0 AS rank, 'organisation' AS kind, o.id AS id, o.name AS name,
                        o.name_key AS name_key
                    FROM organisation o WHERE o.id = $1 AND o.kind = 'shop'
                    UNION ALL
                    SELECT 1, 'organisation', o.id, o.name, o.name_key FROM score_share c
                    JOIN organisation o ON o.id = c.organisation_id
                    WHERE c.lender_id = $1 AND c.ended_at IS NULL AND c.until >= $2
                    UNION ALL
                    SELECT 2, 'party', p.id, p.name, p.name_key FROM party p
                    WHERE p.organisation_id = $1 AND p.is_customer = 1
                ) AS e
                WHERE (e.rank, e.name_key, e.id) > ($5, $6, $7) \(filter)
                ORDER BY e.rank, e.name_key, e.id LIMIT $3
            )
            SELECT e.rank, e.name_key, e.kind, e.id, e.name, s.id, s.as_of, s.points, s.band,
                s.probability, s.abstained, (
                    SELECT COUNT(*) FROM score d
                    WHERE d.organisation_id = $1 AND d.entity_id = e.id AND d.purpose = 'live'
                        AND d.model_sha256 = $4 AND d.as_of = s.as_of)
            FROM listed e
            LEFT JOIN score s ON s.organisation_id = $1 AND s.id = (
                SELECT n.id FROM score n
                WHERE n.organisation_id = $1 AND n.entity_id = e.id AND n.purpose = 'live'
                    AND n.model_sha256 = $4
                ORDER BY n.as_of DESC, n.made_at DESC, n.id DESC LIMIT 1)
            ORDER BY e.rank, e.name_key, e.id
            """, values
        ) { row in
            let entity = ScoreEntity(
                kind: try row.choice(2), id: try row.id(3), name: try row.text(4))
            return Line(
                item: ScoredEntity(
                    entity: entity, scoreID: try row.idIfAny(5),
                    asOf: row.isNull(6) ? nil : try row.day(6),
                    points: try row.integerIfAny(7),
                    band: row.isNull(8) ? nil : try row.choice(8),
                    probability: row.isNull(9) ? nil : try row.real(9),
                    abstained: row.isNull(10) ? nil : try row.choice(10)),
                place: Cursor([
                    String(try row.integer(0)), try row.text(1), entity.id.text,
                ]),
                records: try row.integer(11))
        }
    }

    /// Of several records of today the one of what the books say now: they may have gone back to
    /// what they said in the morning.
    private func current(_ line: Line, of model: String, in view: View) throws -> ScoredEntity {
        let item = line.item
        guard line.records > 1, let day = item.asOf, day >= view.today else { return item }
        let inputs = try CreditBooks(
            entity: item.entity, books: item.entity.books(for: view.actor), asOf: day,
            knownAt: view.now, snapshot: view.snapshot
        ).history().snapshot().hash
        return try view.snapshot.first(
            """
            SELECT id, points, band, probability, abstained FROM score
            WHERE organisation_id = $1 AND entity_id = $2 AND model_sha256 = $3 AND as_of = $4
                AND purpose = 'live' AND snapshot_sha256 = $5
            """,
            [
                .id(view.actor.organisation), .id(item.entity.id), .text(model), .day(day),
                .text(inputs.hex),
            ]
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
