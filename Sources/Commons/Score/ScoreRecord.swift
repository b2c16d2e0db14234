import Insight
import Ledger
import Storage
import Wire

/// A score as it was made, for ever: who, from which inputs, by which model, with everything that
/// explains it in the reader's language. Where the model abstains there are no numbers.
public struct ScoreRecord: Codable, Sendable {
    public enum Purpose: String, Codable, Sendable, CaseIterable { case live, shadow, contest }

    public struct Model: Codable, Sendable {
        public let id: ID<ModelRecord>
        public let sha256: String
        public let name: String
    }

    public struct Contribution: Codable, Sendable {
        public let feature: String
        public let label: String
        /// The value as people read it.
        public let shown: String
        /// Above or below where everybody starts.
        public let points: Double
        /// Points that better proof would bring.
        public let withheld: Double
    }

    public struct Reason: Codable, Sendable {
        public let feature: String
        public let text: String
        /// What it costs.
        public let points: Double
    }

    public struct Action: Codable, Sendable {
        public let feature: String
        public let text: String
        public let from: Double?
        public let to: Double
        /// Of the changed case, scored again.
        public let points: Int64
        public let probability: Double
    }

    public struct Feature: Codable, Sendable {
        public let name: String
        public let label: String
        /// Absent where it is not known.
        public let value: Double?
        public let shown: String
        /// How far good news in it counts, from 0 to 1.
        public let proof: Double
        /// How many papers, movements or months it rests on.
        public let rows: Int64
    }

    public let id: ID<ScoreRecord>
    public let entity: ScoreEntity
    public let purpose: Purpose
    public let model: Model
    public let asOf: Day
    public let knownAt: Instant
    public let madeAt: Instant
    /// Of the feature snapshot: equal hashes are equal inputs.
    public let snapshotSha256: String
    public let points: Int64?
    /// What stays of the points when good news counts only as far as it is proven.
    public let evidencePoints: Int64?
    public let band: ScoreBand?
    public let probability: Double?
    /// The 95 % interval; absent where the model has too few cases to say.
    public let probabilityLow: Double?
    public let probabilityHigh: Double?
    /// The share of what the model asks for that is known.
    public let coverage: Double
    public let abstained: CreditScore.Abstention?
    public let abstainedText: String?
    /// Where everybody starts.
    public let basePoints: Double?
    public let contributions: [Contribution]
    /// Most adverse first, at most four.
    public let reasons: [Reason]
    /// At most three, each scored again.
    public let actions: [Action]
    public let features: [Feature]
    public let language: ScoreLanguage
}

extension ScoreBand: Codable {}
extension ScoreLanguage: Codable {}
extension CreditScore.Abstention: Codable {}

extension ScoreRecord {
    /// SQL: whether the score `row` was made on the day on which it stands, and not as a look back:
    /// that knows what was recorded by the end of its day, the last microsecond of a quarter of an
    /// hour in whatever zone, and is made later. The hour is for a machine that was slow around
    /// midnight.
    static func isOfItsDay(_ row: String) -> String {
        """
        (\(row).made_at - \(row).known_at < \(slowest)
            AND \(row).known_at % \(quarter) <> \(quarter - 1))
        """
    }

    static func isOfItsDay(madeAt: Instant, knownAt: Instant) -> Bool {
        madeAt.microseconds - knownAt.microseconds < slowest
            && knownAt.microseconds % quarter != quarter - 1
    }

    /// In microseconds.
    private static let slowest: Int64 = 3_600_000_000
    private static let quarter: Int64 = 900_000_000

    /// The record that these inputs have: on exactly this day, or the newest if it has them. What
    /// was made as a look back is no record of a later day.
    static func kept(
        _ entity: ID<ScoreEntity>, by scorer: ID<Organisation>, model: String, purpose: Purpose,
        asOf: Day, isExact: Bool, inputs: String, in snapshot: any Snapshot
    ) throws -> ID<ScoreRecord>? {
        let newest = try snapshot.first(
            """
            SELECT id, snapshot_sha256 FROM score s
            WHERE organisation_id = $1 AND entity_id = $2 AND model_sha256 = $3
                AND purpose = $4 AND as_of <= $5 AND ($6 = 0 OR as_of = $5)
                AND ($6 = 1 OR \(isOfItsDay("s")))
                AND ($6 = 0 OR snapshot_sha256 = $7)
            ORDER BY as_of DESC, CASE WHEN snapshot_sha256 = $7 THEN 0 ELSE 1 END, made_at DESC
            LIMIT 1
            """,
            [
                .id(scorer), .id(entity), .text(model), .text(purpose.rawValue), .day(asOf),
                .integer(isExact ? 1 : 0), .text(inputs),
            ]
        ) { (id: try $0.id(0) as ID<ScoreRecord>, inputs: try $0.text(1)) }
        return newest.flatMap { $0.inputs == inputs ? $0.id : nil }
    }

    public static let all: [AnyOperation] = [
        .procedure(ShowScore.self), .query(ShowScoreRecord.self), .query(ListScores.self),
        .query(ListScoreHistory.self), .query(ListFeatures.self), .query(ListShares.self),
        .query(ListLenders.self), .command(ShareScore.self), .command(EndShare.self),
    ]
}
