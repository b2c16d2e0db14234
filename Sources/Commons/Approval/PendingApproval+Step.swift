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
                try stored.close(.expired, in: work)
            } else if isOwn, asked == hash {
                return pending
            } else if isOwn {
                try stored.close(.askedOtherwise, in: work)
            } else if try stored.stands(in: work) {
                let maker = try work.transaction.first(
                    "SELECT name FROM user_account WHERE id = $1", [.id(pending.maker)]
                ) { try $0.text(0) }
                throw Refusal(
                    .approvalWaiting,
                    "\(maker ?? "Somebody") has asked for this: agree or decline under Approvals.")
            } else {
                try stored.close(.impossible, in: work)
            }
        }
        return nil
    }

    /// Something has changed for good: whatever waits to change it was asked for as it was before.
    static func close(about step: Subject, in work: any Work) throws {
        for (stored, _) in try StoredApproval.waiting(about: step, in: work) {
            try stored.close(.overtaken(by: work.command), in: work)
        }
    }

    /// Something is gone for good: whatever names it, among other things too, cannot be done.
    static func close(naming subject: Subject, in work: any Work) throws {
        for (stored, _) in try StoredApproval.waiting(naming: subject.id, in: work) {
            try stored.close(.overtaken(by: work.command), in: work)
        }
    }

    /// Something was looked at again: what waits to change it and could not be carried out now is
    /// closed.
    static func review(about step: Subject, in work: any Work) throws {
        for (stored, _) in try StoredApproval.waiting(about: step, in: work) {
            if try stored.stands(in: work) { continue }
            try stored.close(.overtaken(by: work.command), in: work)
        }
    }

    /// A member was given another role, or left: what they asked for and may not ask for now is
    /// closed, so that it stands in nobody's way.
    static func review(of maker: ID<User>, in work: any Work) throws {
        for (stored, _) in try StoredApproval.waiting(of: maker, in: work)
        where try stored.maker(in: work) == nil {
            try stored.close(.makerChanged, in: work)
        }
    }
}

extension StoredApproval {
    /// Whether it could be carried out now, upon what its maker saw.
    fileprivate func stands(in work: any Work) throws -> Bool {
        guard try maker(in: work) != nil else { return false }
        return try work.registry.operation(named: pending.command)?.stands?(payload, matter, work)
            ?? false
    }

    /// Whoever asked, as long as they may still ask for it.
    func maker(in work: any Work) throws -> Actor? {
        let maker = try Membership.actor(
            pending.maker, in: work.actor.organisation, work.transaction)
        guard let maker, let operation = work.registry.operation(named: pending.command),
            operation.declaration.access.allows(maker)
        else { return nil }
        return maker
    }
}
