import Insight
import Ledger
import Storage
import Wire

/// A row of `score`, and the record that it becomes in a language.
struct StoredScore {
    let id: ID<ScoreRecord>
    /// By the name that it had when the score was made.
    let entity: ScoreEntity
    /// What it is called now; nil for somebody who is here no more.
    let nameToday: String?
    let purpose: ScoreRecord.Purpose
    let model: ScoreRecord.Model
    let asOf: Day
    let knownAt: Instant
    let madeAt: Instant
    let snapshotHash: String
    let snapshot: String
    let answer: String

    static func find(
        _ id: ID<ScoreRecord>, of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> StoredScore? {
        try snapshot.first(
            """
            SELECT s.id, s.entity_kind, s.entity_id, s.entity_name, s.purpose, s.model_id,
                s.model_sha256, m.name, s.as_of, s.known_at, s.made_at, s.snapshot_sha256,
                s.snapshot, s.answer, COALESCE(o.name, p.name)
            FROM score s
            LEFT JOIN organisation o ON s.entity_kind = 'organisation' AND o.id = s.entity_id
            LEFT JOIN party p ON s.entity_kind = 'party'
                AND p.organisation_id = s.organisation_id AND p.id = s.entity_id
            LEFT JOIN model m ON m.organisation_id = s.organisation_id AND m.id = s.model_id
            WHERE s.organisation_id = $1 AND s.id = $2
            """, [.id(organisation), .id(id)], StoredScore.init)
    }

    init(_ row: any Row) throws {
        id = try row.id(0)
        entity = ScoreEntity(kind: try row.choice(1), id: try row.id(2), name: try row.text(3))
        purpose = try row.choice(4)
        model = ScoreRecord.Model(
            id: try row.id(5), sha256: try row.text(6),
            name: try row.textIfAny(7) ?? ShippedModel.name)
        asOf = try row.day(8)
        knownAt = try row.instant(9)
        madeAt = try row.instant(10)
        snapshotHash = try row.text(11)
        snapshot = try row.text(12)
        answer = try row.text(13)
        nameToday = try row.textIfAny(14)
    }

    /// What is asked about somebody now, or told them, names them as they are called now.
    var entityToday: ScoreEntity {
        ScoreEntity(kind: entity.kind, id: entity.id, name: nameToday ?? entity.name)
    }

    /// - Parameter entity: of whom it is, where that is not the record's own.
    func record(in language: ScoreLanguage, of entity: ScoreEntity? = nil) throws -> ScoreRecord {
        let said = try JSONValue.parse(answer)
        let features = try FeatureSnapshot(stored: snapshot)
        let abstained = said["abstained"]?.string.flatMap {
            CreditScore.Abstention(rawValue: $0)
        }
        let spoken = abstained == nil ? said : .object([])
        return ScoreRecord(
            id: id, entity: entity ?? self.entity, purpose: purpose, model: model, asOf: asOf,
            knownAt: knownAt, madeAt: madeAt, snapshotSha256: snapshotHash,
            points: spoken["points"]?.integer, evidencePoints: spoken["evidence_points"]?.integer,
            band: spoken["band"]?.string.flatMap { ScoreBand(rawValue: $0) },
            probability: spoken["probability"]?.double,
            probabilityLow: spoken["probability_low"]?.double,
            probabilityHigh: spoken["probability_high"]?.double,
            coverage: said["coverage"]?.double ?? 0, abstained: abstained,
            abstainedText: abstained.map { language.text(of: $0) },
            basePoints: spoken["base_points"]?.double,
            contributions: contributions(spoken, features, language),
            reasons: reasons(spoken, language), actions: actions(spoken, language),
            features: features.items.map { item in
                ScoreRecord.Feature(
                    name: item.name, label: CreditScore.name(of: item.name, in: language),
                    value: item.value.isNaN ? nil : item.value,
                    shown: CreditScore.text(item.value, of: item.name, in: language),
                    proof: item.proof, rows: Int64(item.rows))
            }, language: language)
    }

    private func contributions(
        _ said: JSONValue, _ features: FeatureSnapshot, _ language: ScoreLanguage
    ) -> [ScoreRecord.Contribution] {
        (said["contributions"]?.array ?? []).compactMap { part in
            guard let name = part["feature"]?.string, let points = part["points"]?.double else {
                return nil
            }
            return ScoreRecord.Contribution(
                feature: name, label: CreditScore.name(of: name, in: language),
                shown: CreditScore.text(
                    features.item(name)?.value ?? .nan, of: name, in: language),
                points: points, withheld: part["withheld"]?.double ?? 0)
        }
    }

    private func reasons(_ said: JSONValue, _ language: ScoreLanguage) -> [ScoreRecord.Reason] {
        (said["reasons"]?.array ?? []).compactMap { reason in
            guard let name = reason["feature"]?.string, let points = reason["points"]?.double
            else { return nil }
            let known = CreditScore.Reason(
                feature: name, value: reason["value"]?.double ?? .nan, points: points)
            return ScoreRecord.Reason(
                feature: name, text: known.text(in: language), points: points)
        }
    }

    private func actions(_ said: JSONValue, _ language: ScoreLanguage) -> [ScoreRecord.Action] {
        (said["actions"]?.array ?? []).compactMap { action in
            guard let name = action["feature"]?.string, let to = action["to"]?.double,
                let points = action["points"]?.integer,
                let probability = action["probability"]?.double
            else { return nil }
            let from = action["from"]?.double
            let known = CreditScore.Action(
                feature: name, from: from ?? .nan, to: to, points: Int(points),
                probability: probability)
            return ScoreRecord.Action(
                feature: name, text: known.text(in: language), from: from, to: to,
                points: points, probability: probability)
        }
    }
}

extension FeatureSnapshot {
    /// As a row of `score` keeps it.
    init(stored text: String) throws {
        guard let read = FeatureSnapshot(json: try JSONValue.parse(text)) else {
            throw StorageFault.engine("The snapshot of a score cannot be read.")
        }
        self = read
    }
}
