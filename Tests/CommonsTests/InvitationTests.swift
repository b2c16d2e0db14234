import Ledger
import Storage
import Testing
import Wire

@testable import Commons

/// Who may become a member of what, and how often a code may be guessed: over both engines.
@Suite struct InvitationTests {
    /// Two organisations that do not know each other, and somebody both would have.
    private struct Town {
        let house: CommandHouse
        let board: Switchboard
        let bank: Actor
        let stranger: Actor

        static let password = "a long enough sentence"

        static func with(_ body: @escaping @Sendable (Town) async throws -> Void) async throws {
            try await CommandHouse.with { house in
                let board = try CommandSignInTests.board(house)
                let bank = try await CommandSignInTests.registration("bank@example.org")
                    .run(in: CommandSignInTests.scene(board))
                let shop = try await CommandSignInTests.registration("shop@example.org")
                    .run(in: CommandSignInTests.scene(board))
                try await body(
                    Town(
                        house: house, board: board,
                        bank: try await CommandSignInTests.actor(board, bank),
                        stranger: try await CommandSignInTests.actor(board, shop)))
            }
        }

        func add(_ number: UInt128, _ email: String, _ role: Role, by actor: Actor) async throws
            -> ID<User>
        {
            try await house.executor.perform(
                AddMember(
                    id: ID(number), name: "Cheptoo", email: email, role: role, amountLimit: nil),
                as: actor
            ).userID
        }

        func invitation(_ user: ID<User>, by actor: Actor) async throws -> String {
            try await InviteMember(userID: user)
                .run(in: CommandSignInTests.scene(board, actor)).invitation
        }

        func join(_ invitation: String, _ password: String = password) async throws -> Actor {
            let session = try await Join(invitation: invitation, password: password)
                .run(in: CommandSignInTests.scene(board))
            return try await CommandSignInTests.actor(board, session)
        }

        func logIn(_ email: String) async throws -> Session {
            try await LogIn(email: email, password: Self.password)
                .run(in: CommandSignInTests.scene(board))
        }

        func code(_ body: () async throws -> Void) async -> RefusalCode? {
            do { try await body() } catch { return (error as? Refusal)?.code }
            return nil
        }
    }

    @Test func `An invitation of one organisation opens no other`() async throws {
        try await Town.with { town in
            let cheptoo = try await town.add(90, "cheptoo@example.org", .owner, by: town.bank)
            // A stranger who knows the address writes it down too, and takes up the own invitation.
            let same = try await town.add(
                91, "cheptoo@example.org", .teller, by: town.stranger)
            #expect(same == cheptoo)
            let text = try await town.invitation(cheptoo, by: town.stranger)
            let joined = try await town.join(text)
            #expect(joined.organisation == town.stranger.organisation)
            #expect(joined.role == .teller)
            let me = try await town.house.executor.ask(GetMe(), as: joined)
            #expect(me.memberships.count == 1)
            let there = Actor(
                user: cheptoo, organisation: town.bank.organisation, role: .owner)
            let members = try await town.house.executor.ask(ListMembers(), as: town.bank)
            #expect(members.items.first { $0.userID == cheptoo }?.canSignIn == false)
            let found = try await town.house.database.read {
                try Membership.actor(there.user, in: there.organisation, $0)
            }
            #expect(found == nil)
        }
    }

    @Test func `Who has an account joins with its own password, not by being written down`()
        async throws
    {
        try await Town.with { town in
            let user = try await town.add(92, "shop@example.org", .accountant, by: town.bank)
            #expect(user == town.stranger.user)
            let before = try await town.logIn("shop@example.org")
            #expect(before.organisation.id == town.stranger.organisation)
            let none = try await town.house.database.read {
                try Membership.actor(user, in: town.bank.organisation, $0)
            }
            #expect(none == nil)
            let text = try await town.invitation(user, by: town.bank)
            let guessed = await town.code { _ = try await town.join(text, "another sentence") }
            #expect(guessed == .wrongCredentials)
            let joined = try await town.join(text)
            #expect(joined.organisation == town.bank.organisation)
            #expect(joined.role == .accountant)
            let again = await town.code { _ = try await town.join(text) }
            #expect(again == .invitationInvalid)
            // A member is neither written down nor invited a second time.
            let twice = await town.code {
                _ = try await town.add(97, "shop@example.org", .teller, by: town.bank)
            }
            #expect(twice == .memberExists)
            let invited = await town.code {
                _ = try await town.invitation(user, by: town.bank)
            }
            #expect(invited == .memberExists)
        }
    }

