import Ledger
import Wire

extension LiveWork {
    /// Runs a command here: limit, second person, then the work.
    func run<C: Command>(_ command: C) throws -> Outcome {
        if try needsSecondPerson(command) {
            try command.precheck(in: self)
            let pending = try PendingApproval.ask(for: command, in: self)
            return Outcome(status: 202, body: try WireEncoder.encode(pending))
        }
        let reply = try command.perform(in: self)
        if let step = command.step { try PendingApproval.close(about: step, in: self) }
        let status = C.declaration.status
        return Outcome(status: status, body: status == 204 ? [] : try WireEncoder.encode(reply))
    }

    private func needsSecondPerson<C: Command>(_ command: C) throws -> Bool {
        if let checker {
            guard try !isAboveLimit(command, of: checker) else {
                throw Refusal(.aboveLimit, "The amount is above what you may agree to.")
            }
            guard try command.matter(in: self)?.canonicalBytes == agreedMatter?.canonicalBytes
            else {
                throw Refusal(
                    .approvalBroken, "It was changed after its maker asked: ask again.")
            }
            return false
        }
        switch C.declaration.approval {
        case .secondPerson: return true
        case .none, .secondPersonAboveLimit:
            guard try isAboveLimit(command, of: actor) else { return false }
            guard C.declaration.approval == .secondPersonAboveLimit else {
                throw Refusal(.aboveLimit, "The amount is above what you may move alone.")
            }
            return true
        }
    }

    private func isAboveLimit<C: Command>(_ command: C, of person: Actor) throws -> Bool {
        guard let limit = person.limit, let stake = try command.amountAtStake(in: self) else {
            return false
        }
        return stake.exceeds(limit)
    }
}
