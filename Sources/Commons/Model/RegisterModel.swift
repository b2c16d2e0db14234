import Insight
import Ledger
import Storage
import Wire

/// Enters a model that was read and found able to score. Only the upload runs it.
struct RegisterModel: Command {
    let id: ID<ModelRecord>
    let name: String
    let content: [UInt8]

    static let declaration = Declaration(
        "model.register", "Register a model folder, to be checked and approved.",
        .post("/api/models"), access: .action(.writeModels), status: 201,
        refusals: [.idTaken, .modelUnreadable, .modelKnown, .tooLarge, .blankName],
        fields: [
            "id": FieldNote("Made by the client, so that a repeated request is recognised."),
            "name": FieldNote("What people call it.", minimumLength: 1, maximumLength: 120),
        ])

    func perform(in work: any Work) throws -> ModelRecord {
        let pack = try ModelPack(json: content)
        let organisation = work.actor.organisation
        if try ModelRecord.find(id, of: organisation, in: work.transaction) != nil {
            throw Refusal(.idTaken, "A model with this id exists.", at: "/id")
        }
        let known = try work.transaction.first(
            "SELECT name FROM model WHERE organisation_id = $1 AND sha256 = $2",
            [.id(organisation), .text(pack.sha256)]
        ) { try $0.text(0) }
        if let known { throw Refusal(.modelKnown, "It is registered as \(known).") }
        try work.transaction.execute(
            """
            INSERT INTO model (organisation_id, id, name, state, sha256, content, card,
                table_sha256, created_by, created_at, changed_at)
            VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7, $8, $9, $9)
            """,
            [
                .id(organisation), .id(id), .text(name), .text(pack.sha256),
                .bytes(pack.content), .text(String(decoding: pack.card.bytes, as: UTF8.self)),
                .text(pack.tableHash), .id(work.actor.user), .instant(work.now),
            ])
        ModelStep(to: .draft).append(id, in: work)
        let model = try ModelRecord.require(id, in: work)
        work.record(
            model.subject, before: nil,
            after: .object([("state", .string("draft")), ("sha256", .string(pack.sha256))]))
        return model
    }
}

extension ModelRecord {
    /// The route that takes a model's file.
    public static let files: [FileRoute] = [upload]

    static let mostBytes = 32 << 20

    struct Upload: Codable, Sendable {
        let id: ID<ModelRecord>
        let name: String
    }

    private static let upload = FileRoute(
        RegisterModel.declaration, parameters: Upload.self,
        takes: FileIntake(mediaTypes: ["application/json"], maximumBytes: mostBytes),
        reply: ModelRecord.self
    ) { parameters, request, executor in
        var bytes: [UInt8] = []
        for try await piece in request.body { bytes += piece }
        let outcome = try await executor.registerModel(
            bytes, id: parameters.id, name: parameters.name, as: request.actor,
            identity: request.identity(
                of: RegisterModel.declaration.name, content: Wire.sha256(bytes).hex))
        return .json(outcome)
    }
}

extension CommandExecutor {
    /// Registers what `ModelPack(json:)` reads, after a look at whether it can score.
    func registerModel(
        _ bytes: [UInt8], id: ID<ModelRecord>, name: String, as actor: Actor,
        identity: RequestIdentity
    ) async throws -> Outcome {
        let plain = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !plain.isBlank else {
            throw Refusal(.blankName, "A model needs a name.", at: "/name")
        }
        let pack = try ModelPack(json: bytes)
        let model = try KnownModels.find(pack.sha256) { pack }
        try pack.checkTexts(model.featureNames)
        return try await run(
            RegisterModel(id: id, name: plain, content: pack.content), as: actor,
            identity: identity)
    }

    /// The same for callers inside the process.
    public func registerModel(
        _ pack: ModelPack, name: String, as actor: Actor
    ) async throws -> ModelRecord {
        let outcome = try await registerModel(
            pack.content, id: ids.next(ModelRecord.self, at: clock.now()), name: name, as: actor,
            identity: RequestIdentity(id: "internal"))
        return try WireDecoder.stored.decode(ModelRecord.self, from: outcome.body)
    }
}
