import Ledger
import Storage
import Wire

extension Paper {
    static let columns = """
        id, state, file_name, media_type, size, sha256, sent_sha256, attempts, created_at,
        changed_at, failure_code, failure_detail, document_id, reading_id
        """

    /// A row of `columns`, and the reading it points at.
    static func row(_ row: any Row) throws -> (paper: Paper, reading: String?) {
        let failure = try row.textIfAny(10).map {
            PaperFailure(code: $0, detail: try row.textIfAny(11) ?? "")
        }
        let paper = Paper(
            id: try row.id(0), state: try row.choice(1), fileName: try row.text(2),
            mediaType: try row.text(3), size: Int(try row.integer(4)), sha256: try row.text(5),
            sentSha256: try row.text(6), attempts: Int(try row.integer(7)),
            createdAt: try row.instant(8), changedAt: try row.instant(9), failure: failure,
            documentID: try row.idIfAny(12))
        return (paper, try row.textIfAny(13))
    }

    static func find(
        _ id: ID<Paper>, of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> (paper: Paper, reading: String?)? {
        try snapshot.first(
            "SELECT \(columns) FROM paper WHERE organisation_id = $1 AND id = $2",
            [.text(organisation.text), .text(id.text)], Self.row)
    }

    /// Adds the reading, its pages and, if wanted, its words.
    mutating func addReading(
        _ readingID: String, of organisation: ID<Organisation>, words: Bool,
        in snapshot: any Snapshot
    ) throws {
        let key: [Value] = [.text(organisation.text), .text(readingID)]
        let stored = try snapshot.first(
            """
            SELECT fields, \(words ? "words" : "NULL") FROM reading
            WHERE organisation_id = $1 AND id = $2
            """, key, { (try $0.text(0), try $0.textIfAny(1)) })
        guard let stored else { return }
        var found = try WireDecoder.stored.decode(PaperReading.self, from: Array(stored.0.utf8))
        if let text = stored.1 {
            found.words = try WireDecoder.stored.decode(
                PaperWords.self, from: Array(text.utf8)
            ).items
        }
        pages = found.pages.count
        width = found.pages.first?.width
        height = found.pages.first?.height
        reading = found
    }

    mutating func addEvents(
        of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws {
        events = try snapshot.rows(
            """
            SELECT state, at, attempt, code, detail, user_id FROM paper_event
            WHERE organisation_id = $1 AND paper_id = $2 ORDER BY at, id
            """, [.text(organisation.text), .text(id.text)]
        ) { row in
            PaperEvent(
                state: try row.choice(0), at: try row.instant(1),
                attempt: Int(try row.integer(2)), code: try row.textIfAny(3),
                detail: try row.textIfAny(4), userID: try row.idIfAny(5))
        }
    }
}

/// The words of a reading as they are stored.
struct PaperWords: Codable, Sendable {
    var items: [PaperWord]
}
