import Ledger
import Storage
import Testing
import Wire

@testable import Commons

/// An address that somebody else took, and how its owner gets it: over both engines.
@Suite struct AccountDeskTests {
    private static let reason = "Alice showed her passport"

    @Test func `An address that another took is freed, and its owner registers with it`()
        async throws
    {
        try await CommandHouse.with { house in
            let board = try CommandSignInTests.board(house)
            let desk = AccountDesk(executor: house.executor)
            func scene(_ actor: Actor? = nil) -> Scene { CommandSignInTests.scene(board, actor) }
            func register(_ email: String) async throws -> Session {
                try await CommandSignInTests.registration(email).run(in: scene())
            }
            let taken = try await register("alice@example.org")
            let squatter = try await CommandSignInTests.actor(board, taken)
            await #expect(throws: Refusal.self) { try await register("alice@example.org") }
            // Meanwhile a bank that knows Alice writes her down.
            let bank = try await CommandSignInTests.actor(
                board, try await register("bank@example.org"))
            func add(_ number: UInt128) async throws -> Member {
                try await house.executor.perform(
                    AddMember(
                        id: ID(number), name: "Alice", email: "alice@example.org",
                        role: .accountant, amountLimit: nil), as: bank)
            }
            #expect(try await add(70).userID == squatter.user)

            let before = try await desk.show("Alice@Example.org")
            #expect(before.user.id == squatter.user && before.canSignIn)
            #expect(Set(before.memberships.map(\.standing)) == [.joined, .awaited])
            // What happens in one moment has no order in the trail.
            house.clock.pass(seconds: 1)
            let after = try await desk.move(
                "alice@example.org", to: "Other@example.org", because: Self.reason)
            #expect(after.user.email == "other@example.org")
            #expect(Set(after.memberships.map(\.standing)) == [.joined, .ended])

            // The account keeps its books, under the other address and in a new session.
            #expect(try await board.sessions.actor(of: taken.accessToken ?? "") == nil)
            let refreshed = await Self.code {
                _ = try await Refresh(refreshToken: taken.refreshToken).run(in: scene())
            }
            #expect(refreshed == .sessionEnded)
            let again = try await LogIn(
                email: "other@example.org", password: "a long enough sentence"
            ).run(in: scene())
            #expect(again.organisation.id == squatter.organisation)

            // Alice has her address, and the bank invites her and nobody else.
            let alice = try await CommandSignInTests.actor(
                board, try await register("alice@example.org"))
            #expect(alice.user != squatter.user)
            let member = try await add(71)
            #expect(member.userID == alice.user)
            let invited = try await InviteMember(userID: alice.user).run(in: scene(bank))
            let joined = try await Join(
                invitation: invited.invitation, password: "a long enough sentence"
            ).run(in: scene())
            #expect(joined.organisation.id == bank.organisation)
            let stale = await Self.code {
                _ = try await InviteMember(userID: squatter.user).run(in: scene(bank))
            }
            #expect(stale == .notFound)
            try await Self.checkTrail(house, of: squatter, in: [squatter, bank])
        }
    }

    /// Both organisations can read what was done, by nobody of theirs, and why.
    private static func checkTrail(
        _ house: CommandHouse, of squatter: Actor, in readers: [Actor]
    ) async throws {
        for reader in readers {
            let trail = try await house.executor.ask(
                ListAudit(
                    after: nil, subjectKind: "member", subjectID: squatter.user.text, limit: nil),
                as: reader)
            let moved = try #require(trail.items.first { $0.command == "user.move" })
            #expect(moved.reason == reason && moved.user.id == ID(0))
            #expect(moved.after?["email"]?.string == "other@example.org")
        }
        let report = try await Fsck(database: house.database, objects: nil).run()
        // The house's own people and places were put there by the test, and nobody entered them.
        let found = report.findings.filter {
            $0.area == FsckArea.audit.rawValue
                && !($0.rule == "trace_missing"
                    && $0.subject.id.hasPrefix("00000000-0000-0000-0000-"))
        }
        #expect(found == [])
    }

    @Test func `An account is not moved to another's address, to none, or without a reason`()
        async throws
    {
        try await CommandHouse.with { house in
            let board = try CommandSignInTests.board(house)
            for email in ["a@example.org", "b@example.org"] {
                _ = try await CommandSignInTests.registration(email)
                    .run(in: CommandSignInTests.scene(board))
            }
            let desk = AccountDesk(executor: house.executor)
            func code(_ old: String, _ new: String, _ reason: String) async -> RefusalCode? {
                await Self.code { _ = try await desk.move(old, to: new, because: reason) }
            }
            #expect(await code("a@example.org", "b@example.org", Self.reason) == .emailTaken)
            #expect(await code("a@example.org", "A@example.org", Self.reason) == .emailTaken)
            #expect(await code("a@example.org", "nowhere", Self.reason) == .invalidRequest)
            #expect(await code("x@example.org", "c@example.org", Self.reason) == .notFound)
            #expect(await code("a@example.org", "c@example.org", " \u{200B}") == .blankReason)
            let still = try await desk.show("a@example.org")
            #expect(still.memberships.map(\.standing) == [.joined])
        }
    }

    private static func code(_ body: () async throws -> Void) async -> RefusalCode? {
        do { try await body() } catch { return (error as? Refusal)?.code }
        return nil
    }
}
