import Commons
@testable import Jobs
import Ledger
import Storage
import Testing

@Suite("A schedule") struct ScheduleTests {
    @Test("runs once for each day that was missed") func catchesUp() async throws {
        try await JobStage.with { stage in
            let table = ScheduleTable(
                database: stage.database,
                schedules: [.daily(hour: 2, name: "nightly", kind: "close")])
            try await table.register(now: stage.clock.now())
            try await table.enqueueDue(now: stage.clock.now())
            #expect(try await stage.states().isEmpty)
            stage.clock.advance(seconds: 3 * 86_400)
            // Two nodes wake up and see the same missed days.
            try await table.enqueueDue(now: stage.clock.now())
            try await table.enqueueDue(now: stage.clock.now())
            #expect(try await stage.states() == ["queued": 3])
            stage.clock.advance(seconds: 86_400)
            try await table.enqueueDue(now: stage.clock.now())
            #expect(try await stage.states() == ["queued": 4])
        }
    }

    @Test("by interval runs once after downtime") func latestOnly() async throws {
        try await JobStage.with { stage in
            let table = ScheduleTable(
                database: stage.database,
                schedules: [.every(.seconds(60), name: "sweep", kind: "sweep")])
            try await table.register(now: stage.clock.now())
            try await table.enqueueDue(now: stage.clock.now())
            #expect(try await stage.states() == ["queued": 1])
            stage.clock.advance(seconds: 3_600)
            try await table.enqueueDue(now: stage.clock.now())
            #expect(try await stage.states() == ["queued": 2])
            // A restart registers again and keeps its place in time.
            try await table.register(now: stage.clock.now())
            try await table.enqueueDue(now: stage.clock.now())
            #expect(try await stage.states() == ["queued": 2])
        }
    }

    @Test("keeps its hour of the day") func dailyHour() throws {
        let schedule = JobSchedule.daily(hour: 2, minute: 30, name: "n", kind: "k")
        let noon = try #require(Instant(rfc3339: "2026-11-23T12:00:00Z"))
        let first = Instant(microseconds: schedule.firstPeriod(from: noon))
        #expect(first.rfc3339 == "2026-11-24T02:30:00Z")
        let early = try #require(Instant(rfc3339: "2026-11-23T02:30:00Z"))
        #expect(Instant(microseconds: schedule.firstPeriod(from: early)) == early)
    }

    @Test("and other senders with a key leave one waiting job") func uniqueKey() async throws {
        try await JobStage.with { stage in
            try await stage.enqueue("sync", key: "party 7")
            try await stage.enqueue("sync", key: "party 7")
            try await stage.enqueue("sync", key: "party 8")
            #expect(try await stage.states() == ["queued": 2])
            let queue = JobQueue(database: stage.database)
            let taken = try await queue.claim(
                ["sync": 4], worker: "w", now: stage.clock.now(), lease: .seconds(8))
            #expect(taken.count == 2)
            // What runs may have begun too early, so another one may wait; and when the first is
            // tried again, both wait.
            try await stage.enqueue("sync", key: "party 7")
            for job in taken {
                try await queue.settle(
                    job, .again(at: stage.clock.now(), reason: "busy"), worker: "w",
                    now: stage.clock.now())
            }
            #expect(try await stage.states() == ["queued": 3])
        }
    }
}
