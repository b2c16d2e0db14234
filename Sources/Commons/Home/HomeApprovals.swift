import Ledger
import Storage
import Wire

/// Requests for approval: those of others that wait, and this member's own that were refused or
/// that nobody decided.
enum HomeApprovals {
    private static let most = 5

    /// What somebody else asks a second person for.
    static func waiting(in view: View) throws -> [Home.Attention] {
        let requests = try view.snapshot.rows(
            """
            SELECT a.id, a.command, a.payload, u.name, a.reason FROM approval a
            LEFT JOIN user_account u ON u.id = a.maker_id
            WHERE a.organisation_id = $1 AND a.state = 'pending' AND a.maker_id <> $2
                AND a.expires_at > $3
            ORDER BY a.made_at, a.id LIMIT \(most)
            """, [.id(view.actor.organisation), .id(view.actor.user), .instant(view.now)],
            Request.init)
        // What it is about, for whoever may see the request.
        let mayRead = Action.readApprovals.roles.contains(view.actor.role)
        let subjects = mayRead ? try named(requests, in: view) : [:]
        return requests.map { request in
            Home.Attention(
                kind: .approvalWaiting, subject: Subject(kind: "approval", id: request.id),
                party: request.person, command: request.command,
                name: subjects[request.id]?.name)
        }
    }

    /// For as long as a request waits, unless the same was asked for again. What its maker closed
    /// needs telling nobody.
    static func ended(in view: View) throws -> [Home.Attention] {
        let since = view.now.adding(seconds: -PendingApproval.lifetimeSeconds)
        let requests = try view.snapshot.rows(
            """
            SELECT a.id, a.command, a.payload, u.name, a.reason, a.state FROM approval a
            LEFT JOIN user_account u ON u.id = a.checker_id
            WHERE a.organisation_id = $1 AND a.maker_id = $2
                AND (a.state IN ('rejected', 'closed') AND a.decided_at > $3
                        AND a.checker_id <> a.maker_id
                    OR a.state = 'pending' AND a.expires_at > $3 AND a.expires_at <= $4)
                AND NOT EXISTS (
                    SELECT 1 FROM approval l
                    WHERE l.organisation_id = a.organisation_id AND l.command = a.command
                        AND l.made_at > a.made_at
                        AND (l.payload_hash = a.payload_hash
                            OR l.subject_kind = a.subject_kind AND l.subject_id = a.subject_id))
            ORDER BY COALESCE(a.decided_at, a.expires_at) DESC, a.id LIMIT \(most)
            """,
            [
                .id(view.actor.organisation), .id(view.actor.user), .instant(since),
                .instant(view.now),
            ]
        ) { try (Request($0), $0.choice(5) as PendingApproval.State) }
        let subjects = try named(requests.map(\.0), in: view)
        return requests.map { request, state in
            let about = subjects[request.id]
            let closing = state == .pending ? .expired : request.reason.flatMap(Closing.init)
            return Home.Attention(
                kind: state == .rejected ? .approvalRejected : .approvalClosed,
                subject: about.map { Subject(kind: $0.kind.rawValue, id: $0.id) }
                    ?? Subject(kind: "approval", id: request.id),
                party: request.person, command: request.command, name: about?.name,
                reason: state == .rejected ? request.reason : nil,
                closing: state == .rejected ? nil : closing)
        }
    }

    private struct Request {
        let id: String
        let command: String
        let payload: JSONValue
        let person: String?
        let reason: String?

        init(_ row: any Row) throws {
            id = try row.text(0)
            command = try row.text(1)
            payload = try JSONValue.parse(try row.text(2))
            person = try row.textIfAny(3)
            reason = try row.textIfAny(4)
        }
    }

    /// What each request is about: what it changes, before whom and which account it names.
    private static func named(
        _ requests: [Request], in view: View
    ) throws -> [String: NamedSubject] {
        let names = try NamedSubject.all(
            in: requests.map(\.payload), of: view.actor.organisation, view.snapshot)
        let order: [NamedSubject.Kind] = [.model, .document, .payment, .entry, .party, .account]
        var found: [String: NamedSubject] = [:]
        for request in requests {
            let about = request.payload.ids.compactMap { names[$0] }
            found[request.id] = order.lazy.compactMap { kind in about.first { $0.kind == kind } }
                .first
        }
        return found
    }
}
