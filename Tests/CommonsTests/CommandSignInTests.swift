import Ledger
import Storage
import Synchronization
import Testing
import Wire

@testable import Commons

/// Tokens that stand for their claims; the real ones are tried over HTTP.
private final class PlainTokens: AccessTokens {
    private let given = Mutex<[String: AccessClaims]>([:])

    func sign(_ claims: AccessClaims) async throws -> String {
        let token = "\(claims.device)/\(claims.organisation)/\(claims.expiresAt)"
        given.withLock { $0[token] = claims }
        return token
    }

    func verify(_ token: String) async -> AccessClaims? { given.withLock { $0[token] } }
}

@Suite struct CommandSignInTests {
    private static let password = "a long enough sentence"

    static func board(_ house: CommandHouse) throws -> Switchboard {
        let cost = PasswordHash.Cost(kibibytes: 64, passes: 1, lanes: 1)
        return Switchboard(
            executor: house.executor,
            parts: SignInParts(
                secrets: try ServerSecrets(master: ServerSecrets.makeMaster()),
                tokens: PlainTokens(), passwords: PasswordWorker(capacity: 8, cost: cost)))
    }

    static func scene(_ board: Switchboard, _ actor: Actor? = nil) -> Scene {
        board.scene(actor: actor, origin: Origin(requestID: "test", address: "127.0.0.1"))
    }

    static func registration(_ email: String) -> Register {
        Register(
            name: "Wanjiku", email: email, password: password,
            organisation: .init(
                name: "Umoja", kind: .sacco, country: "KE", baseCurrency: .kes))
    }

    static func actor(_ board: Switchboard, _ session: Session) async throws -> Actor {
        let token = try #require(session.accessToken)
        let found = try await board.sessions.actor(of: token)
        return try #require(found)
    }

    @Test func `The walk of a user holds on both engines`() async throws {
        try await CommandHouse.with { house in
            let board = try Self.board(house)
            let first = try await Self.registration("a@example.org").run(in: Self.scene(board))
            let owner = try await Self.actor(board, first)
            #expect(owner.role == .owner)
            let second = try await LogIn(email: "A@example.org", password: Self.password)
                .run(in: Self.scene(board))
            let devices = try await house.executor.ask(ListDevices(), as: owner)
            #expect(devices.items.count == 2)
            let turned = try await Refresh(refreshToken: second.refreshToken)
                .run(in: Self.scene(board))
            #expect(turned.refreshToken != second.refreshToken)
            try await ChangePassword(password: Self.password, newPassword: "another sentence")
                .run(in: Self.scene(board, owner))
            #expect(try await board.sessions.actor(of: turned.accessToken ?? "") == nil)
            #expect(try await board.sessions.actor(of: first.accessToken ?? "") == owner)
            await #expect(throws: Refusal.self) {
                try await LogIn(email: "a@example.org", password: Self.password)
                    .run(in: Self.scene(board))
            }
            _ = try await LogIn(email: "a@example.org", password: "another sentence")
                .run(in: Self.scene(board))
        }
    }

    @Test func `An invited member chooses a password once`() async throws {
        try await CommandHouse.with { house in
            let board = try Self.board(house)
            let session = try await Self.registration("a@example.org").run(in: Self.scene(board))
            let owner = try await Self.actor(board, session)
            let member = try await house.executor.perform(
                AddMember(
                    id: ID(99), name: "Otieno", email: "otieno@example.org", role: .teller,
                    amountLimit: Money(minorUnits: 5_000, currency: .kes)), as: owner)
            #expect(!member.canSignIn)
            let invitation = try await InviteMember(userID: ID(99))
                .run(in: Self.scene(board, owner)).invitation
            let join = Join(invitation: invitation, password: Self.password)
            let joined = try await join.run(in: Self.scene(board))
            let teller = try await Self.actor(board, joined)
            #expect(teller.role == .teller)
            #expect(teller.limit == Money(minorUnits: 5_000, currency: .kes))
            let again = await #expect(throws: Refusal.self) {
                try await join.run(in: Self.scene(board))
            }
            #expect(again?.code == .invitationInvalid)
            let altered = Join(invitation: invitation + "A", password: Self.password)
            await #expect(throws: Refusal.self) { try await altered.run(in: Self.scene(board)) }
        }
    }

    @Test func `An organisation keeps an owner, and only owners make owners`() async throws {
        try await CommandHouse.with { house in
            func change(
                _ user: ID<User>, _ role: Role, by actor: Actor
            ) async -> RefusalCode? {
                do {
                    try await house.executor.perform(
                        ChangeMember(
                            userID: user, role: role, amountLimit: nil, isEnded: nil),
                        as: actor)
                    return nil
                } catch {
                    return (error as? Refusal)?.code
                }
            }
            let admin = Actor(
                user: house.accountant.user, organisation: house.owner.organisation, role: .admin)
            #expect(await change(house.owner.user, .teller, by: house.owner) == .ownRole)
            #expect(await change(house.owner.user, .teller, by: admin) == .roleAboveOwn)
            #expect(await change(house.teller.user, .owner, by: admin) == .roleAboveOwn)
            #expect(await change(house.teller.user, .auditor, by: admin) == nil)
            #expect(await change(house.stranger.user, .auditor, by: admin) == .notFound)
            let ghost = Actor(user: ID(98), organisation: admin.organisation, role: .owner)
            #expect(await change(house.owner.user, .teller, by: ghost) == .lastOwner)
        }
    }

    @Test func `Secrets that are short or repeat themselves are refused, none is shown`() throws {
        #expect(throws: SecretFault.short(16)) {
            try ServerSecrets(master: [UInt8](repeating: 7, count: 16))
        }
        #expect(throws: SecretFault.guessable) {
            try ServerSecrets(master: [UInt8](repeating: 7, count: 32))
        }
        let block = Array(ServerSecrets.makeMaster().prefix(16))
        let typed = Array("correct horse battery staple, said Mama Njeri".utf8)
        let weak = [Array(0..<32), (0..<32).map { 255 &- UInt8($0) &* 3 }, block + block, typed]
        for master in weak {
            #expect(throws: SecretFault.guessable) { try ServerSecrets(master: master) }
        }
        let master = ServerSecrets.makeMaster()
        let secrets = try ServerSecrets(master: master)
        #expect(!"\(secrets)".contains(Hex.encode(master)))
        let other = try ServerSecrets(master: ServerSecrets.makeMaster())
        let sealed = try secrets.seal(Array("secret".utf8))
        #expect(try secrets.unseal(sealed) == Array("secret".utf8))
        #expect(throws: SecretFault.unsealable) { try other.unseal(sealed) }
        #expect(!other.isMark(secrets.mark("a", "b"), of: "a", "b"))
        #expect(!secrets.isMark(secrets.mark("a", "b"), of: "c", "b"))
    }
}
