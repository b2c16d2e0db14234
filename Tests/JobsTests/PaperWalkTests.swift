import Foundation
import Jobs
import Ledger
import Proof
import Recognition
import Storage
import Testing
import Wire

@testable import Commons

/// A paper all the way through on the real database, the real store and the real reader process.
@Suite("A paper that is sent") struct PaperWalkTests {
    @Test("is read by its job, booked, attested and verified; one changed digit is tampered")
    func walk() async throws {
        try await WalkStage.with { stage in
            let paper = try await stage.send()
            #expect(paper.state == .queued)
            let read = try await stage.working(ReaderPool()) { paper in
                paper.state != .queued && paper.state != .reading
            }
            #expect(read.state == .toReview)
            let fields = try #require(read.reading?.fields)
            let total = try #require(fields.total.value)
            #expect(fields.total.confidence > 0)
            let accepted = try await stage.executor.perform(
                try await stage.acceptance(of: read, total: total), as: stage.owner)
            #expect(accepted.entryID != nil)
            let made = try await stage.executor.perform(
                AttestSubject(
                    id: stage.newID(),
                    subject: Subject(kind: "document", id: accepted.documentID.text)),
                as: stage.owner)
            let proof = try await stage.executor.proofMaker().bundle(
                of: made.id, organisation: stage.owner.organisation
            ).encoded()
            #expect(stage.verify(proof).isValid)
            // The last digit of the total, in the middle of the signed statement.
            let place = try #require(
                proof.indices.first { proof[$0...].starts(with: total.utf8) })
            var changed = proof
            changed[place + total.utf8.count - 1] ^= 1
            #expect(stage.verify(changed).verdict.code == "tampered")
            let report = try await Fsck(database: stage.database, objects: stage.objects).run()
            #expect(report.findings == [])
        }
    }

    @Test(
        "to a reader that dies or hangs is tried again and then says so",
        arguments: [
            ("exit 3", "reader_crashed"), ("sleep 60", "reader_timeout"),
            ("echo not a frame", "reader_crashed"),
        ])
    func brokenReader(script: String, code: String) async throws {
        try await WalkStage.with { stage in
            let path = stage.folder + "/reader"
            try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: path))
            chmod(path, 0o755)
            var broken = ReaderPool.Configuration()
            broken.executable = path
            broken.deadline = .milliseconds(100)
            try await stage.send()
            let failed = try await stage.working(ReaderPool(configuration: broken)) {
                $0.state == .failed
            }
            #expect(failed.failure?.code == code)
            #expect(failed.failure?.detail.contains("RecognitionFailure") == false)
            #expect(failed.attempts == 3)
            // Three starts, and between them the paper said why it waited.
            let waits = failed.events?.filter { $0.state == .queued && $0.code != nil } ?? []
            #expect(waits.count == 2)
            #expect(waits.allSatisfy { ["reader_crashed", "reader_timeout"].contains($0.code) })
            // The same paper with a sound reader, as the person asks for it again.
            _ = try await stage.executor.perform(ReadPaperAgain(id: failed.id), as: stage.owner)
            let read = try await stage.working(ReaderPool()) { $0.state == .toReview }
            #expect(read.failure == nil)
        }
    }
}
