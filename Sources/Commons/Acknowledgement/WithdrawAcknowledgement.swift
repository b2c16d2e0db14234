import Ledger
import Storage
import Wire

/// Ends a link that has not been answered. An answer stays.
public struct WithdrawAcknowledgement: Command {
    public let id: ID<Acknowledgement>

    public init(id: ID<Acknowledgement>) { self.id = id }

    public static let declaration = Declaration(
        "acknowledgement.withdraw", "End the link by which a buyer is asked.",
        .delete("/api/acknowledgements/:id"), access: .action(.issueDocuments), status: 204,
        refusals: [
            .acknowledgementUnknown, .acknowledgementAnswered, .acknowledgementWithdrawn,
        ],
        fields: ["id": FieldNote("The question.")])

    public func perform(in work: any Work) throws -> Done {
        let organisation = work.actor.organisation
        let found = try StoredAcknowledgement.find(id, of: organisation, in: work.transaction)
        guard let found else { throw Refusal(.acknowledgementUnknown, "No question has this id.") }
        guard found.answer == nil else {
            throw Refusal(.acknowledgementAnswered, "What the buyer has answered stays.")
        }
        let ended = try work.transaction.execute(
            """
            UPDATE acknowledgement SET ended_by = $3, ended_at = $4
            WHERE organisation_id = $1 AND id = $2 AND ended_at IS NULL AND answered_at IS NULL
            """, [.id(organisation), .id(id), .id(work.actor.user), .instant(work.now)])
        guard ended == 1 else {
            throw Refusal(.acknowledgementWithdrawn, "It has ended already.")
        }
        work.record(
            Subject(kind: "document", id: found.document.text), before: nil,
            after: .object([
                ("acknowledgement", .string(id.text)), ("state", .string("withdrawn")),
            ]))
        return Done()
    }
}
