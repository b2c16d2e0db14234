import Commons

/// Makes the monthly reports of every model that scored. Asked daily, it has work once a month.
public struct MonitorJob: JobHandler {
    public struct Nothing: Decodable, Sendable {}

    public let kind = Monitoring.kind
    public let limit = 1
    private let monitoring: Monitoring

    public init(monitoring: Monitoring) { self.monitoring = monitoring }

    public func run(_ payload: Nothing, job: Job) async throws { try await monitoring.run() }

    public static let schedule = JobSchedule.every(
        .seconds(86_400), name: "model monitoring", kind: Monitoring.kind)
}
