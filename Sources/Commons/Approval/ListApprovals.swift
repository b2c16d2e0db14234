import Ledger
import Storage
import Wire

/// The requests for approval of the organisation, newest first.
public struct ListApprovals: Query {
    public let state: PendingApproval.State?
    public let after: ID<PendingApproval>?
    public let subjectID: String?
    public let limit: Int?

    public init(
        state: PendingApproval.State? = nil, after: ID<PendingApproval>? = nil,
        subjectID: String? = nil, limit: Int? = nil
    ) {
        self.state = state
        self.after = after
        self.subjectID = subjectID
        self.limit = limit
    }

    public static let declaration = Declaration(
        "approval.list", "List requests for a second person's approval, newest first.",
        .get("/api/approvals"), access: .action(.readApprovals),
        fields: [
            "state": FieldNote("Only these; of the pending those that have not expired"),
            "after": FieldNote("The cursor of the page before"),
            "subject_id": FieldNote("Only those that would change this", maximumLength: 64),
            "limit": FieldNote("At most so many", range: 1...200),
        ])

    public struct Item: Codable, Sendable {
        public let id: ID<PendingApproval>
        public let command: String
        public let payload: JSONValue
        /// What the command acts upon, as the maker saw it; absent where that cannot change.
        public let matter: JSONValue?
        /// What the ids in the payload stand for today.
        public let names: [NamedSubject]
        public let maker: Person
        public let madeAt: Instant
        public let expiresAt: Instant
        public let state: PendingApproval.State
        public let checkerID: ID<User>?
        /// Who agreed or refused, or whose step closed it.
        public let checker: Person?
        public let decidedAt: Instant?
        /// Why it was refused or closed.
        public let reason: String?
        /// Of a closed one: what closed it.
        public let closing: Closing?

        fileprivate func naming(_ names: [String: NamedSubject]) -> Item {
            Item(
                id: id, command: command, payload: payload, matter: matter,
                names: payload.ids.compactMap { names[$0] }, maker: maker, madeAt: madeAt,
                expiresAt: expiresAt, state: state, checkerID: checkerID, checker: checker,
                decidedAt: decidedAt, reason: reason, closing: closing)
        }
    }

    public func answer(in view: View) throws -> Page<Item> {
        let limit = self.limit ?? 50
        let requests = try view.snapshot.rows(
            """
            SELECT a.id, a.command, a.payload, a.maker_id, m.name, a.made_at, a.expires_at,
                a.state, a.checker_id, a.decided_at, a.matter, c.name, a.reason
            FROM approval a JOIN user_account m ON m.id = a.maker_id
            LEFT JOIN user_account c ON c.id = a.checker_id
            WHERE a.organisation_id = $1 AND a.id < $2 AND ($3 = '' OR a.state = $3)
                AND ($3 <> 'pending' OR a.expires_at > $5) AND ($6 = '' OR a.subject_id = $6)
            ORDER BY a.id DESC LIMIT $4
            """,
            [
                .id(view.actor.organisation), .text(after?.text ?? "g"),
                .text(state?.rawValue ?? ""), .integer(Int64(limit) + 1), .instant(view.now),
                .text(subjectID ?? ""),
            ]
        ) { row in
            let checker = row.isNull(8)
                ? nil : Person(id: try row.id(8), name: try row.textIfAny(11) ?? "")
            let state: PendingApproval.State = try row.choice(7)
            let reason = try row.textIfAny(12)
            return Item(
                id: try row.id(0), command: try row.text(1),
                payload: try JSONValue.parse(try row.text(2)),
                matter: try row.textIfAny(10).map { try JSONValue.parse($0) }, names: [],
                maker: Person(id: try row.id(3), name: try row.text(4)),
                madeAt: try row.instant(5), expiresAt: try row.instant(6),
                state: state, checkerID: checker?.id, checker: checker,
                decidedAt: try row.instantIfAny(9), reason: reason,
                closing: state == .closed ? reason.flatMap(Closing.init) : nil)
        }
        let names = try NamedSubject.all(
            in: requests.map(\.payload), of: view.actor.organisation, view.snapshot)
        return Page(requests.map { $0.naming(names) }, limit: limit) { $0.id.text }
    }
}

extension Action {
    public static let readApprovals = Action(
        "approval.read",
        [
            .owner, .admin, .accountant, .loanOfficer, .branchManager, .creditCommittee,
            .auditor, .supervisor,
        ])
}
