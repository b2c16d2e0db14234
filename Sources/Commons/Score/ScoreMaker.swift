import Insight
import Ledger
import Storage
import Wire

/// Makes the record of a score: reads what was known, scores outside of any transaction, and keeps
/// the answer unless the same inputs under the same model have one already.
struct ScoreMaker: Sendable {
    let executor: CommandExecutor
    let actor: Actor
    let requestID: String

    /// What a score is asked about.
    struct Question: Sendable {
        let entity: ID<ScoreEntity>
        /// Nil: today.
        var asOf: Day?
        /// Nil: now, or for an earlier day the end of that day.
        var knownAt: Instant?
        var purpose: ScoreRecord.Purpose = .live
        /// The hash of the model that scores, whatever its state; where it is nil or no longer
        /// kept the live one does.
        var model: String?
    }

    private struct Known: Sendable {
        let entity: ScoreEntity
        let asOf: Day
        let knownAt: Instant
        let snapshot: FeatureSnapshot
        let models: [Candidate]
    }

    /// A model that scores, with the record that it already has of these inputs.
    private struct Candidate: Sendable {
        let id: ID<ModelRecord>
        let sha256: String
        let model: CreditModel
        let purpose: ScoreRecord.Purpose
        let kept: ID<ScoreRecord>?
    }

    /// The record of the live model; that of a shadow is kept beside it.
    func make(_ question: Question) async throws -> ID<ScoreRecord> {
        let known = try await read(question)
        var missing: [NewScore] = []
        for candidate in known.models where candidate.kept == nil {
            missing.append(
                NewScore(
                    entity: known.entity, purpose: candidate.purpose, model: candidate.id,
                    modelHash: candidate.sha256, asOf: known.asOf, knownAt: known.knownAt,
                    snapshot: known.snapshot, score: candidate.model.score(known.snapshot)))
        }
        if !missing.isEmpty {
            let entered = missing
            try await executor.transact("score.make", as: actor, requestID: requestID) { work in
                for score in entered { try score.insert(in: work) }
            }
        }
        let key = known
        let id = try await executor.database.read { snapshot in
            try key.models.first.flatMap {
                try ScoreRecord.kept(
                    key.entity.id, by: actor.organisation, model: $0.sha256, purpose: $0.purpose,
                    asOf: key.asOf, isExact: question.asOf != nil,
                    inputs: key.snapshot.hash.hex, in: snapshot)
            }
        }
        guard let id else { throw StorageFault.engine("The score was written and cannot be read.") }
        return id
    }

    private func read(_ question: Question) async throws -> Known {
        let now = executor.clock.now()
        let database = executor.database
        let own = try await executor.calendar.zone(of: actor.organisation, in: database)
        let entity = try await database.read { snapshot in
            try ScoreEntity.require(
                question.entity, for: actor, on: own.day(at: now),
                isContested: question.purpose == .contest, in: snapshot)
        }
        let books = entity.books(for: actor)
        let zone = try await executor.calendar.zone(of: books, in: database)
        let today = zone.day(at: now)
        let asOf = question.asOf ?? today
        guard asOf <= today, question.knownAt.map({ $0 <= now }) != false else {
            throw Refusal(.scoreLater, "Give a day and an instant that have come.", at: "/as_of")
        }
        let asked = question.knownAt ?? (asOf == today ? nil : zone.end(of: asOf))
        let settled = try await executor.settled(asked)
        let knownAt = asked ?? settled
        return try await database.read { snapshot in
            let features = try CreditBooks(
                entity: entity, books: books, asOf: asOf, knownAt: knownAt, snapshot: snapshot
            ).history().snapshot()
            let models = try models(question, in: snapshot).map { model in
                Candidate(
                    id: model.id, sha256: model.sha256,
                    model: try KnownModels.find(model.sha256) {
                        try ModelRecord.pack(model.id, of: actor.organisation, in: snapshot)
                    },
                    purpose: Self.purpose(of: model, in: question),
                    kept: try ScoreRecord.kept(
                        entity.id, by: actor.organisation, model: model.sha256,
                        purpose: Self.purpose(of: model, in: question),
                        asOf: asOf, isExact: question.asOf != nil, inputs: features.hash.hex,
                        in: snapshot))
            }
            return Known(
                entity: entity, asOf: asOf, knownAt: knownAt, snapshot: features, models: models)
        }
    }

    /// A model that was asked for by its hash answers what was asked, shadow or not.
    private static func purpose(
        of model: ModelRecord, in question: Question
    ) -> ScoreRecord.Purpose {
        model.state == .shadow && question.model == nil ? .shadow : question.purpose
    }

    /// The live one first; a contest asks no shadow.
    private func models(_ question: Question, in snapshot: any Snapshot) throws -> [ModelRecord] {
        let purpose = question.purpose
        if let model = try question.model.flatMap({
            try ModelRecord.hashed($0, of: actor.organisation, in: snapshot)
        }) {
            return [model]
        }
        let scoring = try ModelRecord.scoring(for: actor.organisation, in: snapshot)
        let shadow =
            purpose == .live
            ? try ModelRecord.inState(.shadow, of: actor.organisation, in: snapshot) : nil
        return [scoring] + (shadow.map { [$0] } ?? [])
    }
}

extension BusinessZone {
    /// The last microsecond of a day here.
    func end(of day: Day) -> Instant {
        // No zone is further from UTC than 15 hours, and all offsets are whole quarters.
        var moment = Instant(day.adding(days: 1), hour: 0).adding(seconds: 15 * 3_600)
        while self.day(at: moment.adding(seconds: -900)) > day {
            moment = moment.adding(seconds: -900)
        }
        return Instant(microseconds: moment.microseconds - 1)
    }
}
