import Ledger
import Storage

/// Papers, newest first.
public struct ListPapers: Query {
    public let state: PaperState?
    public let after: ID<Paper>?
    public let limit: Int?

    public init(state: PaperState? = nil, after: ID<Paper>? = nil, limit: Int? = nil) {
        self.state = state
        self.after = after
        self.limit = limit
    }

    public static let declaration = Declaration(
        "paper.list", "List papers, newest first.", .get("/api/papers"),
        access: .action(.readPapers),
        fields: [
            "state": FieldNote("Only papers in this state."),
            "after": FieldNote("The `next` of the page before."),
            "limit": FieldNote("At most so many; 50 unless given.", range: 1...200),
        ])

    public func answer(in view: View) throws -> Page<Paper> {
        let limit = self.limit ?? 50
        let owner = view.actor.organisation
        // One statement for all papers and one for one state, each along its own index.
        let filter = state == nil ? "AND $4 = ''" : "AND state = $4"
        let found = try view.snapshot.rows(
            """
            SELECT \(Paper.columns) FROM paper
            WHERE organisation_id = $1 AND id < $2 \(filter) ORDER BY id DESC LIMIT $3
            """,
            [
                .id(owner), .text(after?.text ?? "g"), .integer(Int64(limit) + 1),
                .text(state?.rawValue ?? ""),
            ], Paper.row)
        let papers = try found.map { paper, reading in
            var paper = paper
            if let reading {
                try paper.addReading(reading, of: owner, words: false, in: view.snapshot)
            }
            return paper
        }
        return Page(papers, limit: limit) { $0.id.text }
    }
}
