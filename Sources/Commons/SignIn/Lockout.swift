import Ledger
import Storage
import Wire

/// Slows down who guesses: after five failures for one account from one place that pair waits,
/// twice as long each time up to a longest, and one attempt is due after each wait. Other places
/// are not touched, so nobody can shut the true user out from afar: a place is a network, a device
/// that has signed in before, or, for codes, anywhere.
///
/// An attempt counts from before it is looked at: of many that come at the same moment no more are
/// looked at than of as many that come one after another.
///
/// Nodes that share a cache count together. A cache that fails lets the attempt through: the
/// password itself still has to be right.
struct Lockout: Sendable {
    static let freeFailures = 5

    private let cache: any Cache
    let longestSeconds: Int64
    /// Failures are forgotten this long after the first.
    private let forgetSeconds: Int

    /// For passwords: never more than a minute.
    static func passwords(_ cache: any Cache) -> Lockout {
        Lockout(cache: cache, longestSeconds: 60, forgetSeconds: 900)
    }

    /// For codes of six digits: some hundred guesses a day at most.
    static func codes(_ cache: any Cache) -> Lockout {
        Lockout(cache: cache, longestSeconds: 900, forgetSeconds: 86_400)
    }

    private init(cache: any Cache, longestSeconds: Int64, forgetSeconds: Int) {
        self.cache = cache
        self.longestSeconds = longestSeconds
        self.forgetSeconds = forgetSeconds
    }

    /// Looks only, so that who has to wait takes nobody's turn.
    ///
    /// - Throws: `too_many_attempts` while the pair has to wait.
    func check(account: String, place: String, now: Instant) async throws(Refusal) {
        guard let seconds = await wait(account: account, place: place, now: now) else { return }
        throw Refusal.waiting(seconds)
    }

    /// Seconds to wait, or nil when an attempt may be made.
    func wait(account: String, place: String, now: Instant) async -> Int? {
        guard let until = await due(account, place), until > now.microseconds else { return nil }
        return Int((until - now.microseconds + 999_999) / 1_000_000)
    }

    /// Takes an attempt, which counts as failed until `succeeded` says otherwise.
    ///
    /// - Throws: `too_many_attempts` while the pair has to wait, and when another has taken the
    ///   one attempt that was due.
    func begin(account: String, place: String, now: Instant) async throws(Refusal) {
        try await check(account: account, place: place, now: now)
        let due = await due(account, place)
        if let due {
            let takers = try? await cache.increment(
                Self.key("turn \(due)", account, place), by: 1, expiresIn: Int(longestSeconds))
            guard takers ?? 1 == 1 else {
                throw Refusal.waiting(await wait(account: account, place: place, now: now) ?? 1)
            }
        }
        let failures = try? await cache.increment(
            Self.key("failures", account, place), by: 1, expiresIn: forgetSeconds)
        let beyond = Int64(failures ?? 0) - Int64(Self.freeFailures)
        guard beyond >= 0 else {
            // A wait that outlived what was counted.
            if due != nil { try? await cache.remove(Self.key("wait", account, place)) }
            return
        }
        let seconds = min(longestSeconds, Int64(1) << min(beyond + 1, 10))
        guard due != nil || beyond == 0 else {
            // Came together with the one that was the last to be free.
            try? await cancel(account: account, place: place)
            await set(now.adding(seconds: 2), account, place)
            throw Refusal.waiting(2)
        }
        await set(now.adding(seconds: seconds), account, place)
    }

    /// Gives back an attempt that was taken and not made: one is due now.
    func release(account: String, place: String, now: Instant) async {
        try? await cancel(account: account, place: place)
        guard await due(account, place) != nil else { return }
        // The moment may be that of a turn that was taken.
        try? await cache.remove(Self.key("turn \(now.microseconds)", account, place))
        await set(now, account, place)
    }

    func succeeded(account: String, place: String) async {
        for kind in ["failures", "wait"] {
            try? await cache.remove(Self.key(kind, account, place))
        }
    }

    private func cancel(account: String, place: String) async throws {
        _ = try await cache.increment(
            Self.key("failures", account, place), by: -1, expiresIn: forgetSeconds)
    }

    /// When the next attempt is due, in microseconds; nil while attempts are free.
    private func due(_ account: String, _ place: String) async -> Int64? {
        let stored = try? await cache.get(Self.key("wait", account, place))
        return stored.flatMap { Int64(String(decoding: $0, as: UTF8.self)) }
    }

    private func set(_ due: Instant, _ account: String, _ place: String) async {
        try? await cache.set(
            Self.key("wait", account, place), to: Array("\(due.microseconds)".utf8),
            expiresIn: forgetSeconds)
    }

    /// Hashed, so that the cache names nobody.
    static func key(_ kind: String, _ account: String, _ place: String) -> String {
        "sign-in:\(kind):" + sha256(Array("\(account)\n\(place)".utf8)).hex
    }
}

extension Refusal {
    static func waiting(_ seconds: Int) -> Refusal {
        Refusal(.tooManyAttempts, "Wait \(seconds) seconds and try again.", retryAfter: seconds)
    }
}
