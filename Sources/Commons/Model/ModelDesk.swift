import Ledger
import Storage
import Wire

/// What a member does with models, for the verbs of whoever owns the data folder: the same steps
/// as over HTTP, under the same rights, with models called by their names.
public struct ModelDesk: Sendable {
    private let executor: CommandExecutor
    private let actor: Actor

    /// - Parameters:
    ///   - email: the member's; every step is kept under this name.
    ///   - organisation: its name or a part of it, for a member of several.
    public init(
        as email: String, of organisation: String?, with executor: CommandExecutor
    ) async throws {
        self.executor = executor
        actor = try await executor.database.read { snapshot in
            try Membership.actor(email, of: organisation, in: snapshot)
        }
    }

    public func list() async throws -> [ModelRecord] {
        var (all, after): ([ModelRecord], String?) = ([], nil)
        repeat {
            let page = try await executor.ask(ListModels(after: after, limit: 200), as: actor)
            all += page.items
            after = page.next
        } while after != nil
        return all
    }

    /// By id, by name, or by a part of the name that only one has.
    public func find(_ name: String) async throws -> ModelRecord {
        let all = try await list()
        if let exact = all.first(where: { $0.id.text == name.lowercased() }) { return exact }
        let named = all.filter { $0.name == name }
        let found =
            named.isEmpty
            ? all.filter { $0.name.lowercased().contains(name.lowercased()) } : named
        guard let model = found.first, found.count == 1 else {
            let names = (found.isEmpty ? all : found).map { "\($0.name) (\($0.id))" }
                .joined(separator: ", ")
            throw Refusal(
                .modelUnknown,
                found.isEmpty
                    ? "No model is called \(name). There are: \(names)."
                    : "Several models fit \(name): \(names).")
        }
        return model
    }

    public func register(_ pack: ModelPack, name: String) async throws -> ModelRecord {
        try await executor.registerModel(pack, name: name, as: actor)
    }

    /// - Throws: `model_unfit` with what keeps it from being approved.
    public func validate(_ model: ModelRecord) async throws -> ModelDetail {
        _ = try Permission.check(ValidateModel.declaration.access, actor)
        return try await ValidateModel(id: model.id).run(as: actor, with: executor)
    }

    public enum Asked: Sendable {
        /// Asked for; a second person must agree.
        case waits
        /// A colleague has asked, whose request waits for this person's answer: nothing was done.
        case already(ListApprovals.Item)
    }

    /// Asks a second person. One's own request with another reason makes room for this one.
    ///
    /// - Parameter reason: why the model is needed although it treats a group adversely, or that
    ///   cannot be said.
    public func approve(_ model: ModelRecord, reason: String? = nil) async throws -> Asked {
        if let waiting = try await request(about: model), waiting.maker.id != actor.user {
            return .already(waiting)
        }
        _ = try await executor.run(
            ApproveModel(id: model.id, reason: reason), as: actor,
            identity: RequestIdentity(id: "internal"))
        return .waits
    }

    /// Agrees to what a colleague asks, which happens at once.
    public func agree(_ model: ModelRecord) async throws -> ModelRecord {
        _ = try await executor.perform(Approve(id: try await require(model).id), as: actor)
        return try await find(model.id.text)
    }

    public func decline(_ model: ModelRecord, _ reason: String) async throws {
        _ = try await executor.perform(
            Reject(id: try await require(model).id, reason: reason), as: actor)
    }

    private func require(_ model: ModelRecord) async throws -> ListApprovals.Item {
        guard let waiting = try await request(about: model) else {
            throw Refusal(.notFound, "Nobody asks for the approval of \(model.name).")
        }
        return waiting
    }

    private func request(about model: ModelRecord) async throws -> ListApprovals.Item? {
        try await executor.ask(
            ListApprovals(state: .pending, subjectID: model.id.text), as: actor
        ).items.first { $0.command == ApproveModel.declaration.name }
    }

    public func place(_ model: ModelRecord, _ place: PlaceModel.Place) async throws -> ModelRecord {
        try await executor.perform(PlaceModel(id: model.id, place: place), as: actor)
    }

    public func rollBack(_ reason: String) async throws -> ModelRecord {
        let (executor, actor) = (executor, actor)
        let live = try await executor.database.read { snapshot in
            try ModelRecord.inState(.live, of: actor.organisation, in: snapshot)
        }
        return try await executor.perform(
            RollBackModel(reason: reason, modelID: live?.id), as: actor)
    }

    public func retire(_ model: ModelRecord, _ reason: String) async throws -> ModelRecord {
        try await executor.perform(RetireModel(id: model.id, reason: reason), as: actor)
    }

    /// - Parameter loans: a list of past loans; nil: the scores whose outcome was kept.
    public func outcomeTable(of loans: [UInt8]?) async throws -> OutcomeTable {
        _ = try Permission.check(.action(.writeModels), actor)
        guard let loans else { return try await executor.outcomeTable(as: actor) }
        return try await executor.outcomeTable(of: loans, as: actor)
    }
}
