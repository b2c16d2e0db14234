import Ledger
import Storage
import Wire

/// Requests for what changes a subject for good: at most one of a kind waits, and none that can
/// come to nothing.
extension PendingApproval {
    /// What waits already, where the actor has asked for the very same. One that the actor asks
    /// for otherwise now, or that could not be carried out any more, makes room.
    ///
    /// - Throws: `approval_waiting` where somebody else's waits: they agree to that one instead.
    static func makeRoom(
        for command: String, about step: Subject, _ hash: [UInt8], in work: LiveWork
    ) throws -> PendingApproval? {
        for (stored, asked) in try StoredApproval.waiting(about: step, in: work) {
            let pending = stored.pending
            guard pending.command == command else { continue }
            let isOwn = pending.maker == work.actor.user
            if pending.expiresAt <= work.now {
                try stored.decide(.closed, reason: "expired", in: work)
            } else if isOwn, asked == hash {
                return pending
            } else if isOwn {
                try stored.decide(.closed, reason: "asked for otherwise", in: work)
            } else if try stored.stands(in: work) {
                let maker = try work.transaction.first(
                    "SELECT name FROM user_account WHERE id = $1", [.id(pending.maker)]
                ) { try $0.text(0) }
                throw Refusal(
                    .approvalWaiting,
                    "\(maker ?? "Somebody") has asked for this: agree or decline under Approvals.")
            } else {
                try stored.decide(.closed, reason: "no longer possible", in: work)
            }
        }
        return nil
    }

    /// Something has changed for good: whatever waits to change it was asked for as it was before.
    static func close(about step: Subject, in work: LiveWork) throws {
        for (stored, _) in try StoredApproval.waiting(about: step, in: work) {
            try stored.decide(.closed, reason: "overtaken by \(work.command)", in: work)
        }
    }

    /// Something was looked at again: what waits to change it and could not be carried out now is
    /// closed.
    static func review(about step: Subject, in work: LiveWork) throws {
        for (stored, _) in try StoredApproval.waiting(about: step, in: work) {
            if try stored.stands(in: work) { continue }
            try stored.decide(.closed, reason: "overtaken by \(work.command)", in: work)
        }
    }
}

extension StoredApproval {
    /// Whether it could be carried out now, upon what its maker saw.
    fileprivate func stands(in work: LiveWork) throws -> Bool {
        try work.registry.operation(named: pending.command)?.stands?(payload, matter, work) ?? false
    }
}
