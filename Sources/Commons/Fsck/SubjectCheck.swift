import Ledger
import Storage
import Wire

/// A kind of subject whose row must say what the trail said last of it.
struct SubjectCheck: Sendable {
    let kind: String
    /// One row by organisation and id.
    let sql: String
    /// A statement whose rows are subjects of this kind of which the trail knows nothing.
    var untraced: String?
    let compare: @Sendable (any Row, TrailWord, inout TrailComparison) throws -> Void

    static let all = [
        document, payment, member, organisation, party, paper, approval, attestation,
    ]

    static func untraced(
        _ kind: String, _ table: String, id: String = "id", owner: String = "organisation_id",
        unless exception: String = ""
    ) -> String {
        """
        SELECT t.\(owner), t.\(id) FROM \(table) t WHERE NOT EXISTS (
            SELECT 1 FROM audit a WHERE a.organisation_id = t.\(owner)
                AND a.subject_kind = '\(kind)' AND a.subject_id = t.\(id))\(exception)
        ORDER BY t.\(owner), t.\(id)
        """
    }
}

extension SubjectCheck {
    /// Drafts and receipts are traced as they were written, what is issued, settled by credit or
    /// voided as lists show it.
    static let document = SubjectCheck(
        kind: "document",
        sql: """
            SELECT d.kind, d.party_id, d.number, d.supplier_number, d.day, d.due_day, d.payable,
                d.currency, (
                    SELECT v.day FROM entry v WHERE v.organisation_id = d.organisation_id
                        AND v.document_id = d.id AND v.kind = 'void'), (
                    SELECT COUNT(*) FROM document_line l
                    WHERE l.organisation_id = d.organisation_id AND l.document_id = d.id)
            FROM document d WHERE d.organisation_id = $1 AND d.id = $2
            """,
        untraced: untraced("document", "document")
    ) { row, word, found in
        // That a proof was made or taken back says nothing else of it.
        guard let last = word.last(saying: "kind") else { return }
        let payable = try row.money(6, currency: 7)
        let isItem = last["total"]?["amount"] != nil
        found.text("kind", try row.text(0), last["kind"])
        found.text("party", try row.text(1), isItem ? last["party"]?["id"] : last["party_id"])
        if isItem || last["number"] != nil {
            found.text("number", try row.textIfAny(2), last["number"])
        }
        found.text("supplier_number", try row.textIfAny(3), last["supplier_number"])
        found.text("day", try row.text(4), last["day"])
        found.text("due_day", try row.textIfAny(5), last["due_day"])
        found.text("total", payable.decimal, isItem ? last["total"]?["amount"] : last["total"])
        found.text(
            "currency", payable.currency.code,
            isItem ? last["total"]?["currency"] : last["currency"])
        found.check("void", (last["state"]?.string == "void") == !row.isNull(8))
        if let day = last["voided_on"] { found.text("voided_on", try row.textIfAny(8), day) }
        if let lines = last["lines"]?.integer { found.check("lines", try row.integer(9) == lines) }
    }

    static let payment = SubjectCheck(
        kind: "payment",
        sql: """
            SELECT p.direction, p.party_id, p.account_id, p.day, p.reference, p.amount,
                p.currency, p.withheld, p.is_refund, (
                    SELECT v.day FROM entry v WHERE v.organisation_id = p.organisation_id
                        AND v.payment_id = p.id AND v.kind = 'void')
            FROM payment p WHERE p.organisation_id = $1 AND p.id = $2
            """,
        untraced: untraced("payment", "payment")
    ) { row, word, found in
        guard let last = word.last else { return }
        let amount = try row.money(5, currency: 6)
        found.text("direction", try row.text(0), last["direction"])
        found.text("party", try row.text(1), last["party"]?["id"])
        found.text("account", try row.text(2), last["account_id"])
        found.text("day", try row.text(3), last["day"])
        found.text("reference", try row.textIfAny(4), last["reference"])
        found.text("amount", amount.decimal, last["amount"]?["amount"])
        found.text("currency", amount.currency.code, last["amount"]?["currency"])
        found.text("withheld", try row.money(7, currency: 6).decimal, last["withheld"]?["amount"])
        found.check("is_refund", try row.bool(8) == last["is_refund"]?.bool)
        found.check("void", !row.isNull(9) == last["is_void"]?.bool)
        if let day = last["voided_on"] { found.text("voided_on", try row.textIfAny(9), day) }
    }

    /// Whoever founded an organisation is its owner without having been added.
    static let member = SubjectCheck(
        kind: "member",
        sql: """
            SELECT m.role, m.amount_limit, m.currency, m.ended_at, u.email, u.name
            FROM membership m JOIN user_account u ON u.id = m.user_id
            WHERE m.organisation_id = $1 AND m.user_id = $2
            """,
        untraced: untraced(
            "member", "membership", id: "user_id", unless: """
                 AND NOT (t.role = 'owner' AND t.amount_limit IS NULL AND t.ended_at IS NULL
                    AND EXISTS (
                        SELECT 1 FROM audit f WHERE f.organisation_id = t.organisation_id
                            AND f.subject_kind = 'organisation' AND f.user_id = t.user_id))
                """)
    ) { row, word, found in
        // To be invited and to join says nothing of what a member may do.
        guard let last = word.last(saying: "role") else { return }
        let limit = row.isNull(1) ? nil : try row.money(1, currency: 2)
        found.text("role", try row.text(0), last["role"])
        found.text("amount_limit", limit?.decimal, last["amount_limit"]?["amount"])
        found.text("currency", limit?.currency.code, last["amount_limit"]?["currency"])
        found.check("ended", row.isNull(3) == (last["ended_at"] == nil))
        found.text("email", try row.text(4), last["email"])
        found.text("name", try row.text(5), last["name"])
    }
}
