import Insight
import Ledger
import Storage
import Wire

/// Where the papers of one supplier carry their values: words of its form, no value of a paper.
/// What is shown can be kept as a file and put back, here or in another organisation.
public struct PaperTemplate: Codable, Sendable, Equatable {
    public struct Anchor: Codable, Sendable, Equatable {
        /// `number`, `date`, `due_date`, `subtotal`, `tax` or `total`.
        public let field: String
        /// Up to three words that stand before or above the value, in capitals.
        public let label: String
        /// `right` or `below` the label.
        public let place: String
        /// `first` or `last` place where the label stands.
        public let occurrence: String
        /// Of a number: runs of letters and figures, `A-9` for `CS-00417`.
        public let shape: String?
        /// Of a day: the month is written first.
        public let monthFirst: Bool?
    }

    public let party: PartyName
    /// Words at the head of every paper of this supplier, by which the next one is known.
    public let words: [String]
    public let anchors: [Anchor]
    /// How many accepted papers taught it.
    public let papers: Int
    /// Changed by a person: learning leaves it alone.
    public let isEdited: Bool
    public let changedAt: Instant
}

/// The part of a template that a person may change; what is stored.
struct TemplateContent: Codable, Sendable, Equatable {
    var words: [String]
    var anchors: [PaperTemplate.Anchor]
}

extension TemplateContent {
    init(_ template: SupplierTemplate) {
        words = template.words
        anchors = template.anchors.map { anchor in
            PaperTemplate.Anchor(
                field: anchor.field.rawValue, label: anchor.label, place: anchor.place.rawValue,
                occurrence: anchor.occurrence.rawValue, shape: anchor.shape,
                monthFirst: anchor.monthFirst ? true : nil)
        }
    }

    /// - Throws: `template_unfit` for a field, place or label that no template can have.
    func template(papers: Int) throws -> SupplierTemplate {
        func unfit(_ index: Int, _ part: String, _ reason: String) -> Refusal {
            Refusal(.templateUnfit, reason, at: "/anchors/\(index)/\(part)")
        }
        var seen: Set<FieldName> = []
        let anchors = try anchors.enumerated().map { index, anchor in
            guard let field = FieldName(rawValue: anchor.field),
                SupplierTemplate.fields.contains(field)
            else { throw unfit(index, "field", "A template cannot find \(anchor.field).") }
            guard seen.insert(field).inserted else {
                throw unfit(index, "field", "\(anchor.field) has a place already.")
            }
            guard let place = FieldAnchor.Place(rawValue: anchor.place) else {
                throw unfit(index, "place", "The place is right or below.")
            }
            guard let occurrence = FieldAnchor.Occurrence(rawValue: anchor.occurrence) else {
                throw unfit(index, "occurrence", "The occurrence is first or last.")
            }
            guard let label = Self.plain(anchor.label) else {
                throw unfit(index, "label", "The label has one to three words of letters.")
            }
            return FieldAnchor(
                field: field, label: label, place: place, occurrence: occurrence,
                shape: anchor.shape, monthFirst: anchor.monthFirst ?? false)
        }
        let plainWords = words.compactMap(Self.plainWord)
        guard plainWords.count == words.count, plainWords.count >= 2 else {
            throw Refusal(
                .templateUnfit, "Two words or more, of letters and figures, tell a supplier.",
                at: "/words")
        }
        return SupplierTemplate(words: plainWords, anchors: anchors, papers: papers)
    }

    private static func plain(_ label: String) -> String? {
        let words = label.uppercased().split(separator: " ")
        let isPlain = words.allSatisfy { $0.utf8.allSatisfy { (0x41...0x5A).contains($0) } }
        return (1...3).contains(words.count) && isPlain ? words.joined(separator: " ") : nil
    }

    private static func plainWord(_ word: String) -> String? {
        let upper = word.uppercased()
        let isPlain = upper.utf8.allSatisfy {
            (0x41...0x5A).contains($0) || (0x30...0x39).contains($0)
        }
        return isPlain && (2...60).contains(upper.utf8.count) ? upper : nil
    }
}

extension PaperTemplate {
    static let columns = """
        t.party_id, p.name, t.content, t.papers, t.is_edited, t.changed_at
        FROM supplier_template t
        JOIN party p ON p.organisation_id = t.organisation_id AND p.id = t.party_id
        """

    /// A row of `columns`.
    static func row(_ row: any Row) throws -> PaperTemplate {
        let content = try WireDecoder.stored.decode(
            TemplateContent.self, from: Array(try row.text(2).utf8))
        return PaperTemplate(
            party: PartyName(id: try row.id(0), name: try row.text(1)), words: content.words,
            anchors: content.anchors, papers: Int(try row.integer(3)),
            isEdited: try row.bool(4), changedAt: try row.instant(5))
    }

    static func find(
        _ party: ID<Party>, of organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> PaperTemplate? {
        try snapshot.first(
            "SELECT \(columns) WHERE t.organisation_id = $1 AND t.party_id = $2",
            [.id(organisation), .id(party)], Self.row)
    }

    static func require(_ party: ID<Party>, in work: any Work) throws -> PaperTemplate {
        guard let found = try find(party, of: work.actor.organisation, in: work.transaction) else {
            throw Refusal.templateUnknown()
        }
        return found
    }

    var content: TemplateContent { TemplateContent(words: words, anchors: anchors) }

    /// As the reader of papers uses it; nil for one that no longer makes sense.
    var rule: SupplierTemplate? { try? content.template(papers: papers) }

    var trace: JSONValue? { try? WireEncoder.value(content) }
}

extension TemplateContent {
    func keep(
        for party: ID<Party>, papers: Int, isEdited: Bool, in work: any Work
    ) throws {
        try work.transaction.execute(
            """
            INSERT INTO supplier_template (organisation_id, party_id, content, papers, is_edited,
                changed_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (organisation_id, party_id) DO UPDATE SET content = excluded.content,
                papers = excluded.papers, is_edited = excluded.is_edited,
                changed_at = excluded.changed_at
            """,
            [
                .id(work.actor.organisation), .id(party),
                .text(String(decoding: try WireEncoder.encode(self), as: UTF8.self)),
                .integer(Int64(papers)), .bool(isEdited), .instant(work.now),
            ])
    }
}

extension Refusal {
    static func templateUnknown() -> Refusal {
        Refusal(.templateUnknown, "Nothing has been learned about this supplier's papers yet.")
    }
}

extension RefusalCode {
    public static let templateUnknown = RefusalCode(
        "template_unknown", 404, "No template for this supplier")
    public static let templateUnfit = RefusalCode(
        "template_unfit", 422, "The template makes no sense")
}
