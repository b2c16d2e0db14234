import Ledger
import Storage
import Wire

/// A model as the registry lists it.
public struct ModelRecord: Codable, Sendable {
    public let id: ID<ModelRecord>
    public let name: String
    public let state: ModelState
    /// Of the whole folder: text, calibration and card.
    public let sha256: String
    /// Of the table that it was fitted to; absent for an expert's.
    public let tableSha256: String?
    /// Carried by the program; it scores while no other model is live.
    public let isShipped: Bool
    /// `trees`, `scorecard` or `expert`.
    public let kind: String
    public let rows: Int64
    public let events: Int64
    /// Out of fold; absent for an expert's.
    public let auc: Double?
    public let createdAt: Instant?
    public let changedAt: Instant?

    static let columns = "id, name, state, sha256, card, table_sha256, created_at, changed_at"

    init(_ row: any Row) throws {
        let card = try JSONValue.parse(try row.text(4))
        self.init(
            id: try row.id(0), name: try row.text(1), state: try row.choice(2),
            sha256: try row.text(3), tableSha256: try row.textIfAny(5), card: card,
            isShipped: false, createdAt: try row.instant(6), changedAt: try row.instant(7))
    }

    private init(
        id: ID<ModelRecord>, name: String, state: ModelState, sha256: String,
        tableSha256: String?, card: JSONValue, isShipped: Bool, createdAt: Instant?,
        changedAt: Instant?
    ) {
        self.id = id
        self.name = name
        self.state = state
        self.sha256 = sha256
        self.tableSha256 = tableSha256
        self.isShipped = isShipped
        kind = card["kind"]?.string ?? "trees"
        rows = card["rows"]?.integer ?? 0
        events = card["events"]?.integer ?? 0
        auc = card["auc"]?.double
        self.createdAt = createdAt
        self.changedAt = changedAt
    }

    /// The shipped scorecard: live while nothing else is, else ready to come back.
    static func shipped(isLive: Bool) -> ModelRecord {
        let pack = ShippedModel.pack
        return ModelRecord(
            id: ShippedModel.id, name: ShippedModel.name, state: isLive ? .live : .approved,
            sha256: pack.sha256, tableSha256: nil, card: pack.card, isShipped: true,
            createdAt: nil, changedAt: nil)
    }

    static func find(
        _ id: ID<ModelRecord>, of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> ModelRecord? {
        try snapshot.first(
            "SELECT \(columns) FROM model WHERE organisation_id = $1 AND id = $2",
            [.id(organisation), .id(id)], ModelRecord.init)
    }

    static func require(_ id: ID<ModelRecord>, in work: any Work) throws -> ModelRecord {
        guard let model = try find(id, of: work.actor.organisation, in: work.transaction) else {
            throw Refusal(.modelUnknown, "No model has this id.")
        }
        return model
    }

    /// The model with this state, if there is one.
    static func inState(
        _ state: ModelState, of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> ModelRecord? {
        try snapshot.first(
            """
            SELECT \(columns) FROM model WHERE organisation_id = $1 AND state = $2
            ORDER BY changed_at DESC, id DESC LIMIT 1
            """, [.id(organisation), .text(state.rawValue)], ModelRecord.init)
    }

    /// The model that scores: the live one, or the one that came with the program.
    static func scoring(
        for organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> ModelRecord {
        try inState(.live, of: organisation, in: snapshot) ?? .shipped(isLive: true)
    }

    /// The model with this hash in whatever state; nil where none was kept, as one that came with
    /// an earlier version of the program.
    static func hashed(
        _ sha256: String, of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> ModelRecord? {
        if sha256 == ShippedModel.pack.sha256 { return .shipped(isLive: true) }
        return try snapshot.first(
            """
            SELECT \(columns) FROM model WHERE organisation_id = $1 AND sha256 = $2
            ORDER BY changed_at DESC, id DESC LIMIT 1
            """, [.id(organisation), .text(sha256)], ModelRecord.init)
    }

    static func pack(
        _ id: ID<ModelRecord>, of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> ModelPack {
        if id == ShippedModel.id { return ShippedModel.pack }
        let content = try snapshot.first(
            "SELECT content FROM model WHERE organisation_id = $1 AND id = $2",
            [.id(organisation), .id(id)]
        ) { try $0.bytes(0) }
        guard let content else { throw Refusal(.modelUnknown, "No model has this id.") }
        return try ModelPack(json: content)
    }

    var subject: Subject { Subject(kind: "model", id: id.text) }
}

extension RefusalCode {
    public static let modelUnknown = RefusalCode("model_unknown", 404, "No such model")
    public static let modelUnreadable = RefusalCode(
        "model_unreadable", 422, "The file is no model that can score")
    public static let modelKnown = RefusalCode(
        "model_known", 409, "This very model is registered already")
    public static let modelState = RefusalCode(
        "model_state", 409, "The model is not in a state for this")
    public static let modelUnfit = RefusalCode(
        "model_unfit", 422, "The model cannot be approved, or not go live")
    public static let modelUnfair = RefusalCode(
        "model_unfair", 422, "The model treats a group adversely")

    static let models: [RefusalCode] = [
        .modelUnknown, .modelUnreadable, .modelKnown, .modelState, .modelUnfit, .modelUnfair,
    ]
}

extension Action {
    /// To see models and their cards.
    public static let readModels = Action(
        "model.read",
        [
            .owner, .admin, .accountant, .loanOfficer, .branchManager, .creditCommittee,
            .auditor, .supervisor,
        ])
    /// To register models and have them checked.
    public static let writeModels = Action(
        "model.write", [.owner, .admin, .loanOfficer, .branchManager, .creditCommittee])
    /// To approve models and say which one scores.
    public static let placeModels = Action(
        "model.place", [.owner, .admin, .branchManager, .creditCommittee])
}
