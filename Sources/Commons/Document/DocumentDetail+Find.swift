import Ledger
import Storage

extension DocumentDetail {
    static func find(
        _ id: ID<Document>, _ kind: DocumentKind?, in view: View
    ) throws -> DocumentDetail {
        let organisation = view.actor.organisation
        let stored = try StoredDocument.find(id, of: organisation, in: view.snapshot)
        guard let stored, kind == nil || stored.kind == kind else {
            throw Refusal(.documentUnknown, "No \(kind?.noun ?? "document") has this id.")
        }
        let parts = DocumentParts(document: stored, view: view)
        let allocations = try parts.allocations()
        let evidence = try Evidence.of(document: id, organisation, in: view.snapshot)
        let acknowledgements = try parts.acknowledgements()
        let creditNotes = try parts.creditNotes()
        return DocumentDetail(
            id: id, kind: stored.kind, number: stored.number,
            supplierNumber: stored.supplierNumber, party: stored.party,
            originalID: stored.original, day: stored.day, dueDay: stored.dueDay,
            currency: stored.currency, pricing: stored.pricing, taxRounding: stored.taxRounding,
            amounts: stored.amounts, paid: stored.settlement.paid,
            credited: stored.settlement.credited, open: stored.open,
            state: stored.settlement.state, note: stored.note, source: stored.source,
            createdAt: stored.createdAt, issuedAt: stored.issuedAt, version: stored.version,
            lines: try parts.lines(),
            taxes: try parts.taxes(), allocations: allocations, entries: try parts.entries(),
            creditNotes: creditNotes, papers: try parts.papers(),
            attestations: try parts.attestations(),
            evidence: evidence, acknowledgements: acknowledgements,
            timeline: try parts.timeline(acknowledgements),
            actions: AllowedActions.of(
                stored, isSettled: allocations.contains { !$0.isReleased },
                isCredited: creditNotes.contains { $0.state != .void },
                isAcknowledged: evidence.acknowledgement != nil, for: view.actor.role))
    }
}

/// Reads what belongs to one document, each part by one statement.
struct DocumentParts {
    let document: StoredDocument
    let view: View

    private var key: [Value] { [.id(view.actor.organisation), .id(document.id)] }

    func lines() throws -> [DocumentDetail.Line] {
        try document.lines(of: view.actor.organisation, in: view.snapshot)
            .map(DocumentDetail.Line.init)
    }

    func taxes() throws -> [DocumentDetail.TaxLine] {
        try document.taxes(of: view.actor.organisation, in: view.snapshot)
            .map(DocumentDetail.TaxLine.init)
    }

    func allocations() throws -> [DocumentDetail.AllocationLine] {
        let column = document.kind == .creditNote ? "credit_note_id" : "document_id"
        return try view.snapshot.rows(
            """
            SELECT a.id, a.payment_id, a.credit_note_id, a.document_id, a.amount, a.currency,
                a.day, EXISTS (
                    SELECT 1 FROM allocation r
                    WHERE r.organisation_id = a.organisation_id AND r.releases_id = a.id),
                COALESCE(p.reference, n.number)
            FROM allocation a
            LEFT JOIN payment p ON p.organisation_id = a.organisation_id AND p.id = a.payment_id
            LEFT JOIN document n
                ON n.organisation_id = a.organisation_id AND n.id = a.credit_note_id
            WHERE a.organisation_id = $1 AND a.\(column) = $2 AND a.releases_id IS NULL
            ORDER BY a.day, a.recorded_at, a.id
            """, key
        ) { row in
            DocumentDetail.AllocationLine(
                id: try row.id(0), paymentID: row.isNull(1) ? nil : try row.id(1),
                creditNoteID: row.isNull(2) ? nil : try row.id(2),
                documentID: row.isNull(3) ? nil : try row.id(3),
                amount: try row.money(4, currency: 5), day: try row.day(6),
                isReleased: try row.bool(7), reference: try row.textIfAny(8))
        }
    }

    func entries() throws -> [EntryItem] {
        try EntryItem.read(
            """
            e.document_id = $2 OR e.id IN (
                SELECT entry_id FROM allocation WHERE organisation_id = $1 AND document_id = $2)
            """, key, order: "e.recorded_at, e.id", in: view.snapshot)
    }

    func creditNotes() throws -> [DocumentItem] {
        try view.snapshot.rows(
            """
            SELECT \(DocumentSQL.itemColumns) FROM document d
            JOIN party p ON p.organisation_id = d.organisation_id AND p.id = d.party_id
            WHERE d.organisation_id = $1 AND d.original_id = $2 ORDER BY d.day, d.id
            """, key, DocumentItem.init)
    }

    func papers() throws -> [DocumentDetail.PaperItem] {
        try view.snapshot.rows(
            """
            SELECT id, file_name, media_type FROM paper
            WHERE organisation_id = $1 AND document_id = $2
            UNION SELECT p.id, p.file_name, p.media_type FROM former_acceptance f
            JOIN paper p ON p.organisation_id = f.organisation_id AND p.id = f.paper_id
            WHERE f.organisation_id = $1 AND f.document_id = $2 ORDER BY id
            """, key
        ) {
            DocumentDetail.PaperItem(
                id: try $0.text(0), fileName: try $0.textIfAny(1), mediaType: try $0.text(2))
        }
    }

    func attestations() throws -> [String] {
        try view.snapshot.rows(
            """
            SELECT id FROM attestation
            WHERE organisation_id = $1 AND subject_kind = 'document' AND subject_id = $2
            ORDER BY id
            """, key
        ) { try $0.text(0) }
    }

    func acknowledgements() throws -> [Acknowledgement] {
        guard document.kind == .invoice else { return [] }
        return try StoredAcknowledgement.of(
            document.id, view.actor.organisation, in: view.snapshot
        ).map { $0.item(at: view.now) }
    }

    func timeline(_ acknowledgements: [Acknowledgement]) throws -> [DocumentDetail.Step] {
        let steps = try events()
        let asked = acknowledgements.reversed().flatMap(\.steps)
        return asked.isEmpty ? steps : (steps + asked).sorted { $0.at < $1.at }
    }

    private func events() throws -> [DocumentDetail.Step] {
        try view.snapshot.rows(
            """
            SELECT e.kind, e.amount, e.note, u.name, e.at FROM document_event e
            LEFT JOIN user_account u ON u.id = e.user_id
            WHERE e.organisation_id = $1 AND e.document_id = $2 ORDER BY e.at, e.id
            """, key
        ) { row in
            DocumentDetail.Step(
                kind: try row.text(0),
                amount: try row.integerIfAny(1).map {
                    Money(minorUnits: $0, currency: document.currency)
                },
                note: try row.textIfAny(2), by: try row.textIfAny(3), at: try row.instant(4))
        }
    }
}
