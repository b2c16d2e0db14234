import Commons
import Wire

/// What to do with the jobs of one kind.
///
/// A job is started at least once: after a crash it starts again, so `run` must give the same
/// result when part of it was done before. The job's id is the key to tell.
public protocol JobHandler: Sendable {
    associatedtype Payload: Decodable & Sendable

    var kind: String { get }
    /// How many of these this process runs at once.
    var limit: Int { get }

    /// Returning means done. Throwing means another attempt later, or none after
    /// `PermanentFailure` or the last attempt.
    func run(_ payload: Payload, job: Job) async throws

    /// Told once it is certain that the job failed for good, before it is marked dead. Told again
    /// when the process dies in between.
    func giveUp(_ payload: Payload, job: Job, reason: String) async throws
}

extension JobHandler {
    public var limit: Int { 4 }

    public func giveUp(_ payload: Payload, job: Job, reason: String) async throws {}

    func start(_ job: Job) async throws { try await run(try read(job), job: job) }

    func bury(_ job: Job, reason: String) async throws {
        // A payload that cannot be read has nobody to tell.
        guard let payload = try? read(job) else { return }
        try await giveUp(payload, job: job, reason: reason)
    }

    private func read(_ job: Job) throws -> Payload {
        do {
            return try WireDecoder().decode(Payload.self, body: job.payload)
        } catch {
            throw PermanentFailure("the payload of \(job.kind) cannot be read: \(error)")
        }
    }
}
