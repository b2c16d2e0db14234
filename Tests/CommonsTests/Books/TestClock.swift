import Commons
import Ledger
import Synchronization

/// A clock that stands until it is moved.
final class TestClock: Clockwork {
    private let instant: Mutex<Instant>

    init(_ day: String, hour: Int = 9) {
        instant = Mutex(Instant(Day(iso: day) ?? .earliest, hour: hour))
    }

    func now() -> Instant { instant.withLock { $0 } }

    func move(to day: String, hour: Int = 9) {
        instant.withLock { $0 = Instant(Day(iso: day) ?? .earliest, hour: hour) }
    }

    func pass(seconds: Int64) { instant.withLock { $0 = $0.adding(seconds: seconds) } }
}
