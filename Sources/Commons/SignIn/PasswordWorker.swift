import Dispatch
import Synchronization

/// Hashes passwords one at a time on a thread of its own: a hash takes 46 MiB and 60 ms, and a
/// flood of sign-ins must not take the machine from everybody else. Nor must one client's flood
/// take the turns of others, so turns are shared out fairly.
public final class PasswordWorker: Sendable {
    private let queue = DispatchQueue(label: "commons.password")
    private let turns: FairQueue
    private let cost: PasswordHash.Cost
    /// What an unknown account is checked against, so that it takes as long as a known one. Made
    /// before the first check of any account: no start of the server waits for it, and the first
    /// answer does not tell known from unknown either.
    private let decoy = Mutex<String?>(nil)

    public convenience init() { self.init(capacity: 32, cost: .current) }

    init(capacity: Int, cost: PasswordHash.Cost) {
        turns = FairQueue(capacity: capacity)
        self.cost = cost
    }

    /// How many wait for their turn.
    var waiting: Int { turns.count }

    /// - Throws: `overloaded`.
    func hash(_ password: String, for client: FairQueue.Client = .program) async throws -> String {
        let cost = cost
        return try await turns.turn(of: client) {
            try await run {
                try PasswordHash.make(Array(password.utf8), salt: Self.salt(), cost: cost)
            }
        }
    }

    struct Verdict: Sendable {
        let isRight: Bool
        /// The hash to keep instead, when parameters have changed since it was made.
        let renewed: String?
    }

    /// - Parameters:
    ///   - stored: nil for an account that does not exist or has no password yet.
    ///   - begin: what is due when the turn has come and before the password is looked at.
    /// - Throws: `overloaded`, or what `begin` throws.
    func verify(
        _ password: String, against stored: String?, for client: FairQueue.Client = .program,
        after begin: () async throws -> Void = {}
    ) async throws -> Verdict {
        try await turns.turn(of: client) {
            try await begin()
            return try await verdict(password, against: stored)
        }
    }

    private func verdict(_ password: String, against stored: String?) async throws -> Verdict {
        let cost = cost
        return try await run {
            let bytes = Array(password.utf8)
            let decoy = try self.madeDecoy()
            guard let stored else {
                _ = try PasswordHash.verify(bytes, against: decoy)
                return Verdict(isRight: false, renewed: nil)
            }
            guard try PasswordHash.verify(bytes, against: stored) else {
                return Verdict(isRight: false, renewed: nil)
            }
            let isOld = PasswordHash.isOutdated(stored, cost: cost)
            let renewed =
                isOld ? try PasswordHash.make(bytes, salt: Self.salt(), cost: cost) : nil
            return Verdict(isRight: true, renewed: renewed)
        }
    }

    private func madeDecoy() throws -> String {
        try decoy.withLock { made in
            if let made { return made }
            let hash = try PasswordHash.make(
                Array("nobody has this password".utf8), salt: Self.salt(), cost: cost)
            made = hash
            return hash
        }
    }

    private static func salt() -> [UInt8] { Randomness.bytes(PasswordHash.saltBytes) }

    private func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }
}

/// Random bytes from the system's generator.
enum Randomness {
    static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
