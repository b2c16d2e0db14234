import Ledger
import Recognition
import Storage
import Wire

/// Receives a file: checks it, stores it, and enters it as a paper.
struct PaperIntake: Sendable {
    let executor: CommandExecutor

    func receive(
        _ request: FileRequest, id: ID<Paper>?, fileName: String?, document: ID<Document>?,
        command: String
    ) async throws -> FileReply {
        let sent = try await bytes(of: request)
        let file = try CheckedFile(
            sent, declared: request.mediaType, limit: executor.installation.paperLimit,
            pixels: executor.installation.pixelLimit)
        let outcome = try await register(
            file, id: id, fileName: fileName, document: document, as: request.actor,
            identity: request.identity(of: command, content: file.sentSha256))
        return .json(outcome)
    }

    /// The file is durable in the store before the database knows of it; a crash in between leaves
    /// a file that no row names, which `commons fsck` lists.
    func register(
        _ file: CheckedFile, id: ID<Paper>?, fileName: String?, document: ID<Document>?,
        as actor: Actor, identity: RequestIdentity
    ) async throws -> Outcome {
        guard let objects = executor.installation.objects else {
            throw StorageFault.unusable("This process has no object store.")
        }
        let command = RegisterPaper(
            id: id ?? executor.ids.next(Paper.self, at: executor.clock.now()),
            fileName: FileName.kept(fileName, format: file.format),
            mediaType: file.format.rawValue, size: file.bytes.count, sha256: file.sha256,
            sentSha256: file.sentSha256, documentID: document)
        _ = try await executor.database.read {
            try command.known(to: actor.organisation, in: $0)
        }
        try await objects.put(file.bytes)
        return try await executor.run(command, as: actor, identity: identity)
    }

    private func bytes(of request: FileRequest) async throws -> [UInt8] {
        let limit = executor.installation.paperLimit
        var bytes: [UInt8] = []
        for try await piece in request.body {
            guard bytes.count + piece.count <= limit else {
                throw Refusal(.paperTooLarge, "The limit is \(ByteCount.text(limit)).")
            }
            bytes += piece
        }
        return bytes
    }
}

extension CommandExecutor {
    /// Takes a file as `POST /api/papers` does, for callers inside the process.
    public func receivePaper(
        _ bytes: [UInt8], declared: String, fileName: String, id: ID<Paper>? = nil,
        document: ID<Document>? = nil, as actor: Actor
    ) async throws -> Paper {
        let file = try CheckedFile(
            bytes, declared: declared, limit: installation.paperLimit,
            pixels: installation.pixelLimit)
        let outcome = try await PaperIntake(executor: self).register(
            file, id: id, fileName: fileName, document: document, as: actor,
            identity: RequestIdentity(id: "internal"))
        return try WireDecoder.stored.decode(Paper.self, from: outcome.body)
    }
}
