import Ledger
import Storage
import Wire

/// Keeps what became of somebody who was scored: calibration and vintages are made of it.
public struct RecordOutcome: Command {
    public let id: ID<ScoreRecord>
    public let isBad: Bool
    public let day: Day

    public init(id: ID<ScoreRecord>, isBad: Bool, day: Day) {
        self.id = id
        self.isBad = isBad
        self.day = day
    }

    public static let declaration = Declaration(
        "score.outcome", "Keep what became of somebody who was scored.",
        .post("/api/scores/:id/outcome"), access: .action(.decideScores), status: 204,
        refusals: [.scoreUnknown, .outcomeKnown, .scoreLater, .scoreNotCurrent],
        fields: [
            "id": FieldNote("The score."),
            "is_bad": FieldNote("Whether the model's bad outcome came true."),
            "day": FieldNote("When it was known."),
        ])

    public func perform(in work: any Work) throws -> Done {
        let own = work.actor.organisation
        guard let score = try StoredScore.find(id, of: own, in: work.transaction) else {
            throw Refusal(.scoreUnknown, "No score has this id.")
        }
        guard score.purpose != .shadow else {
            throw Refusal(.scoreUnknown, "Nothing was decided by a model in the shadow.")
        }
        guard score.isOfItsDay || score.purpose == .contest else {
            throw Refusal(
                .scoreNotCurrent,
                "This is a look back at \(score.asOf.iso), made later: no loan was given on it. "
                    + "Loans of the past become a table to train on from a list.")
        }
        guard day <= work.today else {
            throw Refusal(.scoreLater, "Outcomes are of the past.", at: "/day")
        }
        // What was known already when the score was made is no outcome of it.
        guard day >= score.asOf else {
            throw Refusal(
                .scoreLater, "The score is of \(score.asOf.iso): its outcome came later.",
                at: "/day")
        }
        if try Self.isKnown(of: id, in: work) {
            throw Refusal(
                .outcomeKnown, "It is kept with another look at the same day, of a contest.")
        }
        let inserted = try work.transaction.execute(
            """
            INSERT INTO score_outcome (organisation_id, score_id, is_bad, day, recorded_by,
                recorded_at)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (organisation_id, score_id) DO NOTHING
            """,
            [
                .id(own), .id(id), .bool(isBad), .day(day), .id(work.actor.user),
                .instant(work.now),
            ])
        guard inserted == 1 else {
            throw Refusal(.outcomeKnown, "An outcome is kept once and stays.")
        }
        work.record(
            Subject(kind: "score", id: id.text), before: nil,
            after: .object([("is_bad", .bool(isBad)), ("day", .string(day.iso))]))
        return Done()
    }

    /// Whether another score of the same decision has an outcome: a contest is answered with a new
    /// score of the same loan, and what became of a loan is one row of the table to train on.
    private static func isKnown(of id: ID<ScoreRecord>, in work: any Work) throws -> Bool {
        try work.transaction.first(
            """
            WITH RECURSIVE look(id) AS (
                SELECT s.id FROM score s WHERE s.organisation_id = $1 AND s.id = $2
                UNION
                SELECT CASE WHEN n.score_id = l.id THEN c.rescore_id ELSE n.score_id END
                FROM look l
                JOIN notice n ON n.organisation_id = $1
                JOIN contest c ON c.organisation_id = n.organisation_id AND c.notice_id = n.id
                WHERE c.rescore_id IS NOT NULL AND (n.score_id = l.id OR c.rescore_id = l.id)
            )
            SELECT 1 FROM score_outcome o JOIN look l ON l.id = o.score_id
            WHERE o.organisation_id = $1 AND o.score_id <> $2 LIMIT 1
            """, [.id(work.actor.organisation), .id(id)]
        ) { _ in true } ?? false
    }
}
