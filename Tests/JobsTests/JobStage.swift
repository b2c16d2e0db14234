import Commons
import Foundation
import Jobs
import Ledger
import Storage
import Synchronization
import TestPostgreSQL
import Wire

/// A fresh database with a clock that the test moves, and workers on it.
final class JobStage: Sendable {
    let database: any Database
    let clock = MovableClock()
    let signal = Signal()

    init(_ database: any Database) { self.database = database }

    /// Runs the rule on each engine, one after the other.
    static func with(
        _ engines: [Engine] = Engine.allCases, _ body: (JobStage) async throws -> Void
    ) async throws {
        for engine in engines {
            switch engine {
            case .sqlite:
                let folder = NSTemporaryDirectory() + "jobs-tests-" + UUID().uuidString
                defer { try? FileManager.default.removeItem(atPath: folder) }
                try await run(body, at: try DatabaseLocation(folder))
            case .postgresql:
                try await ThrowawayCluster.shared.get().withDatabase {
                    try await run(body, at: $0)
                }
            }
        }
    }

    private static func run(
        _ body: (JobStage) async throws -> Void, at location: DatabaseLocation
    ) async throws {
        let database = try await openDatabase(at: location)
        do {
            try await body(JobStage(database))
            await database.close()
        } catch {
            await database.close()
            throw error
        }
    }

    func worker(
        _ handlers: [any JobHandler], name: String = "worker", schedules: [JobSchedule] = [],
        pace: WorkerPace = WorkerPace(), graceEnds: (@Sendable () async -> Void)? = nil
    ) -> Worker {
        Worker(
            name: name, database: database, handlers: handlers, schedules: schedules,
            signal: signal, pace: pace, graceEnds: graceEnds, now: { [clock] in clock.now() })
    }

    /// Queues jobs in one transaction and gives their ids.
    @discardableResult
    func enqueue(
        _ kind: String, count: Int = 1, key: String? = nil, attemptLimit: Int = 5
    ) async throws -> [String] {
        let now = clock.now()
        let ids = (0..<count).map { _ in ID<Job>(at: now, random: .random(in: 0 ... .max)).text }
        try await database.write { [signal] transaction in
            for (index, id) in ids.enumerated() {
                try JobRow.insert(
                    id: id, organisation: nil, kind: kind,
                    payload: .object([("number", .integer(Int64(index)))]), runAt: now, now: now,
                    key: key, attemptLimit: attemptLimit, in: transaction)
            }
            transaction.afterCommit { signal.notify() }
        }
        return ids
    }

    func states() async throws -> [String: Int] {
        try await database.read { snapshot in
            var states: [String: Int] = [:]
            try snapshot.each("SELECT state, COUNT(*) FROM job GROUP BY state", []) { row in
                states[try row.text(0)] = Int(try row.integer(1))
            }
            return states
        }
    }

    func row(_ id: String) async throws -> (state: String, attempt: Int64, error: String?) {
        let found = try await database.read { snapshot in
            try snapshot.first(
                "SELECT state, attempt, error FROM job WHERE id = $1", [.text(id)]
            ) { row in
                StoredJob(
                    state: try row.text(0), attempt: try row.integer(1),
                    error: try row.textIfAny(2))
            }
        }
        guard let found else { throw StorageFault.engine("no job \(id)") }
        return (found.state, found.attempt, found.error)
    }

    private struct StoredJob: Sendable {
        let state: String
        let attempt: Int64
        let error: String?
    }
}

final class MovableClock: Sendable {
    private let time = Mutex<Int64>(1_800_000_000_000_000)

    func now() -> Instant { time.withLock { Instant(microseconds: $0) } }
    func advance(seconds: Int64) { time.withLock { $0 += seconds * 1_000_000 } }
}

struct NumberPayload: Codable, Sendable {
    let number: Int
}

/// A handler whose work is the test's.
struct TestHandler: JobHandler {
    let kind: String
    let limit: Int
    let work: @Sendable (NumberPayload, Job) async throws -> Void
    let end: @Sendable (Job, String) async throws -> Void

    init(
        _ kind: String, limit: Int = 4,
        end: @escaping @Sendable (Job, String) async throws -> Void = { _, _ in },
        work: @escaping @Sendable (NumberPayload, Job) async throws -> Void
    ) {
        self.kind = kind
        self.limit = limit
        self.work = work
        self.end = end
    }

    func run(_ payload: NumberPayload, job: Job) async throws { try await work(payload, job) }

    func giveUp(_ payload: NumberPayload, job: Job, reason: String) async throws {
        try await end(job, reason)
    }
}

/// What handlers report to the test, one after the other.
final class Reports<Report: Sendable>: Sendable {
    private let stream: AsyncStream<Report>
    private let continuation: AsyncStream<Report>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func send(_ report: Report) { continuation.yield(report) }

    /// The next `count` reports.
    func next(_ count: Int) async -> [Report] {
        var found: [Report] = []
        guard count > 0 else { return found }
        for await report in stream {
            found.append(report)
            if found.count == count { break }
        }
        return found
    }

    func next() async -> Report? { await next(1).first }
}
