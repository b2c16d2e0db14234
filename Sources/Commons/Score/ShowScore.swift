import Insight
import Ledger
import Storage
import Wire

/// The score of somebody from what the books know now, or knew on a day. The same inputs under the
/// same model give the same record; changed ones make a new one.
public struct ShowScore: Procedure {
    public let entityID: ID<ScoreEntity>
    public let asOf: Day?
    public let language: ScoreLanguage?

    public init(entityID: ID<ScoreEntity>, asOf: Day? = nil, language: ScoreLanguage? = nil) {
        self.entityID = entityID
        self.asOf = asOf
        self.language = language
    }

    static let fields: [String: FieldNote] = [
        "entity_id": FieldNote(
            "Your organisation, one of your customers, or a business that lets you score it."),
        "as_of": FieldNote("The last day that counts; today unless given."),
        "language": FieldNote("Of the reasons; your own unless given."),
    ]

    public static let declaration = Declaration(
        "score.read", "Show a score with its reasons and actions, made anew when inputs changed.",
        .get("/api/score/:entity_id"), access: .action(.readScores),
        refusals: [.scoreSubjectUnknown, .scoreLater, .modelUnreadable, .amountTooLarge],
        fields: fields)

    public func run(in scene: Scene) async throws -> ScoreRecord {
        try await record(
            for: try scene.signedIn(), with: scene.executor, requestID: scene.origin.requestID)
    }

    /// The record of what the books say, made now if there is none; of whom, by the name of today.
    func record(
        for actor: Actor, with executor: CommandExecutor, requestID: String
    ) async throws -> ScoreRecord {
        let maker = ScoreMaker(executor: executor, actor: actor, requestID: requestID)
        _ = try Permission.check(Self.declaration.access, actor)
        let id = try await maker.make(.init(entity: entityID, asOf: asOf))
        let asked = language
        let record = try await executor.database.read { snapshot in
            let words = try ScoreLanguage.of(actor, asked: asked, in: snapshot)
            return try StoredScore.find(id, of: actor.organisation, in: snapshot).map {
                try $0.record(in: words, of: $0.entityToday)
            }
        }
        guard let record else {
            throw StorageFault.engine("The score was made and cannot be read.")
        }
        return record
    }
}

/// One record, as it was made.
public struct ShowScoreRecord: Query {
    public let id: ID<ScoreRecord>
    public let language: ScoreLanguage?

    public init(id: ID<ScoreRecord>, language: ScoreLanguage? = nil) {
        self.id = id
        self.language = language
    }

    public static let declaration = Declaration(
        "score.record", "Show a score that was made before, as it was.", .get("/api/scores/:id"),
        access: .action(.readScores), refusals: [.scoreUnknown],
        fields: [
            "id": FieldNote("The record."),
            "language": FieldNote("Of the reasons; your own unless given."),
        ])

    public func answer(in view: View) throws -> ScoreRecord {
        let words = try ScoreLanguage.of(view.actor, asked: language, in: view.snapshot)
        guard let record = try StoredScore.find(
            id, of: view.actor.organisation, in: view.snapshot)
        else { throw Refusal(.scoreUnknown, "No score has this id.") }
        return try record.record(in: words)
    }
}

extension ScoreLanguage {
    /// What was asked for, or the user's own.
    static func of(
        _ actor: Actor, asked: ScoreLanguage?, in snapshot: any Snapshot
    ) throws -> ScoreLanguage {
        if let asked { return asked }
        let own = try snapshot.first(
            "SELECT language FROM user_account WHERE id = $1", [.id(actor.user)]
        ) { try $0.text(0) }
        return ScoreLanguage(code: own ?? "en")
    }
}
