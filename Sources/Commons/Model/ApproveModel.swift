import Ledger
import Storage
import Wire

/// Approves a validated model. Always by two: whoever asks, and somebody else who agrees. Where it
/// treats a group adversely, or nobody can say whether it does, both see why it is needed all the
/// same.
public struct ApproveModel: Command {
    public let id: ID<ModelRecord>
    public let reason: String?

    public init(id: ID<ModelRecord>, reason: String? = nil) {
        self.id = id
        self.reason = reason
    }

    /// A reason of blanks is none.
    private var said: String? { reason.flatMap { $0.isBlank ? nil : $0 } }

    public static let declaration = Declaration(
        "model.approve", "Approve a validated model, together with a second person.",
        .post("/api/models/:id/approve"), access: .action(.placeModels), approval: .secondPerson,
        refusals: [
            .modelUnknown, .modelState, .modelUnfair, .approvalNeeded, .approvalWaiting,
        ],
        fields: [
            "id": FieldNote("The model."),
            "reason": FieldNote(
                "Why it is needed although it treats a group adversely, or nobody can say.",
                minimumLength: 1, maximumLength: 500),
        ])

    public var step: Subject? { Subject(kind: "model", id: id.text) }

    public func precheck(in work: any Work) throws {
        let model = try ModelRecord.require(id, in: work)
        guard model.state == .validated else {
            throw Refusal(
                .modelState,
                "The model is \(model.state.rawValue); only one that was checked is approved.")
        }
        let checked = try ModelRecord.validation(of: id, in: work)
        let newest = try ModelFairness.newestAttribute(
            of: work.actor.organisation, in: work.transaction)
        guard newest.map({ $0 <= checked.at }) != false else {
            throw Refusal(
                .modelState,
                "A protected attribute was kept since the model was checked: check it again.")
        }
        let unfair = checked.findings?.checks.first { $0.name == .fairness && !$0.isMet }
        if let unfair = unfair?.told(to: work.actor.role), said == nil {
            throw Refusal(
                .modelUnfair, "\(unfair.detail). Say why it is needed all the same.",
                at: "/reason")
        }
    }

    /// The model by its hash, with what was amiss when it was checked: found otherwise since, it is
    /// asked for again.
    struct Matter: Codable {
        let model: ID<ModelRecord>
        let name: String
        let sha256: String
        let kind: String
        let rows: Int64
        let events: Int64
        let auc: Double?
        let unmet: [ModelCheck.Name]
        /// Features that are declared to be about no person, with the reasons; absent without any.
        let declared: [String]?
        let reason: String?
    }

    public func matter(in work: any Work) throws -> JSONValue? {
        let model = try ModelRecord.require(id, in: work)
        let checked = try ModelRecord.validation(of: id, in: work)
        let declared = checked.findings?.checks.compactMap(\.finding).first { $0.code == .declared }
        return try WireEncoder.value(
            Matter(
                model: id, name: model.name, sha256: model.sha256, kind: model.kind,
                rows: model.rows, events: model.events, auc: model.auc,
                unmet: (checked.findings?.checks ?? []).filter { !$0.isMet }.map(\.name),
                declared: declared?.names, reason: said))
    }

    public func perform(in work: any Work) throws -> ModelRecord {
        try precheck(in: work)
        let model = try ModelRecord.require(id, in: work)
        try ModelStep(to: .approved, note: said).take(model, in: work)
        return try ModelRecord.require(id, in: work)
    }
}

extension ModelRecord {
    /// When the model was last checked, and what was found.
    fileprivate static func validation(
        of id: ID<ModelRecord>, in work: any Work
    ) throws -> (at: Instant, findings: ModelFindings?) {
        let found = try work.transaction.first(
            """
            SELECT at, note FROM model_event
            WHERE organisation_id = $1 AND model_id = $2 AND state = 'validated'
            ORDER BY at DESC, id DESC LIMIT 1
            """, [.id(work.actor.organisation), .id(id)]
        ) { (at: try $0.instant(0), findings: ModelFindings(text: try $0.textIfAny(1))) }
        guard let found else {
            throw Refusal(.modelState, "Nothing says that the model was checked: check it again.")
        }
        return found
    }
}
