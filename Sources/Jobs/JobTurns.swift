import Synchronization

/// Whose turn it is: among organisations whose jobs wait, the one that has been served longest ago.
/// So that somebody who sends a thousand papers delays the others by one of them, not by all.
final class JobTurns: Sendable {
    private struct State {
        var served: [String: Int] = [:]
        var count = 0
    }

    private let state = Mutex(State())

    /// Enough for every organisation with work in a day; all are forgotten together.
    private static let most = 10_000

    func serve(_ organisation: String?) {
        state.withLock { state in
            if state.served.count >= Self.most { state.served = [:] }
            state.count += 1
            state.served[organisation ?? ""] = state.count
        }
    }

    /// The next to be served: few of whose jobs run, then the longest wait since its last turn,
    /// then the oldest job.
    func next(of waiting: [Waiting]) -> Waiting? {
        let served = state.withLock { $0.served }
        return waiting.min {
            let (one, other) = (served[$0.organisation ?? ""], served[$1.organisation ?? ""])
            return ($0.running, one ?? 0, $0.since) < ($1.running, other ?? 0, $1.since)
        }
    }

    struct Waiting {
        let organisation: String?
        /// When its oldest job was due.
        let since: Int64
        var running: Int
    }
}
