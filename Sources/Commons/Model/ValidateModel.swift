import Ledger
import Storage
import Wire

/// Looks whether a draft can be approved, and keeps what was found. Scoring rows takes time, so it
/// happens between the read and the write.
public struct ValidateModel: Procedure {
    public let id: ID<ModelRecord>

    public init(id: ID<ModelRecord>) { self.id = id }

    public static let declaration = Declaration(
        "model.validate", "Check a draft: card, fingerprint, contributions, features, groups.",
        .post("/api/models/:id/validate"), access: .action(.writeModels),
        refusals: [.modelUnknown, .modelState, .modelUnfit],
        fields: ["id": FieldNote("The model.")])

    public func run(in scene: Scene) async throws -> ModelDetail {
        try await run(as: try scene.signedIn(), with: scene.executor)
    }

    func run(as actor: Actor, with executor: CommandExecutor) async throws -> ModelDetail {
        let (pack, groups) = try await executor.database.read { snapshot in
            guard try ModelRecord.find(id, of: actor.organisation, in: snapshot) != nil else {
                throw Refusal(.modelUnknown, "No model has this id.")
            }
            return (
                try ModelRecord.pack(id, of: actor.organisation, in: snapshot),
                try ModelFairness(of: actor.organisation, in: snapshot)
            )
        }
        let model = try pack.model()
        let fairness = groups.reports(of: model)
        let findings = ModelFindings(
            checks: ModelCheck.all(of: pack, model) + [.fairness(fairness)], fairness: fairness)
        let failed = findings.checks.filter { $0.isBlocking && !$0.isMet }
        guard failed.isEmpty else {
            throw Refusal(.modelUnfit, failed.map(\.fault))
        }
        try await executor.transact(
            Self.declaration.name, as: actor, requestID: "internal"
        ) { work in
            let model = try ModelRecord.require(id, in: work)
            try ModelStep(to: .validated, note: try findings.text).take(model, in: work)
        }
        return try await executor.ask(ShowModel(id: id), as: actor)
    }
}
