import Ledger
import Storage
import Testing

@testable import Commons

@Suite("A job that a person decides about") struct JobDecisionTests {
    @Test("is there, is theirs, and has failed or waits") func states() async throws {
        try await PaperDesk.onBothEngines { desk in
            try await desk.upload()
            let shop = desk.shop
            let job = try #require(
                try await shop.ask(ListJobs(state: nil, kind: nil, after: nil, limit: nil))
                    .items.first)
            #expect(job.state == .queued)
            let other = try await Shop.open(desk.executor, shop.clock, .kes)
            for (id, asker) in [(ID<JobRecord>(7), shop), (job.id, other)] {
                try await asker.refuses("job_unknown") {
                    _ = try await asker.perform(RetryJob(id: id))
                }
                try await asker.refuses("job_unknown") {
                    _ = try await asker.perform(DiscardJob(id: id, reason: "Not needed"))
                }
            }
            // What waits needs no second start; what was dropped is not dropped again.
            try await shop.refuses("job_state") { _ = try await shop.perform(RetryJob(id: job.id)) }
            let dropped = try await shop.perform(DiscardJob(id: job.id, reason: "Not needed"))
            #expect(dropped.state == .discarded && dropped.error == "Not needed")
            try await shop.refuses("job_state") {
                _ = try await shop.perform(DiscardJob(id: job.id, reason: "Not needed"))
            }
            #expect(try await shop.perform(RetryJob(id: job.id)).state == .queued)
        }
    }

    @Test("and the line of the trail say by name which paper they are about") func names()
        async throws
    {
        try await PaperDesk.onBothEngines { desk in
            let paper = try await desk.upload()
            let job = try #require(try await desk.shop.ask(ListJobs()).items.first)
            #expect(job.about?.kind == .paper && job.about?.name == "receipt.jpg")
            #expect(job.about?.id == paper.id.text)
            let dropped = try await desk.shop.perform(DiscardJob(id: job.id, reason: "Twice"))
            #expect(dropped.about?.name == "receipt.jpg")
            let trail = try await desk.shop.ask(ListAudit(subjectID: paper.id.text)).items
            #expect(!trail.isEmpty && trail.allSatisfy { $0.about?.name == "receipt.jpg" })
        }
    }
}
