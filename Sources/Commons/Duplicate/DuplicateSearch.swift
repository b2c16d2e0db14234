import Insight
import Ledger
import Storage

/// Looks for what one paper may repeat: by picture, by number, by amount and day.
struct DuplicateSearch {
    let organisation: ID<Organisation>
    let paper: Paper
    var identity: StoredIdentity

    static func identity(
        of paper: ID<Paper>, _ organisation: ID<Organisation>, in snapshot: any Snapshot
    ) throws -> StoredIdentity {
        try snapshot.first(
            """
            SELECT \(StoredIdentity.columns) FROM paper_identity i
            WHERE i.organisation_id = $1 AND i.paper_id = $2
            """, [.id(organisation), .id(paper)], { try StoredIdentity($0, from: 0) })
            ?? StoredIdentity(supplier: nil, number: nil, day: nil, total: nil)
    }

    func run(in snapshot: any Snapshot) throws -> [PaperDuplicate] {
        let papers = try candidates(in: snapshot)
        let known = Set(papers.compactMap(\.document))
        let documents = try typedDocuments(in: snapshot).filter { candidate in
            candidate.document.map { !known.contains($0) } ?? true
        }
        return (papers + documents).compactMap(duplicate).sorted { $0.rank > $1.rank }
    }

    private struct Candidate {
        var identity: StoredIdentity
        var likeness: Int?
        var paper: ID<Paper>?
        var state: PaperState?
        var document: ID<Document>?
        var documentNumber: String?
    }

    private func duplicate(_ candidate: Candidate) -> PaperDuplicate? {
        let reasons = DuplicateRule.reasons(
            identity.key, candidate.identity.key, likeness: candidate.likeness)
        guard !reasons.isEmpty else { return nil }
        return PaperDuplicate(
            reasons: reasons.map(\.rawValue),
            likeness: candidate.likeness.map { Double($0) / 1_000 }, paperID: candidate.paper,
            state: candidate.state, documentID: candidate.document,
            documentNumber: candidate.documentNumber, supplier: candidate.identity.supplier,
            number: candidate.identity.number, date: candidate.identity.day,
            total: candidate.identity.total)
    }

    /// Papers that are alike in picture, number, or total and day, each along its own index.
    private func candidates(in snapshot: any Snapshot) throws -> [Candidate] {
        let key = identity.key
        return try snapshot.rows(
            """
            SELECT p.id, p.state, p.document_id, d.number, l.likeness, \(StoredIdentity.columns)
            FROM (
                SELECT other_id AS id FROM paper_likeness
                WHERE organisation_id = $1 AND paper_id = $2
                UNION SELECT paper_id FROM paper_likeness
                WHERE organisation_id = $1 AND other_id = $2
                UNION SELECT paper_id FROM paper_identity
                WHERE organisation_id = $1 AND number_key = $3
                UNION SELECT paper_id FROM paper_identity
                WHERE organisation_id = $1 AND total = $4 AND currency = $5
                    AND day BETWEEN $6 AND $7
            ) AS found
            JOIN paper p ON p.organisation_id = $1 AND p.id = found.id
            LEFT JOIN paper_identity i ON i.organisation_id = $1 AND i.paper_id = p.id
            LEFT JOIN paper_likeness l ON l.organisation_id = $1
                AND (l.paper_id = $2 AND l.other_id = p.id OR l.paper_id = p.id AND l.other_id = $2)
            LEFT JOIN document d ON d.organisation_id = $1 AND d.id = p.document_id
            WHERE p.id <> $2 AND p.state <> 'rejected'
            ORDER BY p.id DESC LIMIT 50
            """,
            [
                .id(organisation), .id(paper.id), .text(key.number?.text),
                .integer(identity.total?.minorUnits), .text(identity.total?.currency.code),
                .text(from?.iso), .text(until?.iso),
            ]
        ) { row in
            Candidate(
                identity: try StoredIdentity(row, from: 5),
                likeness: try row.integerIfAny(4).map { Int($0) }, paper: try row.id(0),
                state: try row.choice(1), document: try row.idIfAny(2),
                documentNumber: try row.textIfAny(3))
        }
    }

    /// Bills and receipts that came of no paper. Their supplier is looked up by name as it is kept.
    private func typedDocuments(in snapshot: any Snapshot) throws -> [Candidate] {
        try snapshot.rows(
            """
            SELECT d.id, d.number, p.name, d.supplier_number, d.day, d.payable, d.currency
            FROM document d
            JOIN party p ON p.organisation_id = d.organisation_id AND p.id = d.party_id
            WHERE d.organisation_id = $1 AND d.kind IN ('bill', 'receipt') AND d.id <> $2
                AND (d.day BETWEEN $3 AND $4 AND d.payable = $5 AND d.currency = $6
                    OR d.supplier_number IS NOT NULL AND d.party_id IN (
                        SELECT id FROM party WHERE organisation_id = $1 AND name_key = $7))
                AND NOT \(DocumentSQL.isVoid)
            ORDER BY d.day DESC, d.id LIMIT 500
            """,
            [
                .id(organisation), .text(paper.documentID?.text ?? ""), .text(from?.iso),
                .text(until?.iso), .integer(identity.total?.minorUnits),
                .text(identity.total?.currency.code),
                .text(identity.supplier.map { PartyName.key($0) }),
            ]
        ) { row in
            Candidate(
                identity: try StoredIdentity(row, from: 2), document: try row.id(0),
                documentNumber: try row.textIfAny(1))
        }
    }

    private var from: Day? { identity.day.map { $0.adding(days: -DuplicateRule.window) } }
    private var until: Day? { identity.day.map { $0.adding(days: DuplicateRule.window) } }
}

extension PaperDuplicate {
    /// More reasons first, then the more alike picture.
    fileprivate var rank: Double { Double(reasons.count) + (likeness ?? 0) }
}
