import Commons
import Jobs
import Ledger

extension JobBacklog {
    public var gauges: [Gauge] {
        let states = byState.sorted { $0.key.rawValue < $1.key.rawValue }
        let now = SystemClockwork().now().microseconds
        let age = oldestDue.map { max(0, now - $0.microseconds) } ?? 0
        return [
            Gauge(
                "commons_jobs", .gauge,
                states.map { ("state=\"\($0.key.rawValue)\"", Double($0.value)) }),
            Gauge("commons_oldest_due_job_seconds", .gauge, Double(age) / 1_000_000),
        ]
    }
}
