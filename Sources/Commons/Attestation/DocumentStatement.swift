import Ledger
import Proof
import Storage
import Wire

/// What a statement about a document says: number, days and amounts in the open; who the other
/// party is only as commitments.
enum DocumentStatement {
    static func statement(on id: ID<Document>, in work: any Work) throws -> Statement {
        let key: [Value] = [.id(work.actor.organisation), .id(id)]
        guard let fields = try work.transaction.first(Self.columns, key, Self.read) else {
            throw Refusal(.documentUnknown, "There is no such document.", at: "/subject/id")
        }
        guard fields.isBooked, try !isVoid(key, in: work.transaction) else {
            throw Refusal(
                .attestationSubject, "Drafts and void documents cannot be attested.",
                at: "/subject/id")
        }
        guard try !isCredited(key, in: work.transaction) else {
            throw Refusal(
                .attestationSubject, "Credit notes have taken all of it back.",
                at: "/subject/id")
        }
        let evidence = try Evidence.of(
            document: id, work.actor.organisation, in: work.transaction)
        let source = try evidence.paperID.flatMap { paper in
            try work.transaction.first(
                "SELECT sha256 FROM paper WHERE organisation_id = $1 AND id = $2",
                [.id(work.actor.organisation), .id(paper)], { try $0.text(0) })
        }
        let buyer = try StoredAcknowledgement.standing(
            id, work.actor.organisation, in: work.transaction)
        let open = fields.open + [.init("evidence", evidence.grade)] + (buyer?.publicFields ?? [])
        return Statement(
            kind: source == nil ? "document.issued" : "document.accepted",
            subject: Subject(kind: "document", id: id.text), publicFields: open,
            personalFields: fields.personal + (buyer?.personalFields ?? []),
            contentHash: source.flatMap { SHA256Hash(hex: $0) })
    }

    private static let columns = """
        SELECT d.kind, d.number, d.supplier_number, d.day, d.due_day, d.currency, d.net, d.tax,
            d.total, d.issued_at, o.name, \(DocumentSQL.partyName),
            \(DocumentSQL.ofParty("tax_number")), \(DocumentSQL.ofParty("address"))
        FROM document d JOIN organisation o ON o.id = d.organisation_id
            JOIN party p ON p.organisation_id = d.organisation_id AND p.id = d.party_id
        WHERE d.organisation_id = $1 AND d.id = $2
        """

    private struct Fields {
        var isBooked: Bool
        var open: [AttestationPayload.PublicField]
        var personal: [DisclosedField]
    }

    private static func read(_ row: any Row) throws -> Fields {
        func amount(_ column: Int) throws -> String { try row.money(column, currency: 5).decimal }
        let open: [(String, String?)] = [
            ("kind", try row.text(0)), ("number", try row.textIfAny(1)),
            ("supplier_number", try row.textIfAny(2)), ("date", try row.text(3)),
            ("due_date", try row.textIfAny(4)), ("currency", try row.text(5)),
            ("net", try amount(6)), ("tax", try amount(7)), ("total", try amount(8)),
            ("organisation", try row.text(10)),
        ]
        let personal: [(String, String?)] = [
            ("party", try row.text(11)), ("party_tax_number", try row.textIfAny(12)),
            ("party_address", try row.textIfAny(13)),
        ]
        return Fields(
            isBooked: !row.isNull(9),
            open: open.compactMap { name, value in value.map { .init(name, $0) } },
            personal: personal.compactMap { name, value in
                value.flatMap { Statement.personal(name, $0) }
            })
    }

    /// Credit notes come to the whole of it.
    private static func isCredited(_ key: [Value], in snapshot: any Snapshot) throws -> Bool {
        try snapshot.first(
            """
            SELECT 1 FROM document i
            WHERE i.organisation_id = $1 AND i.id = $2 AND i.kind = 'invoice' AND i.payable > 0
                AND i.payable = \(DocumentSQL.taken(from: "i.id", of: "i.organisation_id"))
            """, key, { try $0.integer(0) }) != nil
    }

    /// Void: the entry of its issue has been reversed.
    private static func isVoid(_ key: [Value], in snapshot: any Snapshot) throws -> Bool {
        try snapshot.first(
            """
            SELECT 1 FROM entry issue JOIN entry reversal
                ON reversal.organisation_id = issue.organisation_id
                AND reversal.reverses_id = issue.id
            WHERE issue.organisation_id = $1 AND issue.document_id = $2 AND issue.kind = 'issue'
            LIMIT 1
            """, key, { try $0.integer(0) }) != nil
    }
}

extension StoredAcknowledgement {
    /// That the buyer acknowledged it, when, and the hash of what it was asked about.
    fileprivate var publicFields: [AttestationPayload.PublicField] {
        guard let answer else { return [] }
        return [
            .init("acknowledged_at", answer.at.rfc3339),
            .init("acknowledged_content", contentSha256),
        ]
    }

    /// Who said so.
    fileprivate var personalFields: [DisclosedField] {
        guard let answer else { return [] }
        let said: [(String, String?)] = [
            ("acknowledged_by", answer.name), ("acknowledged_role", answer.role),
            ("acknowledged_organisation", answer.organisation),
        ]
        return said.compactMap { name, value in value.flatMap { Statement.personal(name, $0) } }
    }
}
