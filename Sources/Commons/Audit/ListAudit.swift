import Ledger
import Storage
import Wire

/// The audit trail of the organisation, newest first.
public struct ListAudit: Query {
    public let after: ID<AuditRecord>?
    public let subjectKind: String?
    public let subjectID: String?
    public let limit: Int?

    public init(
        after: ID<AuditRecord>? = nil, subjectKind: String? = nil, subjectID: String? = nil,
        limit: Int? = nil
    ) {
        self.after = after
        self.subjectKind = subjectKind
        self.subjectID = subjectID
        self.limit = limit
    }

    public static let declaration = Declaration(
        "audit.list", "List what was done, by whom, with before and after, newest first.",
        .get("/api/audit"), access: .action(.readAudit),
        fields: [
            "after": FieldNote("The cursor of the page before"),
            "subject_kind": FieldNote(
                "Only this kind of subject, such as document", maximumLength: 40),
            "subject_id": FieldNote("Only this subject", maximumLength: 64),
            "limit": FieldNote("At most so many", range: 1...200),
        ])

    public func answer(in view: View) throws -> Page<AuditRecord> {
        let limit = self.limit ?? 50
        var records = try view.snapshot.rows(
            """
            SELECT t.id, t.at, t.user_id, u.name, t.device_id, t.command, t.subject_kind,
                t.subject_id, t.before, t.after, t.reason, t.request_id, c.id, c.name
            FROM audit t LEFT JOIN user_account u ON u.id = t.user_id
            LEFT JOIN user_account c ON c.id = (\(Self.agreed))
            WHERE t.organisation_id = $1 AND t.id < $2
                AND ($3 = '' OR t.subject_kind = $3) AND ($4 = '' OR t.subject_id = $4)
            ORDER BY t.id DESC LIMIT $5
            """,
            [
                .id(view.actor.organisation), .text(after?.text ?? "g"),
                .text(subjectKind ?? ""), .text(subjectID ?? ""), .integer(Int64(limit) + 1),
            ], Self.record)
        let names = try NamedSubject.all(
            records.map(\.subject.id), of: view.actor.organisation, view.snapshot)
        for index in records.indices { records[index].about = names[records[index].subject.id] }
        return Page(records, limit: limit) { $0.id.text }
    }

    /// SQL: who agreed to what `t` tells. Anybody may write such words as their reason, so only an
    /// approval of that moment counts.
    private static let agreed = """
        SELECT g.checker_id FROM approval g
        WHERE g.organisation_id = t.organisation_id AND g.decided_at = t.at
            AND g.state = 'approved' AND g.command = t.command AND g.maker_id = t.user_id
            AND t.reason LIKE '%agreed to by ' || g.checker_id
        LIMIT 1
        """

    private static func record(_ row: any Row) throws -> AuditRecord {
        AuditRecord(
            id: try row.id(0), at: try row.instant(1),
            user: Person(id: try row.id(2), name: try row.textIfAny(3) ?? ""),
            deviceID: row.isNull(4) ? nil : try row.id(4), command: try row.text(5),
            subject: Subject(kind: try row.text(6), id: try row.text(7)), about: nil,
            before: try json(row, 8), after: try json(row, 9), reason: try row.textIfAny(10),
            agreedBy: row.isNull(12)
                ? nil : Person(id: try row.id(12), name: try row.textIfAny(13) ?? ""),
            requestID: try row.text(11))
    }

    private static func json(_ row: any Row, _ column: Int) throws -> JSONValue? {
        guard let text = try row.textIfAny(column) else { return nil }
        return try JSONValue.parse(text)
    }
}
