import Ledger
import Storage
import Wire

/// How well a document or paper is witnessed, and by what. Derived each time from rows that stay:
/// what the machine read and from where, what the person confirmed, who checked it.
public struct Evidence: Codable, Sendable, Equatable {
    /// A confirmed field and the source of the same value on the paper: `code`, `payment code`,
    /// `xml`, `template`, `text layer`, `ocr`, or none where the person wrote it.
    public struct Field: Codable, Sendable, Equatable {
        public let name: String
        public let source: String?
    }

    /// `statement`, `single_reading`, `double_check`, `structured`, `fiscal`, `acknowledgement`.
    public let grade: String
    public let fields: [Field]
    /// What the paper says otherwise than the document that it was sent for, so that it lends no
    /// grade: `kind`, `currency`, `total`, `number`, `supplier`, `buyer`.
    public let differs: [String]?
    /// The accepted paper that the grade rests on.
    public let paperID: ID<Paper>?
    /// Who compared it a second time.
    public let checkedBy: String?
    public let checkedAt: Instant?
    /// Who said for the buyer that it owes the invoice as it is.
    public let acknowledgement: BuyerAnswer?
}

extension Evidence {
    /// Of a document: that of its best witnessed paper, and what its buyer acknowledged.
    static func of(
        document: ID<Document>, _ organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> Evidence {
        let papers: [ID<Paper>] = try snapshot.rows(
            """
            SELECT id FROM paper
            WHERE organisation_id = $1 AND document_id = $2 AND state = 'accepted' ORDER BY id
            """, [.id(organisation), .id(document)], { try $0.id(0) })
        let answer = try StoredAcknowledgement.standing(document, organisation, in: snapshot)?
            .answer
        let found = try papers.map { paper in
            try of(paper: paper, organisation, acknowledgement: answer, in: snapshot)
        }
        let bare = EvidenceFacts(hasPaper: false, isAcknowledged: answer != nil)
        return found.max { grade($0) < grade($1) }
            ?? Evidence(bare, paper: nil, acknowledgement: answer)
    }

    private static func grade(_ evidence: Evidence) -> EvidenceGrade {
        EvidenceGrade(rawValue: evidence.grade) ?? .statement
    }

    /// Of an accepted paper.
    ///
    /// - Parameter acknowledgement: what the buyer answered to the document behind it.
    static func of(
        paper: ID<Paper>, _ organisation: ID<Organisation>, acknowledgement: BuyerAnswer? = nil,
        in snapshot: any Snapshot
    ) throws -> Evidence {
        let key: [Value] = [.id(organisation), .id(paper)]
        let confirmed = try snapshot.rows(
            """
            SELECT name, machine_value, human_value FROM accepted_field
            WHERE organisation_id = $1 AND paper_id = $2 AND human_value IS NOT NULL
                AND name <> '\(PaperAgreement.field)' ORDER BY name
            """, key, { (try $0.text(0), try $0.textIfAny(1), try $0.text(2)) })
        let reading = try Self.reading(key, in: snapshot)
        let check = try snapshot.first(
            """
            SELECT u.name, c.checked_at FROM paper_check c JOIN user_account u ON u.id = c.user_id
            WHERE c.organisation_id = $1 AND c.paper_id = $2
            """, key, { (try $0.text(0), try $0.instant(1)) })
        let fields = confirmed.map { name, machine, human in
            EvidenceFacts.Field(
                name: name,
                source: source(of: name, machine: machine, human: human, reading: reading))
        }
        let agreement = try agreement(key, in: snapshot)
        var facts = EvidenceFacts(
            hasPaper: true, fields: fields, isChecked: check != nil)
        facts.hold(to: agreement)
        facts.isAcknowledged = acknowledgement != nil
        if case .differs(let names) = agreement {
            return Evidence(
                facts, differs: names, paper: nil, acknowledgement: acknowledgement)
        }
        return Evidence(
            facts, paper: paper, checkedBy: check?.0, checkedAt: check?.1,
            acknowledgement: acknowledgement)
    }

    private init(
        _ facts: EvidenceFacts, differs: [String]? = nil, paper: ID<Paper>?,
        checkedBy: String? = nil, checkedAt: Instant? = nil,
        acknowledgement: BuyerAnswer? = nil
    ) {
        grade = facts.grade.rawValue
        fields = facts.fields.map { Field(name: $0.name, source: $0.source) }
        self.differs = differs
        paperID = paper
        self.checkedBy = checkedBy
        self.checkedAt = checkedAt
        self.acknowledgement = acknowledgement
    }

    private static func agreement(
        _ key: [Value], in snapshot: any Snapshot
    ) throws -> PaperAgreement {
        try snapshot.first(
            """
            SELECT f.human_value, d.source FROM paper p
            JOIN document d ON d.organisation_id = p.organisation_id AND d.id = p.document_id
            LEFT JOIN accepted_field f ON f.organisation_id = p.organisation_id
                AND f.paper_id = p.id AND f.name = '\(PaperAgreement.field)'
            WHERE p.organisation_id = $1 AND p.id = $2
            """, key
        ) { PaperAgreement(stored: try $0.textIfAny(0), source: try $0.choice(1)) }
            ?? .differs([])
    }

    /// What the machine read of a paper, as it is stored.
    private static func reading(
        _ key: [Value], in snapshot: any Snapshot
    ) throws -> JSONValue? {
        try snapshot.first(
            """
            SELECT r.fields FROM paper p
            JOIN reading r ON r.organisation_id = p.organisation_id AND r.id = p.reading_id
            WHERE p.organisation_id = $1 AND p.id = $2
            """, key, { try JSONValue.parse(try $0.text(0)) })
    }

    /// Where a confirmed value comes from; nil where a person wrote it.
    ///
    /// - Parameter reading: what the machine read, as it is stored.
    static func source(
        of name: String, machine: String?, human: String?, reading: JSONValue?
    ) -> String? {
        guard let machine, let human, isSame(name, machine, human) else { return nil }
        return reading?["fields"]?[name]?["source"]?.string
    }

    /// `1250`, `1250.0` and `1250.00` are one amount; other values are compared as written.
    private static func isSame(_ name: String, _ machine: String, _ human: String) -> Bool {
        guard ["subtotal", "tax", "total"].contains(name) else { return machine == human }
        return amount(machine) == amount(human)
    }

    private static func amount(_ text: String) -> String {
        guard text.contains(".") else { return text }
        var trimmed = text[...]
        while trimmed.last == "0" { trimmed = trimmed.dropLast() }
        return String(trimmed.last == "." ? trimmed.dropLast() : trimmed)
    }
}

extension EvidenceFacts {
    /// Leaves of a paper what it may witness of its document.
    mutating func hold(to agreement: PaperAgreement) {
        switch agreement {
        case .made, .shown: break
        case .said: fields = fields.map { .init(name: $0.name, source: nil) }
        case .differs: self = EvidenceFacts(hasPaper: false)
        }
    }
}
