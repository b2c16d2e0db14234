import Crypto
import Ledger
import Storage
import Testing
import Wire

@testable import Commons

@Suite struct CommandExecutorTests {
    @Test func `A command leaves its effect, audit row, change, log leaf and job together`()
        async throws
    {
        try await CommandHouse.with { house in
            let reply = try await house.executor.perform(
                KeepNote(name: "a", text: "hello"), as: house.accountant)
            #expect(reply.text == "hello")
            for table in ["setting", "audit", "change", "log_entry", "job"] {
                #expect(try await house.count("SELECT COUNT(*) FROM \(table)") == 1, "\(table)")
            }
            let note = try await house.executor.ask(ReadNote(name: "a"), as: house.teller)
            #expect(note == "hello")
            let page = try await house.executor.ask(
                ListAudit(after: nil, subjectKind: nil, subjectID: nil, limit: nil),
                as: house.owner)
            #expect(page.items.map(\.command) == ["note.keep"])
            #expect(page.items[0].user.id == house.accountant.user)
            #expect(page.items[0].after == .object([("text", .string("hello"))]))
        }
    }

    @Test func `The log leaf can be computed again from the audit row`() async throws {
        try await CommandHouse.with { house in
            try await house.executor.perform(
                KeepNote(name: "a", text: "x"), as: house.owner, requestID: "r-1")
            let audit = try await house.executor.ask(
                ListAudit(after: nil, subjectKind: "note", subjectID: "a", limit: 1),
                as: house.owner)
            let record = try #require(audit.items.first)
            let bytes = JSONValue.array([
                .string(record.id.text), .string(house.owner.organisation.text),
                .string(house.owner.user.text), .null, .string("note.keep"), .string("note"),
                .string("a"), .null, .object([("text", .string("x"))]), .null, .string("r-1"),
                .integer(record.at.microseconds),
            ]).bytes
            let leaf = try await house.database.read { snapshot in
                try snapshot.first("SELECT leaf FROM log_entry WHERE id = $1", [.id(record.id)]) {
                    try $0.bytes(0)
                }
            }
            #expect(leaf == Array(Crypto.SHA256.hash(data: [0] + bytes)))
        }
    }

    @Test(arguments: [true, false])
    func `A refused or failed command leaves nothing`(refuses: Bool) async throws {
        try await CommandHouse.with { house in
            await #expect(throws: (any Error).self) {
                try await house.executor.perform(Fail(refuses: refuses), as: house.owner)
            }
            for table in ["setting", "audit", "change", "log_entry", "job"] {
                let left = try await house.count("SELECT COUNT(*) FROM \(table)")
                #expect(left == 0, "\(table)")
            }
        }
    }

    @Test func `Who does not hold the action is refused`() async throws {
        try await CommandHouse.with { house in
            let error = await #expect(throws: Refusal.self) {
                try await house.executor.perform(
                    KeepNote(name: "a", text: "x"), as: house.teller)
            }
            #expect(error?.code == .forbidden)
            let left = try await house.count("SELECT COUNT(*) FROM setting")
            #expect(left == 0)
        }
    }

    @Test func `Another organisation's rows are not found`() async throws {
        try await CommandHouse.with { house in
            try await house.executor.perform(KeepNote(name: "a", text: "x"), as: house.owner)
            let error = await #expect(throws: Refusal.self) {
                try await house.executor.ask(ReadNote(name: "a"), as: house.stranger)
            }
            #expect(error?.code == .notFound)
            let audit = try await house.executor.ask(
                ListAudit(after: nil, subjectKind: nil, subjectID: nil, limit: nil),
                as: house.stranger)
            #expect(audit.items.isEmpty)
            let changes = try await house.executor.ask(
                ListChanges(after: nil, limit: nil), as: house.stranger)
            #expect(changes.items.isEmpty)
        }
    }

    @Test func `The change feed goes on where a client stopped`() async throws {
        try await CommandHouse.with { house in
            for name in ["a", "b", "c"] {
                try await house.executor.perform(KeepNote(name: name, text: "x"), as: house.owner)
            }
            let first = try await house.executor.ask(
                ListChanges(after: nil, limit: 2), as: house.owner)
            #expect(first.items.map(\.subject.id) == ["a", "b"])
            #expect(first.hasMore)
            let second = try await house.executor.ask(
                ListChanges(after: first.next, limit: 2), as: house.owner)
            #expect(second.items.map(\.subject.id) == ["c"])
            #expect(!second.hasMore)
            let third = try await house.executor.ask(
                ListChanges(after: second.next, limit: nil), as: house.owner)
            #expect(third.items.isEmpty)
            #expect(third.next == second.next)
        }
    }

    @Test func `The business day is the organisation's own`() async throws {
        try await CommandHouse.with { house in
            // 23:30 in London is the next day in Nairobi.
            house.clock.pass(seconds: 14 * 3_600 + 1_800)
            #expect(house.clock.now().rfc3339 == "2026-11-23T23:30:00Z")
            let day = try await house.executor.transact(
                "test", as: house.owner, requestID: "t"
            ) { $0.today }
            #expect(day.iso == "2026-11-24")
        }
    }
}
