import Synchronization

/// What a database has done since it was opened, for the metrics page.
public struct DatabaseStatistics: Sendable, Equatable {
    /// Writes that wait for the writer now.
    public var waitingWrites: Int
    /// Reads that wait for a reader now.
    public var waitingReads: Int
    /// Commits that succeeded, each of one group.
    public var commits: Int
    /// Writes that those commits answered, also those that were refused by their own body.
    public var writes: Int
    /// Groups that failed as a whole and were run again.
    public var repeatedGroups: Int
}

/// Counts what the writer does; the writer adds, anyone reads.
final class WriterCounts: Sendable {
    let commits = Atomic(0)
    let writes = Atomic(0)
    let repeatedGroups = Atomic(0)

    func statistics(waitingWrites: Int, waitingReads: Int) -> DatabaseStatistics {
        DatabaseStatistics(
            waitingWrites: waitingWrites, waitingReads: waitingReads,
            commits: commits.load(ordering: .relaxed), writes: writes.load(ordering: .relaxed),
            repeatedGroups: repeatedGroups.load(ordering: .relaxed))
    }
}
