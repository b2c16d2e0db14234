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
    /// Commits by the number of writes they answered: at most 1, 2, 4, 8, ... writes each, the
    /// last one any number; not cumulative.
    public var groupSizes: [Int]

    /// The upper bounds of `groupSizes`, without the last.
    public static let groupBounds = [1, 2, 4, 8, 16, 32, 64, 128, 256]
}

/// Counts what the writer does; the writer adds, anyone reads.
final class WriterCounts: Sendable {
    let commits = Atomic(0)
    let writes = Atomic(0)
    let repeatedGroups = Atomic(0)

    private let sizes = Mutex(
        [Int](repeating: 0, count: DatabaseStatistics.groupBounds.count + 1))

    /// One commit that answered so many writes.
    func add(group count: Int) {
        commits.add(1, ordering: .relaxed)
        writes.add(count, ordering: .relaxed)
        let bounds = DatabaseStatistics.groupBounds
        let place = bounds.firstIndex { count <= $0 } ?? bounds.count
        sizes.withLock { $0[place] += 1 }
    }

    func statistics(waitingWrites: Int, waitingReads: Int) -> DatabaseStatistics {
        DatabaseStatistics(
            waitingWrites: waitingWrites, waitingReads: waitingReads,
            commits: commits.load(ordering: .relaxed), writes: writes.load(ordering: .relaxed),
            repeatedGroups: repeatedGroups.load(ordering: .relaxed),
            groupSizes: sizes.withLock { $0 })
    }
}
