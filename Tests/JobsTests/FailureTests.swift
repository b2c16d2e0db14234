import Commons
@testable import Jobs
import Ledger
import Storage
import Synchronization
import Testing
import Wire

@Suite("A job that fails") struct FailureTests {
    struct Broken: Error {}

    @Test("waits, is tried again, and is done when it succeeds") func retries() async throws {
        try await JobStage.with { stage in
            let reports = Reports<Int>()
            let worker = stage.worker([
                TestHandler("flaky") { _, job in
                    reports.send(job.attempt)
                    if job.attempt < 3 { throw Broken() }
                }
            ])
            let ids = try await stage.enqueue("flaky")
            let running = Task { await worker.run() }
            #expect(await reports.next() == 1)
            for attempt in 2...3 {
                // The failure may still be on its way to the database, so the clock is moved until
                // the job's time has come.
                let found = await moving(stage) { await reports.next() }
                #expect(found == attempt)
            }
            running.cancel()
            await running.value
            let job = try await stage.row(ids[0])
            #expect(job.state == "done")
            #expect(job.attempt == 3)
        }
    }

    @Test("is told to its handler and kept as dead after the last attempt") func dies()
        async throws
    {
        try await JobStage.with { stage in
            let ends = Reports<String>()
            let worker = stage.worker([
                TestHandler(
                    "doomed",
                    end: { job, reason in ends.send("\(job.attempt): \(reason)") },
                    work: { _, _ in throw Broken() })
            ])
            let ids = try await stage.enqueue("doomed", attemptLimit: 2)
            let running = Task { await worker.run() }
            #expect(await moving(stage) { await ends.next() } == "2: Broken()")
            running.cancel()
            await running.value
            let job = try await stage.row(ids[0])
            #expect(job.state == "dead")
            #expect(job.error == "Broken()")
        }
    }

    @Test("for good is not tried again") func permanent() async throws {
        try await JobStage.with { stage in
            let ends = Reports<Int>()
            let worker = stage.worker([
                TestHandler(
                    "hopeless", end: { job, _ in ends.send(job.attempt) },
                    work: { _, _ in throw PermanentFailure("the file is damaged") })
            ])
            let ids = try await stage.enqueue("hopeless")
            let running = Task { await worker.run() }
            #expect(await ends.next() == 1)
            running.cancel()
            await running.value
            #expect(try await stage.row(ids[0]).error == "the file is damaged")
            #expect(try await stage.row(ids[0]).state == "dead")
        }
    }

    @Test("with its worker runs again under another one, within ten seconds")
    func rescue() async throws {
        try await JobStage.with { stage in
            let ids = try await stage.enqueue("orphan")
            let queue = JobQueue(database: stage.database)
            let pace = WorkerPace()
            // What a worker leaves behind that was killed after its claim.
            let taken = try await queue.claim(
                ["orphan": 4], worker: "killed", now: stage.clock.now(), lease: pace.lease)
            #expect(taken.map(\.id) == ids)
            let reports = Reports<Int>()
            let worker = stage.worker(
                [TestHandler("orphan") { _, job in reports.send(job.attempt) }], name: "other")
            let early = try await queue.claim(
                ["orphan": 4], worker: "other", now: stage.clock.now(), lease: pace.lease)
            #expect(early.isEmpty)
            #expect(pace.lease + pace.poll < .seconds(10))
            stage.clock.advance(seconds: pace.lease.components.seconds + 1)
            let running = Task { await worker.run() }
            #expect(await reports.next() == 1, "a start that was cut off does not count")
            running.cancel()
            await running.value
            #expect(try await stage.row(ids[0]).state == "done")
        }
    }

    @Test("with its process runs again at once where no other process works")
    func rescueAtStart() async throws {
        try await JobStage.with { stage in
            try await stage.enqueue("orphan")
            _ = try await JobQueue(database: stage.database).claim(
                ["orphan": 1], worker: "killed", now: stage.clock.now(), lease: .seconds(8))
            let reports = Reports<Int>()
            let worker = Worker(
                name: "next", database: stage.database,
                handlers: [TestHandler("orphan") { _, job in reports.send(job.attempt) }],
                signal: stage.signal, isAlone: true, now: { [clock = stage.clock] in clock.now() })
            let running = Task { await worker.run() }
            #expect(await reports.next() == 1, "a start that was cut off does not count")
            running.cancel()
            await running.value
        }
    }

