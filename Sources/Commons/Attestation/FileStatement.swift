import Ledger
import Proof
import Storage
import Wire

/// A statement about any file: that this installation saw these bytes, under this name, now.
public struct FileStatement: Sendable {
    /// As it was called.
    public let name: String
    public let size: Int
    public let content: SHA256Hash

    public init(name: String, size: Int, content: SHA256Hash) {
        self.name = name
        self.size = size
        self.content = content
    }

    /// Signs it in the installation's own name, waits until the log has taken it in, and gives
    /// the proof.
    public func attest(with executor: CommandExecutor) async throws -> ProofBundle {
        let maker = try executor.proofMaker()
        let issuer = maker.integrator.issuer
        guard let owner = ID<Organisation>(issuer.id) else {
            throw IssuerFault.origin(issuer.id)
        }
        // Whoever owns the data folder speaks for the installation and is no user of it.
        let actor = Actor(user: ID(0), organisation: owner, role: .admin)
        let id = try await executor.transact(
            "attestation.file", as: actor, requestID: "internal"
        ) { work in
            try issue(in: work, issuer: issuer)
        }
        return try await maker.bundle(of: id, organisation: owner)
    }

    private func issue(in work: any Work, issuer: Issuer) throws -> ID<Attestation> {
        let id = work.newID(Attestation.self)
        let statement = Statement(
            kind: "file.content", subject: Subject(kind: "file", id: content.hex),
            publicFields: [.init("name", name), .init("size", "\(size)")],
            personalFields: [], contentHash: content)
        try statement.issue(
            id, owner: work.actor.organisation, by: work.actor.user, issuer: issuer,
            logEntry: work.newID(Attestation.self).text, now: work.now, in: work.transaction)
        work.record(
            Subject(kind: "attestation", id: id.text), before: nil,
            after: .object([("subject", .string(content.hex))]))
        return id
    }
}
