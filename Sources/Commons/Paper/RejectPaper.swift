import Ledger
import Storage

/// Decides that a paper becomes no document.
public struct RejectPaper: Command {
    public let id: ID<Paper>
    public let reason: String

    public init(id: ID<Paper>, reason: String) {
        self.id = id
        self.reason = reason
    }

    public static let declaration = Declaration(
        "paper.reject", "Refuse a paper, with the reason.", .post("/api/papers/:id/reject"),
        access: .action(.reviewPapers),
        refusals: [.paperUnknown, .paperState, .paperAccepted],
        fields: [
            "id": FieldNote("The paper."),
            "reason": FieldNote("Why.", minimumLength: 1, maximumLength: 500),
        ])

    public func perform(in work: any Work) throws -> Paper {
        let paper = try Paper.undecided(id, in: work)
        try PaperStep(
            to: .rejected, attempts: paper.attempts,
            note: PaperFailure(code: "rejected", detail: reason)
        ).take(paper, by: work.actor.user, in: work)
        return try Paper.undecided(id, in: work, orEnded: true)
    }
}

extension Paper {
    /// - Throws: `paper_unknown`; `paper_accepted` for one that is booked, unless ends count too
    ///   or its document is void.
    static func undecided(
        _ id: ID<Paper>, in work: any Work, orEnded: Bool = false
    ) throws -> Paper {
        guard let found = try find(id, of: work.actor.organisation, in: work.transaction) else {
            throw Refusal(.paperUnknown, "There is no such paper.")
        }
        guard found.paper.state == .accepted, !orEnded else { return found.paper }
        return try found.paper.reopened(in: work)
    }
}
