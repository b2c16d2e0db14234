import Ledger
import Storage
import Wire

/// What the books hold is what the audit trail says was entered. The trail is in the log, whose
/// root is signed, so a row that was changed coherently, with its balances, is found all the same:
/// every subject is as its last event left it, and whatever has an author has an event of theirs.
struct TrailCheck {
    let snapshot: any Snapshot

    func run(_ report: inout FsckReport) throws {
        let findings =
            try entries() + entriesWithoutTrace() + reversals() + subjects() + users()
            + readings() + authors()
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

    private static func differs(_ kind: String, _ id: String, isGone: Bool) -> Finding {
        Finding(
            .audit, isGone ? "subject_missing" : "subject_differs", Subject(kind: kind, id: id),
            isGone
                ? "The trail says that it was entered, and it is gone."
                : "It is not what the trail says was entered.")
    }
}
