import Ledger
import Storage
import Wire

/// Enters a file that lies in the object store already, and queues its reading. Reached through
/// the routes that take the file itself.
struct RegisterPaper: Command {
    let id: ID<Paper>
    let fileName: String
    let mediaType: String
    let size: Int
    let sha256: String
    let sentSha256: String
    /// The invoice that it belongs to, when it was sent for one.
    let documentID: ID<Document>?

    static let declaration = Declaration(
        "paper.upload", "Send a picture, PDF or e-invoice to be read.", .post("/api/papers"),
        access: .action(.capturePapers), status: 202,
        refusals: [.idTaken, .documentUnknown])

    func perform(in work: any Work) throws -> Paper {
        if let known = try known(to: work.actor.organisation, in: work.transaction) {
            return known
        }
        let paper = Paper(
            id: id, state: .queued, fileName: fileName, mediaType: mediaType, size: size,
            sha256: sha256, sentSha256: sentSha256, attempts: 0, createdAt: work.now,
            changedAt: work.now, documentID: documentID)
        try insert(paper, in: work)
        PaperStep.append(
            id, .queued, attempt: 0, note: nil, by: work.actor.user, in: work)
        work.record(
            Subject(kind: "paper", id: id.text), before: nil,
            after: .object([("state", .string("queued")), ("sha256", .string(sha256))]))
        try ReadPaperPayload(paper: id, by: work.actor).enqueue(in: work)
        return paper
    }

    /// The paper that these bytes are already. A device that never heard the answer to its first
    /// sending sends the same file again: it gets the same paper, and the same paper alone.
    ///
    /// - Throws: the refusal of a file that cannot be entered; asked before the file is stored too,
    ///   so that nothing is kept which no row names.
    func known(
        to organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> Paper? {
        let found = try snapshot.first(
            """
            SELECT \(Paper.columns) FROM paper
            WHERE organisation_id = $1 AND sha256 = $2 AND state <> 'rejected' LIMIT 1
            """, [.id(organisation), .text(sha256)], Paper.row)
        if var known = found?.paper {
            if known.id != id { known.duplicateOf = known.id }
            return known
        }
        if try Paper.find(id, of: organisation, in: snapshot) != nil {
            throw Refusal(.idTaken, "Another paper has this id.", at: "/client_id")
        }
        guard let documentID else { return nil }
        let document = try snapshot.first(
            "SELECT 1 FROM document WHERE organisation_id = $1 AND id = $2",
            [.id(organisation), .id(documentID)], { try $0.integer(0) })
        if document == nil { throw Refusal(.documentUnknown, "There is no such document.") }
        return nil
    }

    private func insert(_ paper: Paper, in work: any Work) throws {
        try work.transaction.execute(
            """
            INSERT INTO paper (organisation_id, id, file_name, media_type, size, sha256,
                sent_sha256, state, document_id, uploaded_by, created_at, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 'queued', $8, $9, $10, $10)
            """,
            [
                .id(work.actor.organisation), .id(paper.id), .text(paper.fileName),
                .text(paper.mediaType), .integer(Int64(paper.size)), .text(paper.sha256),
                .text(paper.sentSha256), .text(documentID?.text), .id(work.actor.user),
                .instant(work.now),
            ])
    }
}

/// The job that reads a paper, on behalf of who asked for it.
public struct ReadPaperPayload: Codable, Sendable {
    public static let kind = "paper.read"

    let paperID: ID<Paper>
    let organisationID: ID<Organisation>
    let userID: ID<User>

    init(paper: ID<Paper>, by actor: Actor) {
        paperID = paper
        organisationID = actor.organisation
        userID = actor.user
    }

    /// The machine acts for the person and holds no rights of its own.
    var actor: Actor { Actor(user: userID, organisation: organisationID, role: .apiClient) }

    func enqueue(in work: any Work) throws {
        try work.enqueue(Self.kind, payload: try WireEncoder.value(self))
    }
}
