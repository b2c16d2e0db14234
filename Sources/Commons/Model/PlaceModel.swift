import Ledger
import Storage
import Wire

/// Puts an approved model to work: live, or beside the live one to be compared.
public struct PlaceModel: Command {
    public enum Place: String, Codable, Sendable, CaseIterable { case live, shadow }

    public let id: ID<ModelRecord>
    public let place: Place

    public init(id: ID<ModelRecord>, place: Place) {
        self.id = id
        self.place = place
    }

    public static let declaration = Declaration(
        "model.place", "Let an approved model score, live or as a shadow.",
        .post("/api/models/:id/place"), access: .action(.placeModels),
        refusals: [.modelUnknown, .modelState, .modelUnfit],
        fields: [
            "id": FieldNote("The model."),
            "place": FieldNote("Whether its score counts or is only kept beside the live one."),
        ])

    public func perform(in work: any Work) throws -> ModelRecord {
        let model = try ModelRecord.require(id, in: work)
        let findings = ModelFindings(
            text: try work.transaction.first(
                """
                SELECT note FROM model_event
                WHERE organisation_id = $1 AND model_id = $2 AND state = 'validated'
                ORDER BY at DESC, id DESC LIMIT 1
                """, [.id(work.actor.organisation), .id(id)]
            ) { try $0.textIfAny(0) } ?? nil)
        guard model.state == .draft || findings?.isMet(.books) == true else {
            guard let books = findings?.checks.first(where: { $0.name == .books }) else {
                throw Refusal(.modelUnfit, "It was never validated.")
            }
            throw Refusal(.modelUnfit, [books.fault])
        }
        let state: ModelState = place == .live ? .live : .shadow
        // What stood there steps back first: the schema lets one model be live.
        if model.state.successors.contains(state),
            let before = try ModelRecord.inState(
                state, of: work.actor.organisation, in: work.transaction)
        {
            try ModelStep(to: .approved, note: "gave way", cause: .gaveWay).take(before, in: work)
        }
        try ModelStep(to: state).take(model, in: work)
        return try ModelRecord.require(id, in: work)
    }
}

/// Takes the live model back: the one before it scores again, or the shipped scorecard.
public struct RollBackModel: Command {
    public let reason: String
    /// Which model is at fault; nil: whichever is live.
    public let modelID: ID<ModelRecord>?

    public init(reason: String, modelID: ID<ModelRecord>? = nil) {
        self.reason = reason
        self.modelID = modelID
    }

    public static let declaration = Declaration(
        "model.roll_back", "Let the model before the live one score again, at once.",
        .post("/api/models/rollback"), access: .action(.placeModels),
        refusals: [.modelState, .blankReason],
        fields: [
            "reason": FieldNote("What went wrong.", minimumLength: 1, maximumLength: 500),
            "model_id": FieldNote(
                "The live model that is at fault: where another is live by now, because somebody "
                    + "else saw it first, nothing happens."),
        ])

    /// The model that scores now.
    public func perform(in work: any Work) throws -> ModelRecord {
        try Refusal.requireWords(reason, at: "/reason")
        let organisation = work.actor.organisation
        guard let live = try ModelRecord.inState(.live, of: organisation, in: work.transaction)
        else {
            throw Refusal(
                .modelState, "The shipped scorecard is live; there is nothing before it.")
        }
        guard modelID == nil || modelID == live.id else {
            throw Refusal(
                .modelState, "\(live.name) is live by now: somebody else was here first.",
                at: "/model_id")
        }
        let before = try previous(in: work)
        try ModelStep(to: .approved, note: reason, cause: .rolledBack).take(live, in: work)
        guard let before else { return .shipped(isLive: true) }
        try ModelStep(to: .live, note: reason, cause: .broughtBack).take(before, in: work)
        return try ModelRecord.require(before.id, in: work)
    }

    /// What was live before this one, or before that where it was rolled back from or is no longer
    /// there; nil: the shipped scorecard.
    private func previous(in work: any Work) throws -> ModelRecord? {
        let organisation = work.actor.organisation
        for id in try LiveHistory(of: organisation, in: work.transaction).earlier {
            guard let id else { return nil }
            if let model = try ModelRecord.find(id, of: organisation, in: work.transaction),
                model.state == .approved || model.state == .shadow
            {
                return model
            }
        }
        return nil
    }
}

/// Takes a model out of use for good.
public struct RetireModel: Command {
    public let id: ID<ModelRecord>
    public let reason: String

    public init(id: ID<ModelRecord>, reason: String) {
        self.id = id
        self.reason = reason
    }

    public static let declaration = Declaration(
        "model.retire", "Take a model out of use for good.", .post("/api/models/:id/retire"),
        access: .action(.placeModels), refusals: [.modelUnknown, .modelState, .blankReason],
        fields: [
            "id": FieldNote("The model."),
            "reason": FieldNote("Why.", minimumLength: 1, maximumLength: 500),
        ])

    public func perform(in work: any Work) throws -> ModelRecord {
        try Refusal.requireWords(reason, at: "/reason")
        let model = try ModelRecord.require(id, in: work)
        try ModelStep(to: .retired, note: reason).take(model, in: work)
        return try ModelRecord.require(id, in: work)
    }
}
