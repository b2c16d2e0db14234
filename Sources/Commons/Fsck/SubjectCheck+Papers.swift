import Ledger
import Storage
import Wire

extension SubjectCheck {
    static let organisation = SubjectCheck(
        kind: "organisation",
        sql: """
            SELECT name, kind, base_currency, time_zone FROM organisation
            WHERE id = $1 AND id = $2
            """,
        untraced: """
            SELECT t.id, t.id FROM organisation t WHERE NOT EXISTS (
                SELECT 1 FROM audit a WHERE a.organisation_id = t.id
                    AND a.subject_kind = 'organisation')
            ORDER BY t.id
            """
    ) { row, word, found in
        found.text("name", try row.text(0), word.said["name"])
        found.text("kind", try row.text(1), word.said["kind"])
        found.text("base_currency", try row.text(2), word.said["base_currency"])
        found.text("time_zone", try row.text(3), word.said["time_zone"])
    }

    /// Of a person's fields the trail keeps only whether they are there.
    static let party = SubjectCheck(
        kind: "party",
        sql: """
            SELECT name, is_customer, is_supplier, tax_number, email, phone, address FROM party
            WHERE organisation_id = $1 AND id = $2
            """,
        untraced: untraced("party", "party")
    ) { row, word, found in
        let said = word.said
        found.text("name", try row.text(0), said["name"])
        found.check("is_customer", try row.bool(1) == said["is_customer"]?.bool)
        // A paper of theirs makes a customer a supplier too.
        found.check("is_supplier", try row.bool(2) || said["is_supplier"]?.bool == false)
        for (column, name) in ["tax_number", "email", "phone", "address"].enumerated() {
            found.check(name, !row.isNull(column + 3) == said["has_" + name]?.bool)
        }
    }

    static let paper = SubjectCheck(
        kind: "paper",
        sql: """
            SELECT state, sha256, document_id, reading_id FROM paper
            WHERE organisation_id = $1 AND id = $2
            """,
        untraced: untraced("paper", "paper")
    ) { row, word, found in
        found.text("state", try row.text(0), word.said["state"])
        found.text("sha256", try row.text(1), word.said["sha256"])
        if let document = word.said["document_id"] {
            found.text("document", try row.textIfAny(2), document)
        }
        if let reading = word.said["reading_id"] {
            found.text("reading", try row.textIfAny(3), reading)
        }
    }

    /// Who asked and who decided are those who made its first event and its last.
    static let approval = SubjectCheck(
        kind: "approval",
        sql: """
            SELECT state, command, payload, matter, payload_hash, maker_id, checker_id
            FROM approval WHERE organisation_id = $1 AND id = $2
            """,
        untraced: untraced("approval", "approval")
    ) { row, word, found in
        let hash = try row.bytes(4)
        let payload = try JSONValue.parse(try row.text(2)).canonicalBytes
        let matter = try row.textIfAny(3).map { try JSONValue.parse($0).canonicalBytes }
        found.text("state", try row.text(0), word.said["state"])
        found.check(
            "payload",
            hash == PendingApproval.hash(
                command: try row.text(1), payload: payload, matter: matter)
                && (word.said["payload_sha256"]?.string.map { $0 == Hex.encode(hash) } ?? true))
        found.check("maker", try row.text(5) == word.firstUser)
        let isOpen = word.said["state"]?.string == "pending"
        found.check("checker", try row.textIfAny(6) == (isOpen ? nil : word.lastUser))
    }

    static let attestation = SubjectCheck(
        kind: "attestation",
        sql: """
            SELECT t.statement_id, EXISTS (
                SELECT 1 FROM revocation r WHERE r.organisation_id = t.organisation_id
                    AND r.attestation_id = t.id)
            FROM attestation t WHERE t.id = $2 AND $1 <> ''
            """
    ) { row, word, found in
        if let statement = word.said["statement_id"] {
            found.text("statement", try row.text(0), statement)
        }
        found.check("revoked", try row.bool(1) == (word.said["revoked"]?.bool ?? false))
    }
}
