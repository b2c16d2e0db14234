import Ledger
import Proof
import Storage
import Wire

/// Gives the issuer a new signing key. What was stated under the old one stays valid: its public
/// half is kept with the time until which it signed, here and in what verifiers are given.
public struct IssuerRotation: Sendable {
    let executor: CommandExecutor
    let file: IssuerFile

    public init(executor: CommandExecutor, file: IssuerFile) {
        self.executor = executor
        self.file = file
    }

    /// - Returns: the ids of the retired and of the new key.
    /// - Throws: `issuer_missing`, `IssuerFault`, or what the database throws; then the old key
    ///   stays.
    public func run() async throws -> (retired: String, current: String) {
        guard let seat = executor.installation.currentIssuer else {
            throw Refusal(.issuerMissing, "Ask the administrator to run commons doctor.")
        }
        let (old, now) = (seat.value, executor.clock.now())
        guard try file.read()?.keyID == old.keyID else {
            throw IssuerFault.changed(path: file.path)
        }
        guard let owner = ID<Organisation>(old.id) else { throw IssuerFault.origin(old.id) }
        let next = old.rotated(at: now)
        // The file first: after a crash in between the next start enters the key that it finds.
        try file.write(next, replacing: true)
        do {
            try await enter(next, after: old, owner: owner, into: seat)
        } catch {
            try file.write(old, replacing: true)
            throw error
        }
        return (old.keyID, next.keyID)
    }

    private func enter(
        _ next: Issuer, after old: Issuer, owner: ID<Organisation>, into seat: CurrentIssuer
    ) async throws {
        let actor = Actor(user: ID(0), organisation: owner, role: .admin)
        try await executor.transact("issuer.rotate", as: actor, requestID: "internal") { work in
            try IssuerKeys.register(next, now: work.now, in: work.transaction)
            work.record(
                Subject(kind: "issuer", id: old.id),
                before: .object([("key_id", .string(old.keyID))]),
                after: .object([("key_id", .string(next.keyID))]))
            work.transaction.afterCommit { seat.replace(with: next) }
        }
    }
}
