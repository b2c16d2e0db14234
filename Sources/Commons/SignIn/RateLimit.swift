import Ledger
import Storage

/// How many requests one address may make in a minute of the clock, counted by all nodes that
/// share the cache. A cache that fails stops nobody.
public struct RateLimit: Sendable {
    /// 0: any number.
    public let perMinute: Int
    private let cache: any Cache

    public init(perMinute: Int, cache: any Cache) {
        self.perMinute = perMinute
        self.cache = cache
    }

    /// - Throws: `too_many_requests`, with the seconds until the next minute.
    public func count(_ address: String, now: Instant) async throws(Refusal) {
        guard perMinute > 0 else { return }
        let minute = now.microseconds / 60_000_000
        let count = try? await cache.increment(
            "requests:\(minute):\(address)", by: 1, expiresIn: 60)
        guard let count, count > Int64(perMinute) else { return }
        let left = Int((minute + 1) * 60 - now.microseconds / 1_000_000)
        throw Refusal(
            .tooManyRequests, "At most \(perMinute) a minute are answered.", retryAfter: left)
    }
}
