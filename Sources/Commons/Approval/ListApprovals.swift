import Ledger
import Storage
import Wire

/// The requests for approval of the organisation, newest first.
public struct ListApprovals: Query {
    public let state: PendingApproval.State?
    public let after: ID<PendingApproval>?
    public let limit: Int?

    public static let declaration = Declaration(
        "approval.list", "List requests that wait for a second person, newest first.",
        .get("/api/approvals"), access: .action(.readApprovals),
        fields: [
            "state": FieldNote("Only these"),
            "after": FieldNote("The cursor of the page before"),
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
        public let decidedAt: Instant?

        fileprivate func naming(_ names: [String: NamedSubject]) -> Item {
            Item(
                id: id, command: command, payload: payload, matter: matter,
                names: payload.ids.compactMap { names[$0] }, maker: maker, madeAt: madeAt,
                expiresAt: expiresAt, state: state, checkerID: checkerID, decidedAt: decidedAt)
        }
    }

    public func answer(in view: View) throws -> Page<Item> {
        let limit = self.limit ?? 50
        let requests = try view.snapshot.rows(
            """
            SELECT approval.id, command, payload, maker_id, name, made_at, expires_at, state,
                checker_id, decided_at, matter
            FROM approval JOIN user_account ON user_account.id = maker_id
            WHERE organisation_id = $1 AND approval.id < $2 AND ($3 = '' OR state = $3)
            ORDER BY approval.id DESC LIMIT $4
            """,
            [
                .id(view.actor.organisation), .text(after?.text ?? "g"),
                .text(state?.rawValue ?? ""), .integer(Int64(limit) + 1),
            ]
        ) { row in
            Item(
                id: try row.id(0), command: try row.text(1),
                payload: try JSONValue.parse(try row.text(2)),
                matter: try row.textIfAny(10).map { try JSONValue.parse($0) }, names: [],
                maker: Person(id: try row.id(3), name: try row.text(4)),
                madeAt: try row.instant(5), expiresAt: try row.instant(6),
                state: try row.choice(7), checkerID: row.isNull(8) ? nil : try row.id(8),
                decidedAt: try row.instantIfAny(9))
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
