import Foundation
import HTTPTypes
import Jobs
import Ledger
import Storage
import Synchronization
import Testing
import Wire

@testable import API
@testable import Commons

@Suite("What the metrics page tells") struct MetricsTests {
    @Test("is valid for Prometheus, and says what the writer and the jobs do")
    func isValid() async throws {
        let place = Noted<(any Database)?>(nil)
        var parts = ServerParts()
        parts.gauges = {
            guard let database = place.value else { return [] }
            return (try? await JobBacklog.read(from: database).gauges) ?? []
        }
        try await TestServer.with(parts: parts) { server in
            place.value = server.database
            _ = try await server.register("a@example.org")
            _ = try await server.ask(.get, "/api/nothing")
            try await Self.queueJobs(in: server.database)
            let page = try await server.ask(.get, "/metrics").text
            let metrics = try PrometheusText(page)
            #expect(metrics.values["commons_jobs{state=\"queued\"}"] == 2)
            #expect(metrics.values["commons_jobs{state=\"dead\"}"] == 3)
            #expect(metrics.values["commons_jobs{state=\"running\"}"] == 0)
            let age = try #require(metrics.values["commons_oldest_due_job_seconds"])
            #expect(age >= 60 && age < 3_600)
            #expect(metrics.values["commons_writer_waiting"] == 0)
            let commits = try #require(metrics.values["commons_commits_total"])
            #expect(commits > 0)
            #expect(metrics.values["commons_group_writes_count"] == commits)
            #expect(
                metrics.values["commons_group_writes_sum"]
                    == metrics.values["commons_writes_total"])
            #expect(metrics.kinds["commons_request_seconds"] == "histogram")
        }
    }

    @Test("has every metric in the operating guide") func isDocumented() async throws {
        try await TestServer.with { server in
            let metrics = try PrometheusText(try await server.ask(.get, "/metrics").text)
            let guide = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("../../docs/operating/run.md")
            let page = try String(contentsOf: guide, encoding: .utf8)
            #expect(metrics.kinds.count > 6)
            for name in metrics.kinds.keys { #expect(page.contains("`\(name)"), "\(name)") }
        }
    }

    @Test("would be refused by the parser if it were wrong") func theParserIsStrict() {
        for text in [
            "commons_x 1\n", "# TYPE a gauge\na 1", "# TYPE a gauge\na 1\na 1\n",
            "# TYPE a counter\na 1\n", "# TYPE a gauge\na{b=c} 1\n", "# TYPE a gauge\nb 1\n",
            "# TYPE a gauge\na{b=\"c\",} 1\n", "# TYPE a gauge\n# TYPE a gauge\na 1\n",
            "# TYPE a histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 1\n",
        ] {
            #expect(throws: PrometheusText.Defect.self) { try PrometheusText(text) }
        }
    }

    private static func queueJobs(in database: any Database) async throws {
        let now = SystemClockwork().now()
        try await database.write { transaction in
            for (number, state) in ["queued", "queued", "dead", "dead", "dead"].enumerated() {
                let id = ID<Job>(at: now, random: UInt128(number)).text
                try JobRow.insert(
                    id: id, organisation: nil, kind: "count", payload: .object([]),
                    runAt: now.adding(seconds: -60), now: now, in: transaction)
                try transaction.execute(
                    "UPDATE job SET state = $1, ended_at = $2 WHERE id = $3",
                    [
                        .text(state), state == "dead" ? .instant(now) : .null, .text(id),
                    ])
            }
        }
    }
}

/// A value that the test sets and the server reads.
final class Noted<Value: Sendable>: Sendable {
    private let content: Mutex<Value>

    init(_ value: Value) { content = Mutex(value) }

    var value: Value {
        get { content.withLock { $0 } }
        set { content.withLock { $0 = newValue } }
    }
}
