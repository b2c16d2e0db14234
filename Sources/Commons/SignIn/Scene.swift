import Ledger
import Storage
import Synchronization

/// What a procedure works with: who asks, from where, and the parts of sign-in.
public final class Scene: Sendable {
    let actor: Actor?
    let origin: Origin
    let executor: CommandExecutor
    let parts: SignInParts
    private let answered = Mutex<[Cookie]>([])

    init(actor: Actor?, origin: Origin, executor: CommandExecutor, parts: SignInParts) {
        self.actor = actor
        self.origin = origin
        self.executor = executor
        self.parts = parts
    }

    var now: Instant { executor.clock.now() }
    var database: any Database { executor.database }
    var cookies: [Cookie] { answered.withLock { $0 } }

    func setCookies(_ cookies: [Cookie]) { answered.withLock { $0 += cookies } }

    func signedIn() throws(Refusal) -> Actor {
        guard let actor else { throw .unauthenticated }
        return actor
    }

    func transact<T: Sendable>(
        _ name: String, as actor: Actor, _ body: @escaping @Sendable (LiveWork) throws -> T
    ) async throws -> T {
        try await executor.transact(name, as: actor, requestID: origin.requestID, body)
    }
}

/// What signing in needs besides the database.
public struct SignInParts: Sendable {
    public let secrets: ServerSecrets
    let tokens: any AccessTokens
    let passwords: PasswordWorker
    let lockout: Lockout
    /// The same for all places together in which an account never signed in.
    let budget: AccountBudget
    /// The same for the codes of authenticators.
    let codes: Lockout
    /// How often one address may try links that need no account.
    let links: RateLimit
    /// Whether anybody may register an organisation.
    let registration: Registration

    public enum Registration: String, Sendable, CaseIterable {
        case open
        /// Only while there is no organisation yet.
        case first
        case closed
    }

    /// Enough for an office behind one address, and nothing for whoever guesses at 2^256.
    private static let linksPerMinute = 60

    public init(
        secrets: ServerSecrets, tokens: any AccessTokens, passwords: PasswordWorker,
        registration: Registration = .open, cache: any Cache = MemoryCache()
    ) {
        lockout = .passwords(cache)
        budget = AccountBudget(cache: cache)
        codes = .codes(cache)
        links = RateLimit(perMinute: Self.linksPerMinute, cache: cache)
        self.secrets = secrets
        self.tokens = tokens
        self.passwords = passwords
        self.registration = registration
    }
}

/// Brings requests to operations, whatever carried them.
public final class Switchboard: Sendable {
    public let executor: CommandExecutor
    public let sessions: SessionDirectory
    public let parts: SignInParts

    public init(executor: CommandExecutor, parts: SignInParts) {
        self.executor = executor
        self.parts = parts
        sessions = SessionDirectory(
            database: executor.database, tokens: parts.tokens, clock: executor.clock)
    }

    func scene(actor: Actor?, origin: Origin) -> Scene {
        Scene(actor: actor, origin: origin, executor: executor, parts: parts)
    }
}
