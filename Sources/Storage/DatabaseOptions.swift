/// The sizes of a database's queues and pools. The defaults suit a machine with two cores.
public struct DatabaseOptions: Sendable {
    /// Connections and threads that read.
    public var readers: Int
    /// Writes that may wait for the writer; the next one is refused with `overloaded`.
    public var inbox: Int
    /// Writes that one commit takes at most.
    public var group: Int
    /// Reads that may wait for a reader; the next one is refused with `overloaded`.
    public var waitingReads: Int
    /// PostgreSQL: how long a write or read waits for a lost server to come back.
    public var reconnectSeconds: Double

    public init(
        readers: Int = 4, inbox: Int = 4096, group: Int = 256, waitingReads: Int = 4096,
        reconnectSeconds: Double = 5
    ) {
        self.readers = max(1, readers)
        self.inbox = max(1, inbox)
        self.group = max(1, group)
        self.waitingReads = max(1, waitingReads)
        self.reconnectSeconds = reconnectSeconds
    }
}
