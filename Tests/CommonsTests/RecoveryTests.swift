import Ledger
import Storage
import Testing
import Wire

@testable import Commons

/// A way back for whoever forgot the password: over both engines.
@Suite struct RecoveryTests {
    private static let old = "a long enough sentence"
    private static let new = "two grey geese at noon"
    private static let reason = "Alice came to the counter"

    private struct Town {
        let house: CommandHouse
        let board: Switchboard
        let session: Session
        let alice: Actor

        static func with(_ body: @escaping @Sendable (Town) async throws -> Void) async throws {
            try await CommandHouse.with { house in
                let board = try CommandSignInTests.board(house)
                let session = try await CommandSignInTests.registration("alice@example.org")
                    .run(in: CommandSignInTests.scene(board))
                try await body(
                    Town(
                        house: house, board: board, session: session,
                        alice: try await CommandSignInTests.actor(board, session)))
            }
        }

        var scene: Scene { CommandSignInTests.scene(board) }

        func code(forgettingFactor: Bool = false) async throws -> String {
            try await AccountDesk(executor: house.executor).recover(
                "Alice@example.org", forgettingFactor: forgettingFactor, because: reason,
                board.parts.secrets
            ).code
        }

        func recover(_ code: String, _ password: String = new) async throws
            -> RecoverAccount.Reply
        {
            try await RecoverAccount(recovery: code, password: password).run(in: scene)
        }

        func logIn(_ password: String) async throws -> Session {
            try await LogIn(email: "alice@example.org", password: password).run(in: scene)
        }

        /// Sets up a second factor, as an authenticator does.
        func addFactor() async throws {
            let scene = CommandSignInTests.scene(board, alice)
            _ = try await StartTotp(password: old).run(in: scene)
            let stored = try await house.database.read {
                try StoredAccount.find("alice@example.org", in: $0)
            }
            let secret = try board.parts.secrets.unseal(try #require(stored?.sealedTotp))
            let step = OneTimeCode.step(at: house.clock.now().microseconds / 1_000_000)
            _ = try await ConfirmTotp(code: OneTimeCode.code(secret: secret, step: step))
                .run(in: scene)
        }
    }

    private static func refusal(_ body: () async throws -> Void) async -> RefusalCode? {
        do { try await body() } catch { return (error as? Refusal)?.code }
        return nil
    }

    @Test func `A code sets another password once, and ends every session`() async throws {
        try await Town.with { town in
            let (code, other) = (try await town.code(), try await town.code())
            let reply = try await town.recover(code)
            #expect(reply.email == "alice@example.org" && !reply.asksCode)
            #expect(try await town.board.sessions.actor(of: town.session.accessToken ?? "") == nil)
            let refreshed = await Self.refusal {
                _ = try await Refresh(refreshToken: town.session.refreshToken).run(in: town.scene)
            }
            #expect(refreshed == .sessionEnded)
            #expect(await Self.refusal { _ = try await town.logIn(Self.old) } == .wrongCredentials)
            #expect(try await town.logIn(Self.new).organisation.id == town.alice.organisation)
            // Nor does one that was made beside it open anything any more.
            for used in [code, other] {
                #expect(
                    await Self.refusal { _ = try await town.recover(used, "three brown hens sit") }
                        == .recoveryInvalid)
            }
        }
    }

    @Test func `A code lasts an hour, as it was made, for the password that it was made for`()
        async throws
    {
        try await Town.with { town in
            let code = try await town.code()
            #expect(await Self.refusal { _ = try await town.recover(code, "short") }
                == .weakPassword)
            var parts = code.split(separator: ".").map(String.init)
            parts[1] = "factor"
            let foreign = try CommandSignInTests.board(town.house).parts.secrets
            let elsewhere = try await AccountDesk(executor: town.house.executor).recover(
                "alice@example.org", forgettingFactor: false, because: Self.reason, foreign
            ).code
            for wrong in [parts.joined(separator: "."), elsewhere, "", "a.b.c.d", code + "x"] {
                #expect(await Self.refusal { _ = try await town.recover(wrong) }
                    == .recoveryInvalid, "\(wrong)")
            }
            let signedIn = CommandSignInTests.scene(town.board, town.alice)
            _ = try await ChangePassword(password: Self.old, newPassword: "three brown hens sit")
                .run(in: signedIn)
            #expect(await Self.refusal { _ = try await town.recover(code) } == .recoveryInvalid)
            let late = try await town.code()
            town.house.clock.pass(seconds: RecoveryCode.lifetimeSeconds + 1)
            #expect(await Self.refusal { _ = try await town.recover(late) } == .recoveryInvalid)
            #expect(try await town.logIn("three brown hens sit").user.email == "alice@example.org")
        }
    }

    @Test func `The second factor stays, unless it is lost too`() async throws {
        try await Town.with { town in
            try await town.addFactor()
            #expect(try await town.recover(try await town.code()).asksCode)
            #expect(await Self.refusal { _ = try await town.logIn(Self.new) } == .totpRequired)
            let reply = try await town.recover(
                try await town.code(forgettingFactor: true), "three brown hens sit")
            #expect(!reply.asksCode)
            #expect(try await town.logIn("three brown hens sit").user.id == town.alice.user)
            let findings = try await town.house.database.read { snapshot in
                try TrailCheck(snapshot: snapshot).users()
            }
            #expect(findings.isEmpty)
        }
    }

    @Test func `The trail of her organisation has the code, its reason and its use`() async throws {
        try await Town.with { town in
            let code = try await town.code()
            town.house.clock.pass(seconds: 1)
            _ = try await town.recover(code)
            let trail = try await town.house.executor.ask(
                ListAudit(subjectID: town.alice.user.text), as: town.alice
            ).items
            #expect(trail.prefix(2).map(\.command) == ["auth.recover", "user.recovery"])
            #expect(trail.prefix(2).last?.reason == Self.reason)
            let text = try trail.map { try WireEncoder.encode($0) }
            #expect(!text.contains { String(decoding: $0, as: UTF8.self).contains(code) })
        }
    }

    @Test func `No code is made without a reason, for nobody, or before a first password`()
        async throws
    {
        try await Town.with { town in
            _ = try await town.house.executor.perform(
                AddMember(
                    id: ID(77), name: "Cheptoo", email: "cheptoo@example.org", role: .teller,
                    amountLimit: nil), as: town.alice)
            let desk = AccountDesk(executor: town.house.executor)
            for (email, reason, wanted) in [
                ("alice@example.org", " ", RefusalCode.blankReason),
                ("nobody@example.org", Self.reason, .notFound),
                ("cheptoo@example.org", Self.reason, .notFound),
            ] {
                let code = await Self.refusal {
                    _ = try await desk.recover(
                        email, forgettingFactor: false, because: reason,
                        town.board.parts.secrets)
                }
                #expect(code == wanted)
            }
        }
    }
}
