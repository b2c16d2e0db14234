import Ledger
import Storage
import Wire

/// Slows down who guesses passwords: after five failures for one account from one address that
/// pair waits, longer each time but never more than a minute. Other addresses are not touched, so
/// nobody can shut the true user out from afar; and a device that has signed in before passes
/// with the right password in any case.
///
/// Nodes that share a cache count together. A cache that fails lets the attempt through: the
/// password itself still has to be right.
struct Lockout: Sendable {
    static let freeFailures = 5
    static let longestSeconds: Int64 = 60
    /// Failures are forgotten this long after the first.
    private static let forgetSeconds = 900

    private let cache: any Cache

    init(cache: any Cache = MemoryCache()) { self.cache = cache }

    /// Seconds to wait, or nil when the attempt may be made.
    func wait(account: String, address: String, now: Instant) async -> Int? {
        let stored = try? await cache.get(Self.key("wait", account, address))
        guard let stored, let until = Int64(String(decoding: stored, as: UTF8.self)),
            until > now.microseconds
        else { return nil }
        return Int((until - now.microseconds + 999_999) / 1_000_000)
    }

    func failed(account: String, address: String, now: Instant) async {
        let failures = try? await cache.increment(
            Self.key("failures", account, address), by: 1, expiresIn: Self.forgetSeconds)
        let beyond = Int(failures ?? 0) - Self.freeFailures
        guard beyond >= 0 else { return }
        let seconds = min(Self.longestSeconds, Int64(1) << min(beyond + 1, 10))
        let until = now.adding(seconds: seconds).microseconds
        try? await cache.set(
            Self.key("wait", account, address), to: Array("\(until)".utf8),
            expiresIn: Int(seconds))
    }

    func succeeded(account: String, address: String) async {
        for kind in ["failures", "wait"] {
            try? await cache.remove(Self.key(kind, account, address))
        }
    }

    /// Hashed, so that the cache names nobody.
    private static func key(_ kind: String, _ account: String, _ address: String) -> String {
        "sign-in:\(kind):" + sha256(Array("\(account)\n\(address)".utf8)).hex
    }
}
