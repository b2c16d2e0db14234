import Ledger
import Storage
import Wire

extension Paper {
    /// Papers of a document that is made void: what was decided of them is open again.
    static func giveBack(
        papersOf document: StoredDocument, because reason: String, in work: any Work
    ) throws {
        let papers: [ID<Paper>] = try work.transaction.rows(
            """
            SELECT id FROM paper
            WHERE organisation_id = $1 AND document_id = $2 AND state <> 'rejected' ORDER BY id
            """, [.id(work.actor.organisation), .id(document.id)], { try $0.id(0) })
        for id in papers {
            let found = try find(id, of: work.actor.organisation, in: work.transaction)
            try found?.paper.leave(
                document, saying: "\(document.name) was voided: \(reason)", in: work)
        }
    }

    /// An accepted paper back under review, where its document is void: of books in which that was
    /// done before papers went back by themselves.
    ///
    /// - Throws: `paper_accepted` where its document stands.
    func reopened(in work: any Work) throws -> Paper {
        let owner = work.actor.organisation
        let document = try documentID.flatMap {
            try StoredDocument.find($0, of: owner, in: work.transaction)
        }
        guard let document, document.isVoid else {
            throw Refusal(.paperAccepted, "It was accepted before; nothing has changed.")
        }
        try leave(document, saying: "\(document.name) is void.", in: work)
        return try Paper.find(id, of: owner, in: work.transaction)?.paper ?? self
    }

    /// Whether a paper of such a document is a supplier's, which may be booked as another one.
    private static func isPurchase(_ document: StoredDocument) -> Bool {
        document.kind == .bill || document.kind == .receipt
    }

    private func leave(
        _ document: StoredDocument, saying detail: String, in work: any Work
    ) throws {
        let note = PaperFailure(code: "document_voided", detail: detail)
        let isPurchase = Self.isPurchase(document)
        if isPurchase {
            // What was accepted of it is the void document's now.
            work.record(
                Subject(kind: "paper", id: id.text),
                before: .object([("document_id", .string(document.id.text))]),
                after: .object([("document_id", .null), ("fields_sha256", .null)]),
                reason: detail)
        }
        if state == .accepted {
            try keepAcceptance(of: document.id, in: work)
            try PaperStep(to: .toReview, attempts: attempts, note: note)
                .take(self, by: work.actor.user, in: work)
        } else if isPurchase {
            PaperStep.append(
                id, state, attempt: attempts, note: note, by: work.actor.user, in: work)
        }
        // The paper of one's own invoice is no purchase: it stays with what it was sent for, and is
        // rejected if it belongs to another.
        guard isPurchase else { return }
        try work.transaction.execute(
            """
            UPDATE paper SET document_id = NULL, changed_at = $3
            WHERE organisation_id = $1 AND id = $2
            """, [.id(work.actor.organisation), .id(id), .instant(work.now)])
    }

    /// What was confirmed and checked stays, beside the document that is void.
    private func keepAcceptance(of document: ID<Document>, in work: any Work) throws {
        let key: [Value] = [.id(work.actor.organisation), .id(id)]
        try work.transaction.execute(
            """
            INSERT INTO former_acceptance (organisation_id, paper_id, document_id, reading_id,
                accepted_at, checked_by, checked_at, ended_at)
            SELECT p.organisation_id, p.id, p.document_id, p.reading_id, COALESCE((
                    SELECT MAX(e.at) FROM paper_event e
                    WHERE e.organisation_id = p.organisation_id AND e.paper_id = p.id
                        AND e.state = 'accepted'), CAST($3 AS BIGINT)),
                c.user_id, c.checked_at, CAST($3 AS BIGINT)
            FROM paper p
            LEFT JOIN paper_check c
                ON c.organisation_id = p.organisation_id AND c.paper_id = p.id
            WHERE p.organisation_id = $1 AND p.id = $2
            """, key + [.instant(work.now)])
        try work.transaction.execute(
            """
            INSERT INTO former_accepted_field (organisation_id, paper_id, document_id, name,
                machine_value, machine_confidence, human_value)
            SELECT organisation_id, paper_id, CAST($3 AS TEXT), name, machine_value,
                machine_confidence, human_value
            FROM accepted_field WHERE organisation_id = $1 AND paper_id = $2
            """, key + [.id(document)])
        for table in ["accepted_field", "paper_check"] {
            try work.transaction.execute(
                "DELETE FROM \(table) WHERE organisation_id = $1 AND paper_id = $2", key)
        }
    }
}
