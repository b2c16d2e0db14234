import Commons
import Ledger
import Synchronization

/// A clock that goes a microsecond with each look, so that steps have an order, and that the test
/// moves on.
final class MovableClockwork: Clockwork {
    private let time = Mutex<Int64>(1_800_000_000_000_000)

    func now() -> Instant {
        time.withLock { time in
            time += 1
            return Instant(microseconds: time)
        }
    }

    func pass(seconds: Int64) { time.withLock { $0 += seconds * 1_000_000 } }
}
