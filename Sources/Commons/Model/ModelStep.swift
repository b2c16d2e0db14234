import Ledger
import Storage
import Wire

/// One step of a model: the new state, a row that keeps it, and the traces of the command.
struct ModelStep {
    /// Why a model stopped or began to score where nobody asked for that step by itself.
    enum Cause: String, CaseIterable, Sendable {
        /// Another one took its place; nobody found fault with it.
        case gaveWay = "gave_way"
        case rolledBack = "rolled_back"
        /// Another one was rolled back from.
        case broughtBack = "brought_back"
    }

    let to: ModelState
    var note: String?
    var cause: Cause?

    /// - Throws: `model_state` when the model's state does not lead there.
    func take(_ model: ModelRecord, in work: any Work) throws {
        guard model.state.successors.contains(to) else {
            throw Refusal(
                .modelState,
                "The model is \(model.state.rawValue) and cannot become \(to.rawValue).")
        }
        let changed = try work.transaction.execute(
            """
            UPDATE model SET state = $3, changed_at = $4
            WHERE organisation_id = $1 AND id = $2 AND state = $5
            """,
            [
                .id(work.actor.organisation), .id(model.id), .text(to.rawValue),
                .instant(work.now), .text(model.state.rawValue),
            ])
        guard changed == 1 else {
            throw Refusal(.modelState, "The model changed meanwhile; look at it again.")
        }
        append(model.id, in: work)
        work.record(
            model.subject, before: .object([("state", .string(model.state.rawValue))]),
            after: .object([("state", .string(to.rawValue))]))
        try endRequests(about: model, in: work)
    }

    /// Requests that wait for an approval which can come to nothing now.
    private func endRequests(about model: ModelRecord, in work: any Work) throws {
        if to == model.state {
            try PendingApproval.review(about: model.subject, in: work)
        } else {
            try PendingApproval.close(about: model.subject, in: work)
        }
    }

    func append(_ model: ID<ModelRecord>, in work: any Work) {
        work.transaction.append(
            [
                .id(work.actor.organisation), .text(work.newID(ModelStep.self).text), .id(model),
                .text(to.rawValue), .text(note), .id(work.actor.user), .instant(work.now),
                .text(cause?.rawValue),
            ], to: Self.table)
    }

    private static let table = AppendedTable(
        "model_event",
        ["organisation_id", "id", "model_id", "state", "note", "user_id", "at", "cause"])
}
