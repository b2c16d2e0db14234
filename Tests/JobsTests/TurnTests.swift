import Ledger
import Storage
import Testing
import Wire

@testable import Jobs

@Suite("Organisations take turns") struct TurnTests {
    private static let kind = "turn"
    private static let many = "00000000-0000-7000-8000-0000000000aa"
    private static let one = "00000000-0000-7000-8000-0000000000bb"

    private func enqueue(_ stage: JobStage, _ organisation: String, count: Int) async throws {
        let now = stage.clock.now()
        try await stage.database.write { transaction in
            for _ in 0..<count {
                try JobRow.insert(
                    id: ID<Job>(at: now, random: .random(in: 0 ... .max)).text,
                    organisation: organisation, kind: Self.kind, payload: .null, runAt: now,
                    now: now, in: transaction)
            }
        }
    }

    private func claim(_ queue: JobQueue, _ stage: JobStage, _ limit: Int) async throws -> [Job] {
        try await queue.claim(
            [Self.kind: limit], worker: "worker", now: stage.clock.now(), lease: .seconds(60))
    }

    @Test("so that one job waits for one of another's, not for all of them") func oneByOne()
        async throws
    {
        try await JobStage.with { stage in
            try await enqueue(stage, Self.many, count: 20)
            stage.clock.advance(seconds: 1)
            let queue = JobQueue(database: stage.database)
            let first = try await claim(queue, stage, 1)
            #expect(first.map(\.organisation) == [Self.many])
            // It came later than all the others, and is next, whether they run or have ended.
            try await enqueue(stage, Self.one, count: 2)
            let second = try await claim(queue, stage, 1)
            #expect(second.map(\.organisation) == [Self.one])
            for job in first + second {
                _ = try await queue.settle(
                    job, .done, worker: "worker", now: stage.clock.now())
            }
            #expect(try await claim(queue, stage, 1).map(\.organisation) == [Self.many])
            #expect(try await claim(queue, stage, 1).map(\.organisation) == [Self.one])
            // Nobody else waits, so all places are theirs.
            #expect(try await claim(queue, stage, 4).map(\.organisation) == [
                Self.many, Self.many, Self.many, Self.many,
            ])
        }
    }

    @Test("within one claim too") func together() async throws {
        try await JobStage.with { stage in
            try await enqueue(stage, Self.many, count: 20)
            stage.clock.advance(seconds: 1)
            try await enqueue(stage, Self.one, count: 2)
            let jobs = try await claim(JobQueue(database: stage.database), stage, 4)
            #expect(jobs.count { $0.organisation == Self.one } == 2)
            #expect(jobs.count == 4)
        }
    }
}
