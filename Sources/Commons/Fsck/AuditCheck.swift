import Ledger
import Storage
import Wire

/// No event without its leaf, no leaf without its event, and each leaf is the hash of what the
/// row says today.
struct AuditCheck {
    let snapshot: any Snapshot

    func run(_ report: inout FsckReport) throws {
        var findings: [Finding] = []
        var count = 0
        try snapshot.each(
            """
            SELECT a.id, a.organisation_id, a.user_id, a.device_id, a.command, a.subject_kind,
                a.subject_id, a.before, a.after, a.reason, a.request_id, a.at, l.leaf
            FROM audit a LEFT JOIN log_entry l ON l.id = a.id ORDER BY a.id
            """, []
        ) { row in
            count += 1
            if let finding = try Self.finding(row) { findings.append(finding) }
        }
        findings += try leavesWithoutRow()
        report.add(.audit, checked: count, findings)
    }

    private static func finding(_ row: any Row) throws -> Finding? {
        let id = try row.text(0)
        let subject = Subject(kind: "audit", id: id)
        let what = "\(try row.text(4)) of \(try row.text(5)) \(try row.text(6))"
        guard let leaf = try row.bytesIfAny(12) else {
            return Finding(.audit, "leaf_missing", subject, "\(what) has no leaf in the log.")
        }
        // A row that cannot even be read is not what the log took in.
        guard let entry = try? AuditEntry(row), entry.leaf == leaf else {
            return Finding(
                .audit, "row_changed", subject, "\(what) is not what the log took in.")
        }
        return nil
    }

    private func leavesWithoutRow() throws -> [Finding] {
        try snapshot.rows(
            """
            SELECT l.id, l.subject_kind, l.subject_id, l.kind FROM log_entry l
            WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE l.kind = 'audit' AND a.id = l.id)
                AND NOT EXISTS (SELECT 1 FROM attestation t
                    WHERE l.kind = 'attestation' AND t.log_entry_id = l.id)
                AND NOT EXISTS (SELECT 1 FROM revocation r
                    WHERE l.kind = 'revocation' AND r.log_entry_id = l.id)
            ORDER BY l.id
            """, []
        ) { row in
            Finding(
                .audit, "event_missing", Subject(kind: "log_entry", id: try row.text(0)),
                "The log holds a leaf (\(try row.text(3))) for \(try row.text(1)) "
                    + "\(try row.text(2)), and its row is gone.")
        }
    }
}

extension AuditEntry {
    /// The columns of the table in their order.
    init(_ row: any Row) throws {
        func json(_ column: Int) throws -> JSONValue? {
            try row.textIfAny(column).map { try JSONValue.parse($0) }
        }
        self.init(
            id: try row.id(0), organisation: try row.id(1), user: try row.id(2),
            device: try row.idIfAny(3), command: try row.text(4),
            subject: Subject(kind: try row.text(5), id: try row.text(6)), before: try json(7),
            after: try json(8), reason: try row.textIfAny(9), requestID: try row.text(10),
            at: try row.instant(11))
    }
}
