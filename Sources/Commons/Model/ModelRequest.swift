import Ledger
import Storage
import Wire

/// Somebody's request that a second person approve a model, and what became of it.
public struct ModelRequest: Codable, Sendable {
    public let id: ID<PendingApproval>
    public let state: PendingApproval.State
    public let maker: Person
    public let madeAt: Instant
    public let expiresAt: Instant
    /// Why the model is needed all the same, in the maker's words.
    public let need: String?
    /// Who agreed or refused, or whose step closed it.
    public let checker: Person?
    public let decidedAt: Instant?
    /// Why it was refused or closed.
    public let reason: String?
    /// Of a closed one: what closed it.
    public let closing: Closing?

    /// The first one first, without those that expired.
    static func all(about model: ID<ModelRecord>, in view: View) throws -> [ModelRequest] {
        try view.snapshot.rows(
            """
            SELECT a.id, a.state, a.maker_id, m.name, a.made_at, a.expires_at, a.payload,
                a.checker_id, c.name, a.decided_at, a.reason
            FROM approval a LEFT JOIN user_account m ON m.id = a.maker_id
            LEFT JOIN user_account c ON c.id = a.checker_id
            WHERE a.organisation_id = $1 AND a.command = $2 AND a.payload LIKE $3
                AND (a.state <> 'pending' OR a.expires_at > $4)
            ORDER BY a.made_at, a.id
            """,
            [
                .id(view.actor.organisation), .text(ApproveModel.declaration.name),
                .text("%\(model.text)%"), .instant(view.now),
            ]
        ) { try ModelRequest($0, about: model) }.compactMap { $0 }
    }

    /// Nil where another model's payload only mentions this one.
    private init?(_ row: any Row, about model: ID<ModelRecord>) throws {
        let payload = try JSONValue.parse(try row.text(6))
        guard payload["id"]?.string == model.text else { return nil }
        func person(_ column: Int) throws -> Person {
            Person(id: try row.id(column), name: try row.textIfAny(column + 1) ?? "")
        }
        id = try row.id(0)
        state = try row.choice(1)
        maker = try person(2)
        madeAt = try row.instant(4)
        expiresAt = try row.instant(5)
        need = payload["reason"]?.string
        checker = row.isNull(7) ? nil : try person(7)
        decidedAt = try row.instantIfAny(9)
        reason = try row.textIfAny(10)
        closing = state == .closed ? reason.flatMap(Closing.init) : nil
    }
}