    @Test func `An invitation is no way to a role above one's own`() async throws {
        try await Town.with { town in
            let admin = try await town.add(93, "admin@example.org", .admin, by: town.bank)
            let text = try await town.invitation(admin, by: town.bank)
            let actor = try await town.join(text)
            let owner = try await town.add(94, "owner@example.org", .owner, by: town.bank)
            let code = await town.code { _ = try await town.invitation(owner, by: actor) }
            #expect(code == .roleAboveOwn)
            _ = try await town.invitation(owner, by: town.bank)
        }
    }

    @Test func `An invitation is to what was granted when it was made, and to nothing later`()
        async throws
    {
        try await Town.with { town in
            func change(
                _ user: ID<User>, _ role: Role, limit: Int64? = nil, ended: Bool = false
            ) async throws {
                try await town.house.executor.perform(
                    ChangeMember(
                        userID: user, role: role,
                        amountLimit: limit.map { Money(minorUnits: $0, currency: .kes) },
                        isEnded: ended), as: town.bank)
            }
            func refusal(_ text: String) async -> RefusalCode? {
                await town.code { _ = try await town.join(text) }
            }
            let added = try await town.add(80, "admin@example.org", .admin, by: town.bank)
            let admin = try await town.join(try await town.invitation(added, by: town.bank))

            // What an administrator keeps in hand does not grow with the membership.
            let raised = try await town.add(81, "raised@example.org", .accountant, by: admin)
            let kept = try await town.invitation(raised, by: admin)
            try await change(raised, .owner)
            #expect(await refusal(kept) == .invitationInvalid)
            // Nor does it come back when the membership does.
            try await change(raised, .accountant)
            #expect(await refusal(kept) == .invitationInvalid)
            try await change(raised, .owner)
            let owner = try await town.join(try await town.invitation(raised, by: town.bank))
            #expect(owner.role == .owner)

            let renewed = try await town.add(82, "renewed@example.org", .teller, by: admin)
            let former = try await town.invitation(renewed, by: admin)
            try await change(renewed, .teller, ended: true)
            #expect(await refusal(former) == .invitationInvalid)
            try await change(renewed, .teller)
            #expect(await refusal(former) == .invitationInvalid)
            let limited = try await town.invitation(renewed, by: admin)
            try await change(renewed, .teller, limit: 5_000)
            #expect(await refusal(limited) == .invitationInvalid)
            // Two were made and one is in somebody's hands: the last.
            let first = try await town.invitation(renewed, by: admin)
            let last = try await town.invitation(renewed, by: admin)
            #expect(await refusal(first) == .invitationInvalid)
            let teller = try await town.join(last)
            #expect(teller.limit == Money(minorUnits: 5_000, currency: .kes))
        }
    }

    @Test func `The mark holds what was granted, whatever the generation says`() async throws {
        try await Town.with { town in
            let user = try await town.add(83, "marked@example.org", .teller, by: town.bank)
            let text = try await town.invitation(user, by: town.bank)
            for (set, back) in [
                ("role = 'owner'", "role = 'teller'"),
                ("amount_limit = 1, currency = 'KES'", "amount_limit = NULL, currency = NULL"),
            ] {
                func write(_ set: String) async throws {
                    try await town.house.database.write { transaction in
                        try transaction.execute(
                            "UPDATE membership SET \(set) WHERE user_id = $1", [.id(user)])
                    }
                }
                try await write(set)
                let code = await town.code { _ = try await town.join(text) }
                #expect(code == .invitationInvalid)
                try await write(back)
            }
            #expect(try await town.join(text).role == .teller)
        }
    }

    @Test func `Who has left, or may invite no more, leaves no way in behind`() async throws {
        try await Town.with { town in
            for (number, role, ended) in [(UInt128(84), Role.admin, true), (86, .teller, false)] {
                let added = try await town.add(
                    number, "left\(number)@example.org", .admin, by: town.bank)
                let admin = try await town.join(try await town.invitation(added, by: town.bank))
                let user = try await town.add(
                    number + 1, "back\(number)@example.org", .accountant, by: admin)
                let text = try await town.invitation(user, by: admin)
                try await town.house.executor.perform(
                    ChangeMember(userID: added, role: role, amountLimit: nil, isEnded: ended),
                    as: town.bank)
                let code = await town.code { _ = try await town.join(text) }
                #expect(code == .invitationInvalid)
            }
        }
    }

