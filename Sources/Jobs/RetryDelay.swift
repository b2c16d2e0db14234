import Wire

/// How long a failed job waits: 1, 4, 16, ... seconds up to ten minutes, spread by a quarter so
/// that jobs which failed together do not come back together. The spread is a function of the job
/// and the attempt, so that the same failure always waits the same time.
enum RetryDelay {
    private static let second: Int64 = 1_000_000
    private static let longest = 600 * second

    /// In microseconds, after the `attempt`-th start failed.
    static func after(attempt: Int, job id: String) -> Int64 {
        let doublings = min(2 * max(attempt - 1, 0), 20)
        let base = min(second << Int64(doublings), longest)
        let hash = sha256(Array("\(id) \(attempt)".utf8)).bytes
        let fraction = Int64(hash[0]) << 8 | Int64(hash[1])
        return base + base * fraction / (4 * 65_536)
    }
}
