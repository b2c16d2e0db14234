import Insight
import Ledger
import Storage
import Wire

/// A score on its way into the database.
struct NewScore: Sendable {
    let entity: ScoreEntity
    let purpose: ScoreRecord.Purpose
    let model: ID<ModelRecord>
    let modelHash: String
    let asOf: Day
    let knownAt: Instant
    let snapshot: FeatureSnapshot
    let score: CreditScore

    /// Two who ask at once keep one record.
    func insert(in work: any Work) throws {
        let id = work.newID(ScoreRecord.self)
        let isSilent = score.abstention != nil
        let inserted = try work.transaction.execute(
            """
            INSERT INTO score (organisation_id, id, entity_kind, entity_id, purpose, model_id,
                model_sha256, as_of, known_at, snapshot_sha256, snapshot, probability, points,
                band, abstained, answer, made_by, made_at, entity_name)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                $18, $19)
            ON CONFLICT (organisation_id, entity_id, model_sha256, purpose, as_of,
                snapshot_sha256) DO NOTHING
            """,
            [
                .id(work.actor.organisation), .id(id), .text(entity.kind.rawValue),
                .id(entity.id), .text(purpose.rawValue), .id(model), .text(modelHash),
                .day(asOf), .instant(knownAt), .text(snapshot.hash.hex),
                .text(String(decoding: snapshot.json, as: UTF8.self)),
                isSilent ? .null : .real(score.probability),
                isSilent ? .null : .integer(Int64(score.points)),
                isSilent ? .null : .text(score.band.rawValue),
                .text(score.abstention?.rawValue), .text(answer), .id(work.actor.user),
                .instant(work.now), .text(entity.name),
            ])
        guard inserted == 1 else { return }
        work.record(
            Subject(kind: "score", id: id.text), before: nil,
            after: .object([
                ("entity", .string(entity.id.text)), ("model", .string(modelHash)),
                ("inputs", .string(snapshot.hash.hex)), ("as_of", .string(asOf.iso)),
            ]))
    }

    private var answer: String {
        var writer = JSONWriter()
        writer.beginObject()
        score.writeMembers(to: &writer)
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
