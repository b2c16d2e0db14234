import Foundation
import Ledger
import Storage
import Testing

@testable import Commons

/// Each test changes one thing as somebody with the database file would, and the check names it.
@Suite("Fsck") struct FsckTests {
    @Test("finds nothing in what the product wrote") func sound() async throws {
        try await PaperDesk.with { desk in
            _ = try await desk.attested(1)
            _ = try await desk.attested(2)
            try await desk.integrator.integrate()
            let report = try await Fsck(database: desk.database, objects: desk.objects).run()
            #expect(report.isSound)
            #expect((report.checked["audit"] ?? 0) > 5)
            #expect((report.checked["log"] ?? 0) > 5)
            #expect(report.checked["files"] == 2)
            #expect(report.checked["attestations"] == 2)
        }
    }

    @Test(
        "names a row that was changed, removed or added",
        arguments: [
            ("UPDATE audit SET after = '{}' WHERE command = 'paper.accept'", "audit/row_changed"),
            (
                "UPDATE audit SET at = at + 1 WHERE command = 'paper.accept'",
                "audit/row_changed"
            ),
            ("DELETE FROM audit WHERE command = 'paper.accept'", "audit/event_missing"),
            (
                "DELETE FROM log_entry WHERE position = 1 AND kind = 'audit'",
                "audit/leaf_missing"
            ),
            ("DELETE FROM log_entry WHERE position = 1", "log/position_missing"),
            ("UPDATE log_head SET frontier = x'820080'", "log/edge_differs"),
            (
                "UPDATE log_checkpoint SET root = zeroblob(32) WHERE size = (SELECT MAX(size) "
                    + "FROM log_checkpoint)", "log/head_differs"
            ),
            (
                "UPDATE log_checkpoint SET note = REPLACE(note, 'commons', 'xommons')",
                "log/head_differs"
            ),
            (
                "UPDATE attestation SET fields = REPLACE(fields, 'Mwangi', 'Kamau')",
                "attestations/statement_differs"
            ),
            (
                "UPDATE attestation SET envelope = x'00'", "attestations/statement_differs"
            ),
            ("UPDATE account_balance SET amount = amount + 1", "books/"),
            ("DELETE FROM job", ""),
        ])
    func tampered(change: String, found: String) async throws {
        try await PaperDesk.with { desk in
            _ = try await desk.attested()
            try await desk.integrator.integrate()
            try await desk.tamper(change)
            let findings = try await desk.fsck()
            if found.isEmpty {
                // The paper is decided, so nothing waits for its job any more.
                #expect(findings == [])
            } else {
                #expect(findings.contains { $0.hasPrefix(found) }, "\(findings)")
            }
        }
    }

    @Test("names a file that is gone, changed or nobody's, and a paper nobody will read")
    func files() async throws {
        try await PaperDesk.with { desk in
            let papers = [try await desk.upload(1), try await desk.upload(2)]
            let orphan = try await desk.objects.put([1, 2, 3])
            func path(_ hash: String) -> String {
                let inner = "\(hash.prefix(2))/\(hash.dropFirst(2).prefix(2))/\(hash)"
                return desk.objectFolder + "/" + inner
            }
            try FileManager.default.removeItem(atPath: path(papers[0].sha256))
            try Data([9]).write(to: URL(fileURLWithPath: path(papers[1].sha256)))
            try await desk.tamper("DELETE FROM job")
            let report = try await Fsck(
                database: desk.database, objects: desk.objects, stored: [orphan]
            ).run()
            let named = Set(report.findings.map { "\($0.rule) \($0.subject.id)" })
            #expect(
                named == [
                    "file_missing \(papers[0].id)", "file_changed \(papers[1].id)",
                    "file_orphaned \(orphan.hex)", "job_missing \(papers[0].id)",
                    "job_missing \(papers[1].id)",
                ])
        }
    }
}
