import Commons

/// Runs the nightly sweep.
public struct SweepJob: JobHandler {
    public struct Nothing: Decodable, Sendable {}

    public let kind = Sweep.kind
    public let limit = 1
    private let sweep: Sweep

    public init(sweep: Sweep) { self.sweep = sweep }

    public func run(_ payload: Nothing, job: Job) async throws { try await sweep.run() }

    /// In the small hours of East Africa.
    public static let schedule = JobSchedule.daily(
        hour: 0, minute: 30, name: "nightly sweep", kind: Sweep.kind)
}