    @Test("is dead when so many workers died with it that it may be what kills them")
    func rescueEnds() async throws {
        try await JobStage.with { stage in
            let ids = try await stage.enqueue("killer", attemptLimit: 2)
            let queue = JobQueue(database: stage.database)
            // Ten are forgiven, and then both attempts are used up.
            for number in 1...12 {
                let taken = try await queue.claim(
                    ["killer": 1], worker: "killed \(number)", now: stage.clock.now(),
                    lease: .seconds(8))
                #expect(taken.map(\.attempt) == [max(1, number - 10)])
                stage.clock.advance(seconds: 9)
            }
            let ends = Reports<String>()
            let starts = Mutex(0)
            let worker = stage.worker([
                TestHandler(
                    "killer", end: { _, reason in ends.send(reason) },
                    work: { _, _ in starts.withLock { $0 += 1 } })
            ])
            let running = Task { await worker.run() }
            #expect(await ends.next() == "its worker died 12 times")
            running.cancel()
            await running.value
            #expect(starts.withLock { $0 } == 0)
            #expect(try await stage.row(ids[0]).state == "dead")
        }
    }

    @Test("under a lease that was lost changes nothing") func lostLease() async throws {
        try await JobStage.with { stage in
            try await stage.enqueue("slow")
            let queue = JobQueue(database: stage.database)
            let first = try await queue.claim(
                ["slow": 1], worker: "first", now: stage.clock.now(), lease: .seconds(8))
            #expect(
                try await queue.extend(
                    worker: "first", now: stage.clock.now(), lease: .seconds(8))
                    == Set(first.map(\.id)))
            stage.clock.advance(seconds: 9)
            let second = try await queue.claim(
                ["slow": 1], worker: "second", now: stage.clock.now(), lease: .seconds(8))
            #expect(second.count == 1)
            #expect(
                try await queue.extend(
                    worker: "first", now: stage.clock.now(), lease: .seconds(8)) == [])
            let late = try await queue.settle(
                first[0], .dead(reason: "late"), worker: "first", now: stage.clock.now())
            #expect(!late)
            #expect(try await stage.row(first[0].id).state == "running")
        }
    }

    @Test("that its own worker took anew is not settled by the start before")
    func sameWorkerAgain() async throws {
        try await JobStage.with { stage in
            try await stage.enqueue("slow")
            let queue = JobQueue(database: stage.database)
            let claim = {
                try await queue.claim(
                    ["slow": 1], worker: "only", now: stage.clock.now(), lease: .seconds(8))
            }
            let first = try await claim()
            stage.clock.advance(seconds: 9)
            let second = try await claim()
            #expect(second.map(\.attempt) == first.map(\.attempt))
            let settle = { job in
                try await queue.settle(job, .done, worker: "only", now: stage.clock.now())
            }
            #expect(try await !settle(first[0]))
            #expect(try await settle(second[0]))
        }
    }

    @Test("waits longer each time, spread by its id, at most twelve and a half minutes")
    func backoff() {
        let waits = (1...12).map { RetryDelay.after(attempt: $0, job: "a") }
        #expect(waits == (1...12).map { RetryDelay.after(attempt: $0, job: "a") })
        #expect(zip(waits, waits.dropFirst()).prefix(5).allSatisfy { $0.0 < $0.1 })
        #expect(waits[0] >= 1_000_000 && waits[0] < 1_250_000)
        #expect(waits.allSatisfy { $0 < 750_000_000 })
        #expect(RetryDelay.after(attempt: 3, job: "b") != waits[2])
    }

    /// Moves the clock on, with notices to the worker, until `event` has come.
    private func moving<T: Sendable>(
        _ stage: JobStage, until event: @escaping @Sendable () async -> T
    ) async -> T {
        let mover = Task {
            while !Task.isCancelled {
                // A clock that ran on under a running job would end its lease.
                if try await stage.states()["running"] == nil {
                    stage.clock.advance(seconds: 2)
                    stage.signal.notify()
                }
                try await Task.sleep(for: .milliseconds(5))
            }
        }
        defer { mover.cancel() }
        return await event()
    }
}
