import Foundation
import Ledger
import Storage
import Testing

@testable import Commons

/// Each test changes one thing as somebody with the database file would, and the check names it.
extension PaperDesk {
    fileprivate func found() async throws -> [String] {
        try await Fsck(database: database, objects: objects).run().findings
            .map { "\($0.area)/\($0.rule) \($0.subject.kind)" }
    }
}

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

    /// Each time so that the books still balance: only what was entered tells.
    @Test(
        "names what is not as it was entered, also where the books balance",
        arguments: [
            (["UPDATE entry_line SET amount = 9 * amount"], "entry", "differs"),
            (["UPDATE entry SET description = 'gold' WHERE id = $id"], "entry", "differs"),
            (
                [
                    "UPDATE entry_line SET day = '2020-01-01' WHERE entry_id = $id",
                    "UPDATE entry SET day = '2020-01-01' WHERE id = $id",
                ], "entry", "differs"
            ),
            (
                [
                    "DELETE FROM entry_line WHERE entry_id = $id",
                    "DELETE FROM entry WHERE id = $id",
                ], "entry", "missing"
            ),
            (["UPDATE document SET due_day = '2030-01-01'"], "document", "differs"),
            (["UPDATE document SET supplier_number = 'X'"], "document", "differs"),
            (["UPDATE payment SET reference = 'X'"], "payment", "differs"),
            (["UPDATE payment SET day = '2026-03-09'"], "payment", "differs"),
            (["UPDATE membership SET role = 'owner'"], "member", "differs"),
            (["UPDATE membership SET amount_limit = NULL, currency = NULL"], "member", "differs"),
        ])
    func trail(changes: [String], kind: String, rule: String) async throws {
        try await PaperDesk.with { desk in
            let shop = desk.shop
            let entry = shop.newID(JournalEntry.self)
            _ = try await shop.perform(
                PostEntry(
                    id: entry, day: try "2026-03-02".day, description: "Float",
                    lines: [
                        .init(accountID: try shop.account("1000"), amount: try shop.money("5.00")),
                        .init(accountID: try shop.account("3000"), amount: try shop.money("-5.00")),
                    ]))
            let party = try await shop.party("Kilimo")
            let invoice = try await shop.invoice("100.00", to: party)
            try await shop.pay("40.00", party, for: [(invoice, "40.00")])
            _ = try await shop.perform(
                AddMember(
                    id: shop.newID(User.self), name: "Kevin", email: "kevin@example.org",
                    role: .teller, amountLimit: try shop.money("10.00")))
            try await desk.integrator.integrate()
            let before = try await desk.fsck()
            #expect(before == [])
            for trigger in try await desk.strings(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'")
            {
                try await desk.tamper("DROP TRIGGER \(trigger)")
            }
            for change in changes {
                try await desk.tamper(change.replacing("$id", with: "'\(entry)'"))
            }
            let findings = try await Fsck(database: desk.database, objects: desk.objects).run()
                .findings.filter { $0.area == "audit" }
            #expect(findings.contains { $0.rule == "subject_\(rule)" && $0.subject.kind == kind })
        }
    }

    /// What a person with the database file could do so that all sums still fit.
    @Test(
        "names what only the trail or a statement knows",
        arguments: [
            ("UPDATE organisation SET base_currency = 'USD'", "audit/subject_differs organisation"),
            (
                "UPDATE user_account SET email = 'x@y.z' WHERE email LIKE 'kevin%'",
                "audit/subject_differs member"
            ),
            (
                "UPDATE user_account SET totp_secret = x'01', totp_confirmed_at = 1 "
                    + "WHERE email LIKE 'kevin%'", "audit/subject_differs user"
            ),
            (
                "INSERT INTO membership (user_id, organisation_id, role, created_at, joined_at) "
                    + "SELECT u.id, o.id, 'owner', 1, 1 FROM user_account u, organisation o "
                    + "WHERE u.email = 'nobody@example.org'", "audit/trace_missing member"
            ),
            ("UPDATE paper SET state = 'rejected'", "audit/subject_differs paper"),
            (
                "UPDATE accepted_field SET human_value = '1.00' WHERE name = 'total'",
                "audit/subject_differs paper"
            ),
            (
                "UPDATE reading SET fields = REPLACE(fields, 'MWANGI', 'KAMAU')",
                "audit/subject_differs paper"
            ),
            ("UPDATE entry SET user_id = 'somebody'", "audit/author_differs entry"),
            ("UPDATE document SET created_by = 'somebody'", "audit/author_differs document"),
            (
                "UPDATE payment SET is_refund = 1, direction = 'out'",
                "audit/subject_differs payment"
            ),
            ("UPDATE party SET name = 'Gold'", "audit/subject_differs party"),
            (
                "UPDATE entry SET day = '2026-03-09' WHERE kind = 'void'",
                "audit/subject_differs document"
            ),
            (
                "UPDATE entry SET day = '2020-01-01' WHERE kind = 'void'",
                "books/reversed_before entry"
            ),
            (
                "UPDATE entry SET day = '2020-01-01' WHERE kind = 'payment'",
                "books/payment_dated_otherwise payment"
            ),
            (
                "UPDATE document SET net = net + 1, total = total + 1, payable = payable + 1 "
                    + "WHERE kind = 'receipt'", "attestations/document_differs attestation"
            ),
            (
                "UPDATE document SET net = net + 1, total = total + 1, payable = payable + 1 "
                    + "WHERE kind = 'receipt'", "audit/subject_differs document"
            ),
            (
                "DELETE FROM log_checkpoint WHERE size = (SELECT MAX(size) FROM log_checkpoint)",
                "log/head_missing log_checkpoint"
            ),
            (
                "UPDATE issuer_key SET created_at = created_at + 86400000000",
                "log/key_replaced issuer_key"
            ),
        ])
    func known(change: String, found: String) async throws {
        try await PaperDesk.with { desk in
            try await Self.fill(desk)
            #expect(try await desk.found() == [])
            for trigger in try await desk.strings(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'")
            {
                try await desk.tamper("DROP TRIGGER \(trigger)")
            }
            try await desk.tamper(change)
            let findings = try await desk.found()
            #expect(findings.contains(found), "\(findings)")
        }
    }

    @Test("goes on after a row that cannot be read, and names it") func unreadable() async throws {
        try await PaperDesk.with { desk in
            try await Self.fill(desk)
            for trigger in try await desk.strings(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'")
            {
                try await desk.tamper("DROP TRIGGER \(trigger)")
            }
            try await desk.database.write { transaction in
                try transaction.execute("PRAGMA ignore_check_constraints = ON")
                try transaction.execute(
                    "UPDATE document SET pricing = 'inclusivf' WHERE kind = 'receipt'")
                try transaction.execute("UPDATE party SET name = 'Gold'")
            }
            let report = try await Fsck(database: desk.database, objects: desk.objects).run()
            let receipt = try #require(
                try await desk.strings("SELECT id FROM document WHERE kind = 'receipt'").first)
            let row = try #require(report.findings.first { $0.rule == "row_unreadable" })
            #expect(row.area == "books" && row.subject.kind == "document")
            #expect(row.subject.id.contains(receipt))
            #expect(try await desk.found().contains("audit/subject_differs party"))
        }
    }

    @Test("finds nothing in what the product wrote, on both engines") func soundOnBoth()
        async throws
    {
        try await PaperDesk.onBothEngines { desk in
            try await Self.fill(desk)
            let report = try await Fsck(database: desk.database, objects: desk.objects).run()
            #expect(report.findings == [])
            // PostgreSQL says that it was not looked at, or has looked.
            #expect((report.checked["storage"] ?? 0) > 0 || !report.notes.isEmpty)
        }
    }

    /// Something of each kind: an attested receipt, an invoice that is paid, one that is void, a
    /// member, and a draft that was changed and one that was removed.
    private static func fill(_ desk: PaperDesk) async throws {
        let shop = desk.shop
        _ = try await desk.attested()
        let party = try await shop.party("Kilimo")
        let invoice = try await shop.invoice("100.00", to: party)
        try await shop.pay("40.00", party, for: [(invoice, "40.00")])
        let other = try await shop.invoice("70.00", to: party)
        _ = try await shop.perform(VoidInvoice(id: other, day: nil, reason: "Wrong buyer"))
        _ = try await shop.perform(
            AddMember(
                id: shop.newID(User.self), name: "Kevin", email: "kevin@example.org",
                role: .teller, amountLimit: try shop.money("10.00")))
        try await desk.database.write { transaction in
            try transaction.execute(
                """
                INSERT INTO user_account (id, name, email, language, created_at)
                VALUES ($1, 'Nobody', 'nobody@example.org', 'en', 0)
                """, [.id(shop.newID(User.self))])
        }
        try await desk.integrator.integrate()
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
