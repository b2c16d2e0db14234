import Ledger
import Storage
import Wire

/// Approves a validated model. Always by two: whoever asks, and somebody else who agrees.
public struct ApproveModel: Command {
    public let id: ID<ModelRecord>

    public init(id: ID<ModelRecord>) { self.id = id }

    public static let declaration = Declaration(
        "model.approve", "Approve a validated model, together with a second person.",
        .post("/api/models/:id/approve"), access: .action(.placeModels), approval: .secondPerson,
        refusals: [.modelUnknown, .modelState, .approvalNeeded],
        fields: ["id": FieldNote("The model.")])

    public func perform(in work: any Work) throws -> ModelRecord {
        let model = try ModelRecord.require(id, in: work)
        try ModelStep(to: .approved).take(model, in: work)
        return try ModelRecord.require(id, in: work)
    }
}
