import Commons
import Storage
import Synchronization

/// Counts and times requests by route and status, and tells it in Prometheus' text format.
public final class Metrics: Sendable {
    /// Upper bounds of the latency buckets in microseconds.
    private static let bounds: [Int64] = [
        500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000,
        2_500_000, 5_000_000, 10_000_000,
    ]

    private struct Series {
        var statuses: [Int: Int] = [:]
        var buckets = [Int](repeating: 0, count: bounds.count + 1)
        var count = 0
        var microseconds: Int64 = 0
    }

    /// Method and path of each route; the last series counts what found none.
    private let routes: [(method: String, path: String)]
    private let series: Mutex<[Series]>

    init(routes: [(method: String, path: String)]) {
        self.routes = routes + [("", "none")]
        series = Mutex(Array(repeating: Series(), count: routes.count + 1))
    }

    func record(route: Int?, status: Int, elapsed: Duration) {
        let parts = elapsed.components
        let microseconds = parts.seconds * 1_000_000 + parts.attoseconds / 1_000_000_000_000
        let bucket = Self.bounds.firstIndex { microseconds <= $0 } ?? Self.bounds.count
        let index = route ?? routes.count - 1
        series.withLock { series in
            series[index].statuses[status, default: 0] += 1
            series[index].buckets[bucket] += 1
            series[index].count += 1
            series[index].microseconds += microseconds
        }
    }

    /// - Parameter gauges: what other rooms tell: depth of the writer's inbox, states of jobs.
    func text(_ gauges: [Gauge]) -> String {
        let series = series.withLock { $0 }
        var text = "# TYPE commons_requests_total counter\n"
        for (route, series) in zip(routes, series) {
            for (status, count) in series.statuses.sorted(by: { $0.key < $1.key }) {
                text += "commons_requests_total{\(labels(route)),status=\"\(status)\"} \(count)\n"
            }
        }
        text += "# TYPE commons_request_seconds histogram\n"
        for (route, series) in zip(routes, series) where series.count > 0 {
            text += histogram(labels(route), series)
        }
        return gauges.reduce(into: text) { $0 += $1.text }
    }

    private func labels(_ route: (method: String, path: String)) -> String {
        "method=\"\(route.method)\",route=\"\(route.path)\""
    }

    private func histogram(_ labels: String, _ series: Series) -> String {
        var text = ""
        var sum = 0
        for (bound, count) in zip(Self.bounds, series.buckets) {
            sum += count
            let seconds = Double(bound) / 1_000_000
            text += "commons_request_seconds_bucket{\(labels),le=\"\(seconds)\"} \(sum)\n"
        }
        text += "commons_request_seconds_bucket{\(labels),le=\"+Inf\"} \(series.count)\n"
        let seconds = Double(series.microseconds) / 1_000_000
        text += "commons_request_seconds_sum{\(labels)} \(seconds)\n"
        text += "commons_request_seconds_count{\(labels)} \(series.count)\n"
        return text
    }
}

/// One number of another room, as of now.
public struct Gauge: Sendable {
    public enum Kind: String, Sendable { case counter, gauge, histogram }

    let name: String
    let kind: Kind
    /// What is added to the name, the labels, and the number.
    let values: [(suffix: String, labels: String, value: Double)]

    public init(_ name: String, _ kind: Kind, _ value: Double) {
        self.init(name, kind, [("", value)])
    }

    /// - Parameter values: numbers by their labels, such as `state="queued"`.
    public init(_ name: String, _ kind: Kind, _ values: [(labels: String, value: Double)]) {
        self.name = name
        self.kind = kind
        self.values = values.map { ("", $0.labels, $0.value) }
    }

    /// A histogram.
    ///
    /// - Parameter counts: what is at most each bound and above the one before, then the rest.
    public init(_ name: String, bounds: [Int], counts: [Int], sum: Int) {
        self.name = name
        kind = .histogram
        var total = 0
        let limits = bounds.map(\.description) + ["+Inf"]
        let buckets = zip(limits, counts).map { limit, count in
            total += count
            return ("_bucket", "le=\"\(limit)\"", Double(total))
        }
        values = buckets + [("_sum", "", Double(sum)), ("_count", "", Double(total))]
    }

    /// Whole numbers without a point.
    private static func number(_ value: Double) -> String {
        Int64(exactly: value).map(\.description) ?? value.description
    }

    var text: String {
        values.reduce(into: "# TYPE \(name) \(kind.rawValue)\n") { text, entry in
            let labels = entry.labels.isEmpty ? "" : "{\(entry.labels)}"
            text += "\(name)\(entry.suffix)\(labels) \(Self.number(entry.value))\n"
        }
    }
}
