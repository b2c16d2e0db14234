/// How often a worker looks, and for how long what it holds is its own. With the defaults the jobs
/// of a process that died run again within ten seconds: eight of lease and one of poll.
public struct WorkerPace: Sendable {
    public var lease: Duration
    public var heartbeat: Duration
    /// The longest wait for a job whose notice was lost, whose time came, or whose worker died.
    public var poll: Duration
    /// How long a stop waits for running jobs.
    public var grace: Duration

    public init(
        lease: Duration = .seconds(8), heartbeat: Duration = .seconds(2),
        poll: Duration = .seconds(1), grace: Duration = .seconds(20)
    ) {
        self.lease = lease
        self.heartbeat = heartbeat
        self.poll = poll
        self.grace = grace
    }
}
