import Ledger
import Storage
import Wire

/// A second person has compared an accepted paper with what was booked and found it right.
public struct CheckPaper: Command {
    public let id: ID<Paper>

    public init(id: ID<Paper>) { self.id = id }

    public static let declaration = Declaration(
        "paper.check", "Confirm as a second person that a paper was booked as it says.",
        .post("/api/papers/:id/check"), access: .action(.reviewPapers),
        refusals: [.paperUnknown, .paperState, .paperSamePerson],
        fields: ["id": FieldNote("The paper.")])

    public func perform(in work: any Work) throws -> Evidence {
        let owner = work.actor.organisation
        guard let (paper, _) = try Paper.find(id, of: owner, in: work.transaction) else {
            throw Refusal(.paperUnknown, "There is no such paper.")
        }
        guard paper.state == .accepted else {
            throw Refusal(.paperState, "Only what was accepted can be checked a second time.")
        }
        let accepted = try work.transaction.first(
            """
            SELECT user_id FROM paper_event
            WHERE organisation_id = $1 AND paper_id = $2 AND state = 'accepted'
            ORDER BY at DESC, id DESC LIMIT 1
            """, [.id(owner), .id(id)], { try $0.textIfAny(0) })
        guard let accepted, accepted != work.actor.user.text else {
            throw Refusal(.paperSamePerson, "Who accepted it cannot be the one who checks it.")
        }
        let added = try work.transaction.execute(
            """
            INSERT INTO paper_check (organisation_id, paper_id, user_id, checked_at)
            VALUES ($1, $2, $3, $4) ON CONFLICT (organisation_id, paper_id) DO NOTHING
            """, [.id(owner), .id(id), .id(work.actor.user), .instant(work.now)])
        if added == 1 {
            work.record(
                Subject(kind: "paper", id: id.text), before: nil,
                after: .object([("checked_by", .string(work.actor.user.text))]))
        }
        return try Evidence.of(paper: id, owner, in: work.transaction)
    }
}

extension RefusalCode {
    public static let paperSamePerson = RefusalCode(
        "paper_same_person", 409, "A second person is needed")
}
