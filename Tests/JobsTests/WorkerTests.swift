import Commons
import Jobs
import Storage
import Synchronization
import Testing
import Wire

@Suite("A worker") struct WorkerTests {
    @Test("runs a job that was queued while it waited") func runsAJob() async throws {
        try await JobStage.with { stage in
            let reports = Reports<Int>()
            let worker = stage.worker([
                TestHandler("count") { payload, _ in reports.send(payload.number) }
            ])
            let running = Task { await worker.run() }
            let ids = try await stage.enqueue("count")
            #expect(await reports.next() == 0)
            running.cancel()
            await running.value
            #expect(try await stage.row(ids[0]).state == "done")
        }
    }

    @Test("never runs a job of a transaction that failed") func enqueueIsTransactional()
        async throws
    {
        try await JobStage.with { stage in
            let error = await #expect(throws: PermanentFailure.self) {
                try await Self.enqueueAndFail(stage)
            }
            #expect(error?.description == "the command is refused")
            let states = try await stage.states()
            #expect(states.isEmpty)
        }
    }

    @Test("shares ten thousand jobs with another one, and each job runs once")
    func tenThousandOnce() async throws {
        try await JobStage.with { stage in
            let count = 10_000
            let starts = Mutex<[String: Int]>([:])
            let reports = Reports<Void>()
            let handler = TestHandler("count", limit: 128) { _, job in
                let total = starts.withLock { starts in
                    starts[job.id, default: 0] += 1
                    return starts.values.count
                }
                if total == count { reports.send(()) }
            }
            let workers = ["first", "second"].map { stage.worker([handler], name: $0) }
            let running = workers.map { worker in Task { await worker.run() } }
            try await stage.enqueue("count", count: count)
            _ = await reports.next()
            for task in running {
                task.cancel()
                await task.value
            }
            #expect(starts.withLock { $0.values.max() } == 1)
            #expect(try await stage.states() == ["done": count])
        }
    }

    @Test("finishes what it runs before it stops") func stopsAfterItsJobs() async throws {
        try await JobStage.with { stage in
            let reports = Reports<String>()
            let gate = Reports<Void>()
            let worker = stage.worker([
                TestHandler("slow") { _, _ in
                    reports.send("started")
                    _ = await gate.next()
                }
            ])
            let running = Task { await worker.run() }
            let ids = try await stage.enqueue("slow")
            #expect(await reports.next() == "started")
            running.cancel()
            gate.send(())
            await running.value
            #expect(try await stage.row(ids[0]).state == "done")
        }
    }

    @Test("gives back what does not end in time, and that start does not count")
    func releasesWhatIsSlow() async throws {
        try await JobStage.with { stage in
            let reports = Reports<String>()
            let grace = Reports<Void>()
            let worker = stage.worker(
                [
                    TestHandler("stuck") { _, _ in
                        reports.send("started")
                        try await Task.sleep(for: .seconds(3_600))
                    }
                ], graceEnds: { _ = await grace.next() })
            let running = Task { await worker.run() }
            let ids = try await stage.enqueue("stuck")
            #expect(await reports.next() == "started")
            running.cancel()
            grace.send(())
            await running.value
            let job = try await stage.row(ids[0])
            #expect(job.state == "queued")
            #expect(job.attempt == 0)
        }
    }

    private static func enqueueAndFail(_ stage: JobStage) async throws {
        let now = stage.clock.now()
        try await stage.database.write { transaction in
            try JobRow.insert(
                id: "00000000-0000-7000-8000-000000000001", organisation: nil, kind: "count",
                payload: .object([]), runAt: now, now: now, in: transaction)
            throw PermanentFailure("the command is refused")
        }
    }
}
