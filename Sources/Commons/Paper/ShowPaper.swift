import Ledger
import Storage

/// One paper with everything that was read from it and every step it took.
public struct ShowPaper: Query {
    public let id: ID<Paper>

    public init(id: ID<Paper>) { self.id = id }

    public static let declaration = Declaration(
        "paper.show", "Show one paper with its reading, words and steps.",
        .get("/api/papers/:id"), access: .action(.readPapers), refusals: [.paperUnknown],
        fields: ["id": FieldNote("The paper.")])

    public func answer(in view: View) throws -> Paper {
        let owner = view.actor.organisation
        guard let (found, reading) = try Paper.find(id, of: owner, in: view.snapshot) else {
            throw Refusal(.paperUnknown, "There is no such paper.")
        }
        var paper = found
        if let reading {
            try paper.addReading(reading, of: owner, words: true, in: view.snapshot)
        }
        try paper.addEvents(of: owner, in: view.snapshot)
        paper.formerDocumentID = try view.snapshot.first(
            """
            SELECT document_id FROM former_acceptance
            WHERE organisation_id = $1 AND paper_id = $2 ORDER BY ended_at DESC LIMIT 1
            """, [.id(owner), .id(id)], { try $0.id(0) })
        if paper.state != .queued, paper.state != .reading {
            paper.duplicates = try DuplicateSearch(
                organisation: owner, paper: paper,
                identity: DuplicateSearch.identity(of: id, owner, in: view.snapshot)
            ).run(in: view.snapshot)
        }
        if paper.state == .accepted {
            paper.evidence = try Evidence.of(paper: id, owner, in: view.snapshot)
        }
        return paper
    }
}

extension Paper {
    public static let all: [AnyOperation] = [
        .query(ListPapers.self), .query(ShowPaper.self), .command(AcceptPaper.self),
        .command(RejectPaper.self), .command(ReadPaperAgain.self), .command(CheckPaper.self),
    ] + PaperDuplicate.all + PaperTemplate.all
}
