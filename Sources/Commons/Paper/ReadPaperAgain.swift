import Ledger
import Storage

/// Has a paper read once more: after a failure, or when a better reading is hoped for.
public struct ReadPaperAgain: Command {
    public let id: ID<Paper>

    public init(id: ID<Paper>) { self.id = id }

    public static let declaration = Declaration(
        "paper.read_again", "Read a paper again.", .post("/api/papers/:id/read"),
        access: .action(.capturePapers), refusals: [.paperUnknown, .paperState, .paperAccepted],
        fields: ["id": FieldNote("The paper.")])

    public func perform(in work: any Work) throws -> Paper {
        let paper = try Paper.undecided(id, in: work)
        try PaperStep(to: .queued).take(paper, by: work.actor.user, in: work)
        try ReadPaperPayload(paper: id, by: work.actor).enqueue(in: work)
        return try Paper.undecided(id, in: work)
    }
}
