import Ledger
import Storage
import Wire

/// Agrees to another person's request and carries it out in their name.
public struct Approve: Command {
    public let id: ID<PendingApproval>

    public static let declaration = Declaration(
        "approval.approve", "Agree to another person's request, which then happens at once.",
        .post("/api/approvals/:id/approve"), access: .signedIn,
        refusals: [.ownApproval, .approvalDecided, .approvalExpired, .approvalBroken, .aboveLimit],
        fields: ["id": FieldNote("The request for approval")])

    public struct Reply: Codable, Sendable {
        public let id: ID<PendingApproval>
        public let state: PendingApproval.State
        /// What the command answered.
        public let outcome: JSONValue
    }

    public func perform(in work: any Work) throws -> Reply {
        guard let work = work as? LiveWork else {
            throw Refusal(.fault, "Approvals run through the executor only.")
        }
        let stored = try StoredApproval.open(id, in: work)
        let pending = stored.pending
        guard pending.maker != work.actor.user else {
            throw Refusal(.ownApproval, "Ask somebody else with the same right.")
        }
        guard let operation = work.registry.operation(named: pending.command),
            let perform = operation.perform
        else { throw Refusal(.approvalBroken, "There is no command \(pending.command) any more.") }
        _ = try Permission.check(operation.declaration.access, work.actor)
        guard let maker = try stored.maker(in: work) else {
            throw Refusal(
                .approvalBroken,
                "Whoever asked may not ask for it any more: decline it, and ask for it yourself.")
        }
        try stored.decide(.approved, reason: nil, in: work)
        let outcome = try perform(
            stored.payload,
            work.standingIn(for: maker, command: pending.command, matter: stored.matter))
        let json = outcome.body.isEmpty ? JSONValue.null : try JSONValue.parse(outcome.body)
        return Reply(id: id, state: .approved, outcome: json)
    }
}

/// Declines another person's request.
public struct Reject: Command {
    public let id: ID<PendingApproval>
    public let reason: String

    public static let declaration = Declaration(
        "approval.reject", "Decline another person's request.",
        .post("/api/approvals/:id/reject"), access: .signedIn,
        refusals: [
            .ownApproval, .approvalDecided, .approvalExpired, .approvalBroken, .blankReason,
        ],
        fields: [
            "id": FieldNote("The request for approval"),
            "reason": FieldNote("Why not", minimumLength: 1, maximumLength: 500),
        ])

    public struct Reply: Codable, Sendable {
        public let id: ID<PendingApproval>
        public let state: PendingApproval.State
    }

    public func perform(in work: any Work) throws -> Reply {
        let stored = try StoredApproval.open(id, in: work)
        guard stored.pending.maker != work.actor.user else {
            throw Refusal(.ownApproval, "Ask somebody else with the same right.")
        }
        if let operation = work.registry.operation(named: stored.pending.command) {
            _ = try Permission.check(operation.declaration.access, work.actor)
        }
        try Refusal.requireWords(reason, at: "/reason")
        try stored.decide(.rejected, reason: reason, in: work)
        return Reply(id: id, state: .rejected)
    }
}

/// Takes back one's own request before anybody has decided.
public struct Withdraw: Command {
    public let id: ID<PendingApproval>

    public static let declaration = Declaration(
        "approval.withdraw", "Take back one's own request for approval.",
        .post("/api/approvals/:id/withdraw"), access: .signedIn,
        refusals: [.othersApproval, .approvalDecided, .approvalExpired, .approvalBroken],
        fields: ["id": FieldNote("The request for approval")])

    public struct Reply: Codable, Sendable {
        public let id: ID<PendingApproval>
        public let state: PendingApproval.State
    }

    public func perform(in work: any Work) throws -> Reply {
        let stored = try StoredApproval.open(id, in: work)
        guard stored.pending.maker == work.actor.user else {
            throw Refusal(
                .othersApproval, "Only whoever made it takes it back; decline it instead.")
        }
        try stored.close(.withdrawn, in: work)
        return Reply(id: id, state: .closed)
    }
}
