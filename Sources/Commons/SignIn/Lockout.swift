import Ledger
import Storage
import Wire

/// Slows down who guesses: after five failures for one account from one place that pair waits,
/// twice as long each time up to a longest. Other places are not touched, so nobody can shut the
/// true user out from afar: a place is an address, a device that has signed in before, or, for
/// codes, anywhere.
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

    /// - Throws: `too_many_attempts` while the pair has to wait.
    func check(account: String, place: String, now: Instant) async throws(Refusal) {
        guard let seconds = await wait(account: account, place: place, now: now) else { return }
        throw Refusal(
            .tooManyAttempts, "Wait \(seconds) seconds and try again.", retryAfter: seconds)
    }

    /// Seconds to wait, or nil when the attempt may be made.
    func wait(account: String, place: String, now: Instant) async -> Int? {
        let stored = try? await cache.get(Self.key("wait", account, place))
        guard let stored, let until = Int64(String(decoding: stored, as: UTF8.self)),
            until > now.microseconds
        else { return nil }
        return Int((until - now.microseconds + 999_999) / 1_000_000)
    }

    func failed(account: String, place: String, now: Instant) async {
        let failures = try? await cache.increment(
            Self.key("failures", account, place), by: 1, expiresIn: forgetSeconds)
        let beyond = Int(failures ?? 0) - Self.freeFailures
        guard beyond >= 0 else { return }
        let seconds = min(longestSeconds, Int64(1) << min(beyond + 1, 10))
        let until = now.adding(seconds: seconds).microseconds
        try? await cache.set(
            Self.key("wait", account, place), to: Array("\(until)".utf8),
            expiresIn: Int(seconds))
    }

    func succeeded(account: String, place: String) async {
        for kind in ["failures", "wait"] {
            try? await cache.remove(Self.key(kind, account, place))
        }
    }

    /// Hashed, so that the cache names nobody.
    private static func key(_ kind: String, _ account: String, _ place: String) -> String {
        "sign-in:\(kind):" + sha256(Array("\(account)\n\(place)".utf8)).hex
    }
}
