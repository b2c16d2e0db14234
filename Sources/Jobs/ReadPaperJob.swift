import Commons

/// Reads one paper. The paper itself says how far it is and why it waits or failed.
public struct ReadPaperJob: JobHandler {
    public let kind = ReadPaperPayload.kind
    public let limit: Int
    private let reader: PaperReader

    /// - Parameter limit: as many as there are readers; more would only wait under a lease.
    public init(reader: PaperReader, limit: Int = 1) {
        self.reader = reader
        self.limit = limit
    }

    public func run(_ payload: ReadPaperPayload, job: Job) async throws {
        do {
            try await reader.read(payload, job: job.id, attempt: job.attempt)
        } catch {
            if !job.isLastAttempt, !Task.isCancelled {
                try await reader.wait(payload, job: job.id, attempt: job.attempt, reason: error)
            }
            throw error
        }
    }

    public func giveUp(_ payload: ReadPaperPayload, job: Job, reason: String) async throws {
        try await reader.giveUp(payload, job: job.id, attempt: job.attempt, reason: reason)
    }
}
