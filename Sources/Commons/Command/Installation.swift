/// What commands may use of the installation they run in, besides the database.
public struct Installation: Sendable {
    /// Who signs statements; none in tests and tools that sign nothing.
    public let issuer: Issuer?
    /// Notified after each commit that queued a job.
    public let jobs: Signal
    /// Notified after each commit that left something for the transparency log.
    public let log: Signal

    public init(issuer: Issuer? = nil, jobs: Signal = Signal(), log: Signal = Signal()) {
        self.issuer = issuer
        self.jobs = jobs
        self.log = log
    }
}
