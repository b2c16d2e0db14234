import Logging
import Synchronization

/// A Redis that several nodes share, and this process's memory while Redis does not answer. Then
/// each node counts alone, which is said once in the log and by `isShared`; Redis is tried again
/// at every use, at most once a second, so sharing comes back by itself.
public final class SharedCache: Cache {
    private let redis: RedisCache
    private let memory = MemoryCache()
    private let state = Mutex(true)
    private let logger: Logger

    /// Never fails for a Redis that is away.
    public init(_ location: RedisLocation, prefix: String = "commons:", logger: Logger) {
        self.logger = logger
        redis = RedisCache(location, prefix: prefix)
    }

    /// False while each node is alone.
    public var isShared: Bool { state.withLock { $0 } }

    public func get(_ key: String) async throws(CacheFault) -> [UInt8]? {
        try await use { cache throws(CacheFault) in try await cache.get(key) }
    }

    public func set(
        _ key: String, to value: [UInt8], expiresIn seconds: Int
    ) async throws(CacheFault) {
        try await use { cache throws(CacheFault) in
            try await cache.set(key, to: value, expiresIn: seconds)
        }
    }

    public func remove(_ key: String) async throws(CacheFault) {
        try await use { cache throws(CacheFault) in try await cache.remove(key) }
    }

    public func increment(
        _ key: String, by delta: Int64, expiresIn seconds: Int
    ) async throws(CacheFault) -> Int64 {
        try await use { cache throws(CacheFault) in
            try await cache.increment(key, by: delta, expiresIn: seconds)
        }
    }

    public func publish(_ message: String, to channel: String) async throws(CacheFault) {
        try await use { cache throws(CacheFault) in
            try await cache.publish(message, to: channel)
        }
    }

    public func subscribe(to channel: String) -> AsyncStream<String> {
        redis.subscribe(to: channel)
    }

    public func close() async {
        await redis.close()
        await memory.close()
    }

    private func use<T>(
        _ body: (any Cache) async throws(CacheFault) -> T
    ) async throws(CacheFault) -> T {
        do throws(CacheFault) {
            let result = try await body(redis)
            note(isShared: true, "")
            return result
        } catch {
            if case .unusable = error { throw error }
            note(isShared: false, "\(error)")
            return try await body(memory)
        }
    }

    private func note(isShared: Bool, _ reason: String) {
        let hasChanged = state.withLock { state in
            defer { state = isShared }
            return state != isShared
        }
        guard hasChanged else { return }
        if isShared {
            logger.notice("redis answers again; limits are shared")
        } else {
            logger.warning(
                "redis does not answer; this process counts its limits alone",
                metadata: ["reason": "\(reason)"])
        }
    }
}
