import Insight
import Ledger
import Storage
import Wire

/// A reading on its way into the database, with the pictures of its pages already stored.
struct FinishedReading: Sendable {
    struct Page: Sendable {
        let number: Int
        let width: Int
        let height: Int
        let sha256: String
        /// What it looks like; none for an empty page.
        var print: PicturePrint?
    }

    var reading: PaperReading
    let previews: [Page]
    let job: String
    let attempt: Int
    let startedAt: Instant
    let endedAt: Instant
    /// Papers that were there before it and look like it, as of `comparedAt`.
    var alike: [PagePrints.Alike] = []
    var comparedAt: Instant?

    /// What made it; readings of one engine are comparable.
    static let engine = "commons-reader/1"
    /// From this confidence on, a buyer's name is held against one's own.
    private static let trustedAddress = 0.5

    func enter(_ payload: ReadPaperPayload, in work: any Work) throws {
        let known = try work.transaction.first(
            "SELECT 1 FROM reading WHERE organisation_id = $1 AND job_id = $2",
            [.id(work.actor.organisation), .text(job)], { try $0.integer(0) })
        let paper = try payload.paper(in: work)
        guard known == nil, paper.state == .reading else { return }
        let id = work.newID(PaperReading.self)
        var reading = reading
        if let warning = try addressWarning(of: paper, in: work) {
            reading.warnings.append(warning)
        }
        let hash = try insert(reading, as: id, of: paper, in: work)
        for page in previews { try insert(page, of: id, in: work) }
        try StoredIdentity(reading.fields).keep(for: paper.id, in: work)
        try keepPrints(of: paper, in: work)
        try PaperStep(
            to: .toReview, attempts: attempt, reading: id.text,
            hashes: [("reading_sha256", hash.hex)]
        ).take(paper, by: nil, in: work)
    }

    /// Two papers that are read at the same time do not see each other's prints before they are
    /// entered; the few that came since are compared here.
    private func keepPrints(of paper: Paper, in work: any Work) throws {
        let prints = PagePrints(organisation: work.actor.organisation, paper: paper.id)
        for page in previews {
            guard let print = page.print else { continue }
            try prints.keep(print, page: page.number, in: work)
        }
        guard let first = previews.first(where: { $0.number == 1 })?.print else { return }
        let late = try comparedAt.map { since in
            try prints.alike(first, since: since, in: work.transaction)
        }
        for other in alike + (late ?? []) { try prints.keep(other, in: work) }
    }

    /// A bill to somebody else is hardly this business's expense. A paper that came with a document
    /// is about that document, and one that this business wrote names its customer.
    private func addressWarning(of paper: Paper, in work: any Work) throws -> PaperWarning? {
        guard paper.documentID == nil, let buyer = reading.fields.buyer.value,
            reading.fields.buyer.confidence >= Self.trustedAddress
        else { return nil }
        let own = try work.transaction.first(
            "SELECT name FROM organisation WHERE id = $1", [.id(work.actor.organisation)]
        ) { BusinessName(try $0.text(0)) }
        let seller = reading.fields.supplier.value.map { BusinessName($0) }
        guard let own, !own.maybeNamesSame(as: BusinessName(buyer)),
            seller.map({ own.maybeNamesSame(as: $0) }) != true
        else { return nil }
        return PaperWarning(
            code: "buyer_differs", message: "The paper is addressed to \(buyer).",
            field: "buyer")
    }

    /// - Returns: the hash of the fields as they are kept.
    private func insert(
        _ reading: PaperReading, as id: ID<PaperReading>, of paper: Paper, in work: any Work
    ) throws -> SHA256Hash {
        var fields = reading
        fields.words = nil
        let words = PaperWords(items: reading.words ?? [])
        let text = try WireEncoder.encode(fields)
        try work.transaction.execute(
            """
            INSERT INTO reading (organisation_id, id, paper_id, job_id, attempt, engine, fields,
                words, started_at, ended_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            [
                .id(work.actor.organisation), .id(id), .id(paper.id), .text(job),
                .integer(Int64(attempt)), .text(Self.engine),
                .text(String(decoding: text, as: UTF8.self)),
                .text(String(decoding: try WireEncoder.encode(words), as: UTF8.self)),
                .instant(startedAt), .instant(max(startedAt, endedAt)),
            ])
        return sha256(text)
    }

    private func insert(
        _ page: Page, of reading: ID<PaperReading>, in work: any Work
    ) throws {
        try work.transaction.execute(
            """
            INSERT INTO reading_page (organisation_id, reading_id, page, width, height, sha256,
                media_type)
            VALUES ($1, $2, $3, $4, $5, $6, 'image/jpeg')
            """,
            [
                .id(work.actor.organisation), .id(reading), .integer(Int64(page.number)),
                .integer(Int64(page.width)), .integer(Int64(page.height)), .text(page.sha256),
            ])
    }
}
