import Insight
import Ledger
import Storage
import Wire

/// The job that looks again at what a supplier's accepted papers have in common.
public struct LearnTemplatePayload: Codable, Sendable {
    public static let kind = "template.learn"

    let partyID: ID<Party>
    let organisationID: ID<Organisation>
    let userID: ID<User>

    init(party: ID<Party>, by actor: Actor) {
        partyID = party
        organisationID = actor.organisation
        userID = actor.user
    }

    var actor: Actor { Actor(user: userID, organisation: organisationID, role: .apiClient) }

    func enqueue(in work: any Work) throws {
        try work.enqueue(Self.kind, payload: try WireEncoder.value(self))
    }
}

/// Learns a supplier's template from the papers that people accepted. Doing it again changes
/// nothing; a template that a person has changed stays as it is.
public struct TemplateTeacher: Sendable {
    let executor: CommandExecutor

    public init(executor: CommandExecutor) { self.executor = executor }

    public func learn(_ payload: LearnTemplatePayload, job: String) async throws {
        let taught = try await executor.database.read { snapshot in
            try Self.papers(of: payload.partyID, payload.organisationID, in: snapshot)
        }
        guard let learned = SupplierTemplate(learning: taught) else { return }
        let content = TemplateContent(learned)
        try await executor.transact(
            LearnTemplatePayload.kind, as: payload.actor, requestID: job
        ) { work in
            let before = try PaperTemplate.find(
                payload.partyID, of: payload.organisationID, in: work.transaction)
            if let before, before.isEdited || before.content == content { return }
            try content.keep(
                for: payload.partyID, papers: learned.papers, isEdited: false, in: work)
            work.record(
                Subject(kind: "template", id: payload.partyID.text), before: before?.trace,
                after: try WireEncoder.value(content))
        }
    }

    private static func papers(
        of party: ID<Party>, _ organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> [TaughtPaper] {
        let stored = try snapshot.rows(
            """
            SELECT p.id, r.fields, r.words FROM paper p
            JOIN document d ON d.organisation_id = p.organisation_id AND d.id = p.document_id
            JOIN reading r ON r.organisation_id = p.organisation_id AND r.id = p.reading_id
            WHERE p.organisation_id = $1 AND d.party_id = $2 AND p.state = 'accepted'
            ORDER BY p.id DESC LIMIT $3
            """,
            [
                .id(organisation), .id(party), .integer(Int64(SupplierTemplate.mostPapers)),
            ], { (try $0.text(0), try $0.text(1), try $0.text(2)) })
        return try stored.map { id, fields, words in
            let values = try snapshot.rows(
                """
                SELECT name, human_value FROM accepted_field
                WHERE organisation_id = $1 AND paper_id = $2 AND human_value IS NOT NULL
                """, [.id(organisation), .text(id)], { (try $0.text(0), try $0.text(1)) })
            let reading = try WireDecoder.stored.decode(PaperReading.self, from: Array(fields.utf8))
            let read = try WireDecoder.stored.decode(PaperWords.self, from: Array(words.utf8)).items
            return TaughtPaper(
                pages: reading.pageWords(read),
                values: values.compactMap { name, value in
                    FieldName(rawValue: name).map { ($0, value) }
                })
        }
    }
}

extension PaperReading {
    /// The words as the rules of extraction take them.
    func pageWords(_ words: [PaperWord]) -> [PageWords] {
        pages.map { page in
            PageWords(
                number: page.page, width: page.width, height: page.height, source: .recognition,
                words: words.compactMap { word in
                    guard word.page == page.page, word.box.count == 4 else { return nil }
                    return Word(
                        text: word.text,
                        box: Box(
                            x: word.box[0], y: word.box[1], width: word.box[2],
                            height: word.box[3]),
                        confidence: word.confidence)
                })
        }
    }
}
