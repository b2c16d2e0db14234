import Ledger
import Storage
import Testing
import Wire

@testable import Commons

/// Guessing at one account from many networks: over both engines.
@Suite struct AccountBudgetTests {
    private static let email = "bank@example.org"
    private static let password = "a long enough sentence"

    private struct Street: Sendable {
        let house: CommandHouse
        let board: Switchboard

        static func with(_ body: @escaping @Sendable (Street) async throws -> Void) async throws {
            try await CommandHouse.with { house in
                let board = try CommandSignInTests.board(house)
                _ = try await CommandSignInTests.registration(email)
                    .run(in: CommandSignInTests.scene(board))
                try await body(Street(house: house, board: board))
            }
        }

        /// Nil: signed in.
        func logIn(
            _ email: String = email, _ password: String = password, from network: String,
            cookies: [String: String] = [:]
        ) async throws -> Refusal? {
            let scene = board.scene(
                actor: nil,
                origin: Origin(
                    requestID: "test", address: network, isWeb: !cookies.isEmpty,
                    cookies: cookies))
            do {
                _ = try await LogIn(email: email, password: password).run(in: scene)
                return nil
            } catch let refusal as Refusal {
                return refusal
            }
        }

        /// What wrong passwords are answered, so many from each network.
        func guess(
            at email: String = email, networks: ClosedRange<Int>, each count: Int
        ) async throws -> [Refusal] {
            var answers: [Refusal] = []
            for network in networks {
                for turn in 0..<count {
                    let answer = try await logIn(
                        email, "wrong \(network) \(turn)", from: "10.0.0.\(network)")
                    answers.append(try #require(answer))
                }
            }
            return answers
        }
    }

    private static func looked(_ answers: [Refusal]) -> Int {
        answers.count { $0.code == .wrongCredentials }
    }

    @Test func `However many networks guess, an account is looked at a few times a minute`()
        async throws
    {
        try await Street.with { street in
            let first = try await street.guess(networks: 2...11, each: 5)
            #expect(Self.looked(first) == 16)
            let waits = first.filter { $0.code != .wrongCredentials }
            #expect(waits.count == 34)
            for refusal in waits {
                #expect(refusal.code == .tooManyAttempts)
                #expect((1...60).contains(refusal.retryAfter ?? 0))
            }
            for _ in 0..<5 {
                street.house.clock.pass(seconds: 60)
                #expect(Self.looked(try await street.guess(networks: 2...40, each: 2)) == 6)
            }
        }
    }

    @Test func `Where somebody signed in before, no guessing from elsewhere slows them`()
        async throws
    {
        try await Street.with { street in
            _ = try await street.guess(networks: 2...40, each: 2)
            // Another device in the network of the registration.
            #expect(try await street.logIn(from: "127.0.0.1") == nil)
            // A browser that signed in before, elsewhere.
            let stored = try await street.house.database.read {
                try StoredAccount.find(Self.email, in: $0)
            }
            let user = try #require(stored?.user.id)
            let cookie = KnownDevice.cookie(for: user, street.board.parts.secrets)
            let known = [Cookie.known: cookie]
            #expect(try await street.logIn(from: "10.9.9.9", cookies: known) == nil)
            // That was a sign-in from there: the network is known from now on, for 90 days.
            #expect(try await street.logIn(from: "10.9.9.9") == nil)
            #expect(try await street.logIn(from: "10.9.9.8") != nil)
            // Five guesses of its own slow it all the same, for itself.
            for turn in 0..<5 {
                let answer = try await street.logIn(
                    Self.email, "wrong \(turn)", from: "127.0.0.1")
                #expect(answer?.code == .wrongCredentials)
            }
            let slowed = try await street.logIn(from: "127.0.0.1")
            #expect(slowed?.code == .tooManyAttempts && slowed?.retryAfter == 2)
            #expect(try await street.logIn(from: "10.9.9.9") == nil)
            street.house.clock.pass(seconds: SignInPlace.rememberedSeconds + 1)
            _ = try await street.guess(networks: 2...40, each: 2)
            #expect(try await street.logIn(from: "10.9.9.9")?.code == .tooManyAttempts)
        }
    }

    @Test func `From a new network the true user waits a minute at most while a few guess`()
        async throws
    {
        try await Street.with { street in
            _ = try await street.guess(networks: 2...11, each: 5)
            for _ in 0..<3 {
                street.house.clock.pass(seconds: 60)
                _ = try await street.guess(networks: 2...6, each: 20)
            }
            // Five networks ask all the time and have asked for the next minute already.
            let answer = try await street.logIn(from: "10.1.1.1")
            if let answer {
                #expect(answer.code == .tooManyAttempts)
                let seconds = try #require(answer.retryAfter)
                #expect((1...60).contains(seconds))
                street.house.clock.pass(seconds: Int64(seconds))
                _ = try await street.guess(networks: 2...6, each: 20)
                #expect(try await street.logIn(from: "10.1.1.1") == nil)
            }
        }
    }

    @Test func `An account that does not exist is slowed like one that does`() async throws {
        try await Street.with { street in
            var answers: [[Refusal]] = []
            for email in [Self.email, "nobody@example.org"] {
                answers.append(try await street.guess(at: email, networks: 2...11, each: 5))
            }
            #expect(answers[0] == answers[1])
        }
    }

    @Test func `Signing in is no failure`() async throws {
        try await Street.with { street in
            for turn in 0..<30 {
                let refused = try await street.logIn(from: "10.2.0.\(turn)")
                #expect(refused == nil)
            }
        }
    }

    @Test func `The books keep no address`() async throws {
        try await Street.with { street in
            #expect(try await street.logIn(from: "10.7.7.7") == nil)
            let marks = try await street.house.database.read { snapshot in
                try snapshot.rows("SELECT network FROM device ORDER BY created_at, id") {
                    try $0.bytes(0)
                }
            }
            #expect(marks.count == 2 && Set(marks).count == 2)
            #expect(marks.allSatisfy { $0.count == 32 })
        }
    }
}
