import Insight
import Ledger
import Storage
import Wire

/// What a member does with scores, for the verbs of whoever owns the data folder: the same as over
/// HTTP, under the same rights, with businesses and customers called by their names.
public struct ScoreDesk: Sendable {
    private let executor: CommandExecutor
    private let actor: Actor

    /// - Parameters:
    ///   - email: the member's; every score is made in this name.
    ///   - organisation: its name or a part of it, for a member of several.
    public init(
        as email: String, of organisation: String?, with executor: CommandExecutor
    ) async throws {
        self.executor = executor
        actor = try await executor.database.read { snapshot in
            try Membership.actor(email, of: organisation, in: snapshot)
        }
    }

    /// Whom the member may score, with their newest scores, page by page to the end.
    ///
    /// - Parameter search: only who has this in the name.
    public func list(search: String? = nil, each: (ScoredEntity) throws -> Void) async throws {
        var after: String?
        repeat {
            let page = try await executor.ask(
                ListScores(search: search, after: after, limit: 200), as: actor)
            try page.items.forEach(each)
            after = page.next
        } while after != nil
    }

    /// By id, by name, or by a part of the name that only one has.
    ///
    /// - Throws: `score_subject_unknown` with the names that come near.
    public func find(_ name: String) async throws -> ScoreEntity {
        _ = try Permission.check(ShowScore.declaration.access, actor)
        let (executor, actor) = (executor, actor)
        let zone = try await executor.calendar.zone(of: actor.organisation, in: executor.database)
        let all = try await executor.database.read { snapshot in
            try ListScores.entities(
                for: actor, on: zone.day(at: executor.clock.now()), in: snapshot)
        }
        if let exact = all.first(where: { $0.id.text == name.lowercased() }) { return exact }
        let named = all.filter { $0.name == name }
        let found =
            named.isEmpty
            ? all.filter { $0.name.lowercased().contains(name.lowercased()) } : named
        guard let entity = found.first, found.count == 1 else {
            throw Refusal(
                .scoreSubjectUnknown,
                found.isEmpty
                    ? "Nobody called \(name) can be scored here: commons credit list names who can."
                    : "Several fit \(name): "
                        + found.prefix(8).map { "\($0.name) (\($0.id))" }.joined(separator: ", ")
                        + (found.count > 8 ? " and more." : "."))
        }
        return entity
    }

    /// - Parameter asOf: the last day that counts; nil: today.
    public func score(
        _ entity: ScoreEntity, asOf: Day?, language: ScoreLanguage?
    ) async throws -> ScoreRecord {
        _ = try Permission.check(ShowScore.declaration.access, actor)
        return try await ShowScore(entityID: entity.id, asOf: asOf, language: language)
            .record(for: actor, with: executor, requestID: "internal")
    }

    /// Today's score to take along.
    public func pack(_ entity: ScoreEntity, language: ScoreLanguage?) async throws -> ScorePack {
        _ = try Permission.check(ShowScore.declaration.access, actor)
        return try await executor.scorePack(of: entity.id, language: language, as: actor)
    }
}
