import Foundation

/// The cache that several nodes share. One thread sends commands, many at a time; one listens.
///
/// While Redis is down commands fail at once; it is tried again every second.
public final class RedisCache: Cache {
    private struct Request: Sendable {
        let command: [[UInt8]]
        let answer: @Sendable (Result<RedisReply, CacheFault>) -> Void
    }

    private let prefix: String
    private let requests = WorkQueue<Request>(capacity: 4096)
    private let subscribers = Subscribers()
    private let listener: RedisListener
    private let sender: WorkerThread

    /// - Parameter prefix: goes before every key and channel, so that installations can share.
    /// - Throws: `unavailable` or `refused` when Redis cannot be used now.
    public static func open(
        _ location: RedisLocation, prefix: String = "commons:"
    ) async throws(CacheFault) -> RedisCache {
        let cache = RedisCache(location, prefix: prefix)
        do throws(CacheFault) {
            _ = try await cache.run([Array("PING".utf8)])
        } catch {
            await cache.close()
            throw error
        }
        for await _ in cache.listener.ready {}
        return cache
    }

    /// Does not wait for Redis.
    init(_ location: RedisLocation, prefix: String) {
        self.prefix = prefix
        let requests = requests
        sender = WorkerThread("redis sender") { Self.send(requests, location) }
        listener = RedisListener(location, prefix: prefix, subscribers)
    }

    public func get(_ key: String) async throws(CacheFault) -> [UInt8]? {
        switch try await run("GET", key) {
        case .bytes(let bytes): bytes
        default: nil
        }
    }

    public func set(
        _ key: String, to value: [UInt8], expiresIn seconds: Int
    ) async throws(CacheFault) {
        _ = try await run("SET", key, [value, Array("EX".utf8), Array("\(seconds)".utf8)])
    }

    public func remove(_ key: String) async throws(CacheFault) { _ = try await run("DEL", key) }

    /// One script, so that a number never stays without an end.
    private static let incrementScript = """
        local sum = redis.call('INCRBY', KEYS[1], ARGV[1])
        if redis.call('TTL', KEYS[1]) < 0 then redis.call('EXPIRE', KEYS[1], ARGV[2]) end
        return sum
        """

    public func increment(
        _ key: String, by delta: Int64, expiresIn seconds: Int
    ) async throws(CacheFault) -> Int64 {
        let reply = try await run(
            [
                "EVAL", Self.incrementScript, "1", prefix + key, "\(delta)", "\(seconds)",
            ].map { Array($0.utf8) })
        guard case .integer(let sum) = reply else { throw .refused("INCRBY gave \(reply)") }
        return sum
    }

    public func publish(_ message: String, to channel: String) async throws(CacheFault) {
        _ = try await run("PUBLISH", channel, [Array(message.utf8)])
    }

    public func subscribe(to channel: String) -> AsyncStream<String> {
        subscribers.add(to: channel)
    }

    public func close() async {
        requests.close()
        await sender.join()
        await listener.close()
        subscribers.close()
    }

    private func run(
        _ name: String, _ key: String, _ rest: [[UInt8]] = []
    ) async throws(CacheFault) -> RedisReply {
        try await run([Array(name.utf8), Array((prefix + key).utf8)] + rest)
    }

    private func run(_ command: [[UInt8]]) async throws(CacheFault) -> RedisReply {
        let result = await withCheckedContinuation { caller in
            do throws(StorageFault) {
                try requests.offer(Request(command: command) { caller.resume(returning: $0) })
            } catch {
                caller.resume(returning: .failure(.unavailable("The cache is closed or full.")))
            }
        }
        let reply = try result.get()
        if case .error(let text) = reply { throw .refused(text) }
        return reply
    }

    private static func send(_ requests: WorkQueue<Request>, _ location: RedisLocation) {
        let link = RedisLink(location)
        while let group = requests.take(128) {
            do throws(CacheFault) {
                let replies = try link.run(group.map(\.command))
                for (request, reply) in zip(group, replies) { request.answer(.success(reply)) }
            } catch {
                // What was sent may have been done; every caller treats a fault as a miss.
                for request in group { request.answer(.failure(error)) }
            }
        }
    }
}
