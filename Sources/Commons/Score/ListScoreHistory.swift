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
        /// What was decided on it last, whatever the loan.
        public let decision: CreditDecision?
        /// What became of the loan that was decided about last; nil until it is known.
        public let isBad: Bool?
        /// What was decided on it, and what became of it, a loan each: the last decision first,
        /// then outcomes of what nothing was decided about here.
        public let loans: [Loan]
    }

    /// A loan that was decided about with a score.
    public struct Loan: Codable, Sendable {
        /// The lender's own reference; nil where a decision gave none.
        public let loan: String?
        /// Nil where an outcome was kept and no decision.
        public let decision: CreditDecision?
        /// What became of it, on this score or on its contest's new one; nil until it is known.
        public let isBad: Bool?
    }

    public func answer(in view: View) throws -> Page<Item> {
        try ScoreEntity.requireScored(
            entityID, for: view.actor, on: view.today, in: view.snapshot)
        let count = limit ?? Cursor.usualLimit
        let place = try Cursor(after, start: [Cursor.end, Cursor.lastInstant, Cursor.end])
        let entries = try LoanEntries(of: entityID, in: view)
        let found = try view.snapshot.rows(
            """
            SELECT s.id, s.as_of, s.made_at, s.points, s.band, s.probability, s.abstained,
                s.model_sha256, s.purpose
            FROM score s
            WHERE s.organisation_id = $1 AND s.entity_id = $2
                AND ($3 = 0 OR EXISTS (
                    SELECT 1 FROM score_decision d
                    WHERE d.organisation_id = s.organisation_id AND d.score_id = s.id))
                AND (s.as_of, s.made_at, s.id) < ($4, $5, $6)
            ORDER BY s.as_of DESC, s.made_at DESC, s.id DESC LIMIT $7
            """,
            [
                .id(view.actor.organisation), .id(entityID),
                .integer(decided == true ? 1 : 0), .text(place[0]),
                .integer(try place.integer(1)), .text(place[2]), .integer(Int64(count) + 1),
            ]
        ) { row in
            let id: ID<ScoreRecord> = try row.id(0)
            let loans = entries.loans(on: id)
            return Item(
                id: id, asOf: try row.day(1), madeAt: try row.instant(2),
                points: try row.integerIfAny(3), band: row.isNull(4) ? nil : try row.choice(4),
                probability: row.isNull(5) ? nil : try row.real(5),
                abstained: row.isNull(6) ? nil : try row.choice(6),
                modelSha256: try row.text(7), purpose: try row.choice(8),
                decision: loans.first?.decision, isBad: loans.first?.isBad, loans: loans)
        }
        return Page(found, limit: count) {
            Cursor([$0.asOf.iso, String($0.madeAt.microseconds), $0.id.text]).text
        }
    }
}

/// What was decided about somebody, and what became of it, score by score.
private struct LoanEntries {
    private let known: Loans
    private let decided: [ID<ScoreRecord>: [Loans.Decided]]

    init(of entity: ID<ScoreEntity>, in view: View) throws {
        let own = view.actor.organisation
        known = try Loans(of: own, to: entity, in: view.snapshot)
        decided = Dictionary(
            grouping: try Loans.decided(about: entity, by: own, in: view.snapshot),
            by: \.key.score)
    }

    func loans(on score: ID<ScoreRecord>) -> [ListScoreHistory.Loan] {
        let decided = decided[score] ?? []
        let named = Set(decided.map(\.key))
        let rest = known.outcomes(on: score).filter { !named.contains($0.key) }
        return decided.map { one in
            ListScoreHistory.Loan(
                loan: Self.shown(one.key), decision: one.decision,
                isBad: known.outcome(of: one.key)?.isBad)
        } + rest.map {
            ListScoreHistory.Loan(loan: Self.shown($0.key), decision: nil, isBad: $0.isBad)
        }
    }

    private static func shown(_ key: Loans.Key) -> String? {
        key.reference.isEmpty ? nil : key.reference
    }
}