    @Test func `A change while the password is being hashed counts`() async throws {
        try await Town.with { town in
            let user = try await town.add(88, "slow@example.org", .teller, by: town.bank)
            let text = try await town.invitation(user, by: town.bank)
            let passwords = town.board.parts.passwords
            let (held, holding) = AsyncStream.makeStream(of: Void.self)
            let (released, release) = AsyncStream.makeStream(of: Void.self)
            let holder = Task {
                try await passwords.verify("x", against: nil) {
                    holding.yield()
                    for await _ in released { break }
                }
            }
            for await _ in held { break }
            let joining = Task { await town.code { _ = try await town.join(text) } }
            while passwords.waiting == 0 { await Task.yield() }
            try await town.house.executor.perform(
                ChangeMember(userID: user, role: .owner, amountLimit: nil, isEnded: nil),
                as: town.bank)
            release.yield()
            _ = try await holder.value
            #expect(await joining.value == .invitationInvalid)
        }
    }

    @Test func `A limit below nothing is refused at its field`() async throws {
        try await Town.with { town in
            let below = Money(minorUnits: -500, currency: .kes)
            let added = await #expect(throws: Refusal.self) {
                try await town.house.executor.perform(
                    AddMember(
                        id: ID(89), name: "Cheptoo", email: "below@example.org", role: .teller,
                        amountLimit: below), as: town.bank)
            }
            let user = try await town.add(89, "below@example.org", .teller, by: town.bank)
            let changed = await #expect(throws: Refusal.self) {
                try await town.house.executor.perform(
                    ChangeMember(
                        userID: user, role: .teller, amountLimit: below, isEnded: nil),
                    as: town.bank)
            }
            for refusal in [added, changed] {
                #expect(refusal?.code == .invalidRequest)
                #expect(refusal?.pointer == "/amount_limit/amount")
            }
            try await town.house.executor.perform(
                ChangeMember(
                    userID: user, role: .teller, amountLimit: .zero(.kes), isEnded: nil),
                as: town.bank)
        }
    }

    @Test func `An owner who has not joined is not the last one that is needed`() async throws {
        try await Town.with { town in
            let second = try await town.add(95, "second@example.org", .owner, by: town.bank)
            let other = Actor(user: second, organisation: town.bank.organisation, role: .owner)
            let code = await town.code {
                try await town.house.executor.perform(
                    ChangeMember(
                        userID: town.bank.user, role: .auditor, amountLimit: nil, isEnded: nil),
                    as: other)
            }
            #expect(code == .lastOwner)
        }
    }

    @Test func `Codes are guessed a few times, from however many places`() async throws {
        try await Town.with { town in
            let scene = CommandSignInTests.scene(town.board, town.bank)
            _ = try await StartTotp(password: Town.password).run(in: scene)
            let stored = try await town.house.database.read {
                try StoredAccount.find("bank@example.org", in: $0)
            }
            let sealed = try #require(stored?.sealedTotp)
            let secret = try town.board.parts.secrets.unseal(sealed)
            func code(_ wrong: Bool = false) -> String {
                let seconds = town.house.clock.now().microseconds / 1_000_000
                let step = OneTimeCode.step(at: seconds)
                return wrong ? "000" : OneTimeCode.code(secret: secret, step: step)
            }
            _ = try await ConfirmTotp(code: code()).run(in: scene)
            town.house.clock.pass(seconds: 60)
            var codes: [RefusalCode?] = []
            for turn in 0..<12 {
                let place = town.board.scene(
                    actor: nil, origin: Origin(requestID: "test", address: "10.0.0.\(turn)"))
                codes.append(
                    await town.code {
                        _ = try await LogIn(
                            email: "bank@example.org", password: Town.password, code: code(true)
                        ).run(in: place)
                    })
            }
            #expect(codes.prefix(5).allSatisfy { $0 == .totpWrong })
            #expect(codes.dropFirst(5).allSatisfy { $0 == .tooManyAttempts })
            town.house.clock.pass(seconds: 900)
            let session = try await LogIn(
                email: "bank@example.org", password: Town.password, code: code()
            ).run(in: CommandSignInTests.scene(town.board))
            #expect(session.role == .owner)
        }
    }
}
