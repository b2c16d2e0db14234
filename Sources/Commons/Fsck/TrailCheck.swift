import Ledger
import Storage
import Wire

/// What the books hold is what the audit trail says was entered. The trail is in the log, whose
/// root is signed, so a row that was changed coherently, with its balances, is found all the same:
/// entries by hand, documents as they were issued, payments, and members' roles and limits.
struct TrailCheck {
    let snapshot: any Snapshot

    func run(_ report: inout FsckReport) throws {
        let findings =
            try entries() + entriesWithoutTrace() + documents() + payments() + members()
        report.add(.audit, checked: 0, findings)
    }

    /// Entries by hand, with all their lines.
    private func entries() throws -> [Finding] {
        var findings: [Finding] = []
        var open: (id: String, after: [UInt8], stored: StoredTrace?)?
        func close() {
            guard let open, open.stored?.json.canonicalBytes != open.after else { return }
            findings.append(
                Self.differs("entry", open.id, isGone: open.stored == nil))
        }
        try snapshot.each(
            """
            SELECT a.subject_id, a.after, e.day, e.description, l.account_id, l.amount, l.currency
            FROM audit a
            LEFT JOIN entry e ON e.organisation_id = a.organisation_id AND e.id = a.subject_id
            LEFT JOIN entry_line l ON l.organisation_id = e.organisation_id AND l.entry_id = e.id
            WHERE a.subject_kind = 'entry' AND a.command = $1 ORDER BY a.id, l.position
            """, [.text(PostEntry.declaration.name)]
        ) { row in
            let id = try row.text(0)
            if open?.id != id {
                close()
                let after = try JSONValue.parse(try row.textIfAny(1) ?? "null").canonicalBytes
                open = (id, after, row.isNull(2) ? nil : try StoredTrace(row))
            }
            if !row.isNull(4) {
                open?.stored?.lines.append(
                    JournalLine(
                        account: try row.id(4), amount: try row.money(5, currency: 6)))
            }
        }
        close()
        return findings
    }

    private struct StoredTrace {
        let day: Day
        let description: String
        var lines: [JournalLine] = []

        init(_ row: any Row) throws {
            day = try row.day(2)
            description = try row.text(3)
        }

        var json: JSONValue { PostEntry.trace(day: day, description: description, lines) }
    }

    private func entriesWithoutTrace() throws -> [Finding] {
        try snapshot.rows(
            """
            SELECT e.id FROM entry e WHERE e.kind = 'manual' AND NOT EXISTS (
                SELECT 1 FROM audit a WHERE a.organisation_id = e.organisation_id
                    AND a.subject_kind = 'entry' AND a.subject_id = e.id)
            ORDER BY e.id
            """, []
        ) { row in
            Finding(
                .audit, "trace_missing", Subject(kind: "entry", id: try row.text(0)),
                "It stands in the books, and nobody has entered it.")
        }
    }

    /// Invoices and bills as they were issued.
    private func documents() throws -> [Finding] {
        try compared(
            "document",
            """
            SELECT a.subject_id, a.after, d.number, d.supplier_number, d.party_id, d.day,
                d.due_day, d.payable, d.currency
            FROM audit a LEFT JOIN document d
                ON d.organisation_id = a.organisation_id AND d.id = a.subject_id
            WHERE a.subject_kind = 'document' AND a.command IN ($1, $2) ORDER BY a.id
            """,
            [.text(IssueInvoice.declaration.name), .text(ApproveBill.declaration.name)]
        ) { row, after in
            let amount = row.isNull(7) ? nil : try row.money(7, currency: 8)
            return try row.textIfAny(2) == after["number"]?.string
                && row.textIfAny(3) == after["supplier_number"]?.string
                && row.textIfAny(4) == after["party"]?["id"]?.string
                && row.textIfAny(5) == after["day"]?.string
                && row.textIfAny(6) == after["due_day"]?.string
                && amount?.decimal == after["total"]?["amount"]?.string
                && amount?.currency.code == after["total"]?["currency"]?.string
        }
    }

    private func payments() throws -> [Finding] {
        try compared(
            "payment",
            """
            SELECT a.subject_id, a.after, p.direction, p.party_id, p.account_id, p.day,
                p.reference, p.amount, p.currency, p.withheld, p.currency
            FROM audit a LEFT JOIN payment p
                ON p.organisation_id = a.organisation_id AND p.id = a.subject_id
            WHERE a.subject_kind = 'payment' AND a.command = $1 ORDER BY a.id
            """, [.text(RecordPayment.declaration.name)]
        ) { row, after in
            let amount = row.isNull(7) ? nil : try row.money(7, currency: 8)
            let withheld = row.isNull(9) ? nil : try row.money(9, currency: 10)
            return try row.textIfAny(2) == after["direction"]?.string
                && row.textIfAny(3) == after["party"]?["id"]?.string
                && row.textIfAny(4) == after["account_id"]?.string
                && row.textIfAny(5) == after["day"]?.string
                && row.textIfAny(6) == after["reference"]?.string
                && amount?.decimal == after["amount"]?["amount"]?.string
                && amount?.currency.code == after["amount"]?["currency"]?.string
                && withheld?.decimal == after["withheld"]?["amount"]?.string
        }
    }

    /// Roles and limits as they were last given.
    private func members() throws -> [Finding] {
        try compared(
            "member",
            """
            SELECT a.subject_id, a.after, m.role, m.amount_limit, m.currency, m.ended_at
            FROM audit a LEFT JOIN membership m
                ON m.organisation_id = a.organisation_id AND m.user_id = a.subject_id
            WHERE a.subject_kind = 'member' AND a.command IN ($1, $2, $3)
                AND NOT EXISTS (
                SELECT 1 FROM audit b WHERE b.organisation_id = a.organisation_id
                    AND b.subject_kind = 'member' AND b.subject_id = a.subject_id
                    AND b.command IN ($2, $3) AND b.id > a.id)
            ORDER BY a.id
            """,
            [
                .text(AddMember.declaration.name), .text(ChangeMember.declaration.name),
                .text(AccountDesk.moving),
            ]
        ) { row, after in
            let limit = row.isNull(3) ? nil : try row.money(3, currency: 4)
            return try row.textIfAny(2) == after["role"]?.string
                && limit?.decimal == after["amount_limit"]?["amount"]?.string
                && limit?.currency.code == after["amount_limit"]?["currency"]?.string
                && (row.isNull(5) == (after["ended_at"] == nil))
        }
    }

    /// - Parameter agrees: whether a row, whose third column is never null where it stands, says
    ///   what the trail says.
    private func compared(
        _ kind: String, _ sql: String, _ values: [Value],
        _ agrees: (any Row, JSONValue) throws -> Bool
    ) throws -> [Finding] {
        var findings: [Finding] = []
        try snapshot.each(sql, values) { row in
            let after = try JSONValue.parse(try row.textIfAny(1) ?? "null")
            guard try !agrees(row, after) else { return }
            findings.append(Self.differs(kind, try row.text(0), isGone: row.isNull(2)))
        }
        return findings
    }

    private static func differs(_ kind: String, _ id: String, isGone: Bool) -> Finding {
        Finding(
            .audit, isGone ? "subject_missing" : "subject_differs", Subject(kind: kind, id: id),
            isGone
                ? "The trail says that it was entered, and it is gone."
                : "It is not what the trail says was entered.")
    }
}
