import Synchronization

/// The cache of a single node: this process's memory. The default.
///
/// With several nodes each would count its own rate limits and wake its own workers only; they
/// share a `RedisCache` instead.
public final class MemoryCache: Cache {
    private struct Entry {
        var value: [UInt8]
        var number: Int64
        var end: ContinuousClock.Instant
    }

    private let entries = Mutex<[String: Entry]>([:])
    private let subscribers = Subscribers()
    private let limit: Int
    private let now: @Sendable () -> ContinuousClock.Instant

    /// - Parameter limit: the most entries; beyond it the ones that end soonest go first.
    public init(
        limit: Int = 65_536,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }
    ) {
        self.limit = max(1, limit)
        self.now = now
    }

    public func get(_ key: String) async throws(CacheFault) -> [UInt8]? {
        let time = now()
        return entries.withLock { entries in
            guard let entry = entries[key] else { return nil }
            if entry.end > time { return entry.value }
            entries[key] = nil
            return nil
        }
    }

    public func set(
        _ key: String, to value: [UInt8], expiresIn seconds: Int
    ) async throws(CacheFault) {
        let time = now()
        entries.withLock { entries in
            makeRoom(in: &entries, for: key, at: time)
            entries[key] = Entry(value: value, number: 0, end: time + .seconds(seconds))
        }
    }

    public func remove(_ key: String) async throws(CacheFault) {
        entries.withLock { $0[key] = nil }
    }

    public func increment(
        _ key: String, by delta: Int64, expiresIn seconds: Int
    ) async throws(CacheFault) -> Int64 {
        let time = now()
        return try entries.withLock { entries throws(CacheFault) in
            var entry = Entry(value: [], number: 0, end: time + .seconds(seconds))
            if let present = entries[key], present.end > time { entry = present }
            let (sum, overflow) = entry.number.addingReportingOverflow(delta)
            if overflow { throw .refused("The number \(key) leaves 64 bits.") }
            entry.number = sum
            entry.value = Array(String(sum).utf8)
            makeRoom(in: &entries, for: key, at: time)
            entries[key] = entry
            return sum
        }
    }

    public func publish(_ message: String, to channel: String) async throws(CacheFault) {
        subscribers.tell(message, to: channel)
    }

    public func subscribe(to channel: String) -> AsyncStream<String> {
        subscribers.add(to: channel)
    }

    public func close() async { subscribers.close() }

    /// A tenth goes at once, so that a full cache does not sort itself at every write.
    private func makeRoom(
        in entries: inout [String: Entry], for key: String, at time: ContinuousClock.Instant
    ) {
        if entries.count < limit || entries[key] != nil { return }
        entries = entries.filter { $0.value.end > time }
        if entries.count < limit { return }
        let soonest = entries.sorted { $0.value.end < $1.value.end }
        for (key, _) in soonest.prefix(max(1, limit / 10)) { entries[key] = nil }
    }
}
