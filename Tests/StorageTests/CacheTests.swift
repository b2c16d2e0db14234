import Foundation
import Logging
import Testing

@testable import Storage

@Suite struct CacheTests {
    @Test func memoryKeepsThePromises() async throws {
        try await exercise([MemoryCache()])
    }

    /// Two nodes share one server.
    @Test func redisKeepsThePromises() async throws {
        try await Self.withRedis { location in
            try await exercise([
                try await RedisCache.open(location), try await RedisCache.open(location),
            ])
        }
    }

    /// What every cache promises; what one node writes another one reads.
    private func exercise(_ nodes: [any Cache]) async throws {
        let (one, two) = (nodes[0], nodes[nodes.count - 1])
        #expect(try await one.get("absent") == nil)
        let value: [UInt8] = [0, 255, 13, 10]
        try await one.set("value", to: value, expiresIn: 60)
        try await one.set("nothing", to: [], expiresIn: 60)
        #expect(try await two.get("value") == value)
        #expect(try await two.get("nothing") == [])
        try await two.remove("value")
        #expect(try await one.get("value") == nil)

        #expect(try await one.increment("count", by: 2, expiresIn: 60) == 2)
        #expect(try await two.increment("count", by: -5, expiresIn: 60) == -3)
        #expect(try await one.get("count") == Array("-3".utf8))
        try await withThrowingTaskGroup(of: Void.self) { writers in
            for writer in 0..<50 {
                let node = nodes[writer % nodes.count]
                writers.addTask { _ = try await node.increment("hot", by: 1, expiresIn: 60) }
            }
            try await writers.waitForAll()
        }
        #expect(try await one.increment("hot", by: 0, expiresIn: 60) == 50)
        await #expect(throws: CacheFault.self) {
            _ = try await one.increment("count", by: .min, expiresIn: 60)
        }

        var wakeUps = one.subscribe(to: "jobs").makeAsyncIterator()
        var others = two.subscribe(to: "other").makeAsyncIterator()
        try await two.publish("first", to: "jobs")
        try await two.publish("elsewhere", to: "other")
        try await two.publish("second", to: "jobs")
        #expect(await wakeUps.next() == "first")
        #expect(await wakeUps.next() == "second")
        #expect(await others.next() == "elsewhere")
        for node in nodes { await node.close() }
        #expect(await wakeUps.next() == nil)
    }

    @Test func aValueAndACountVanishAfterTheirTime() async throws {
        let clock = Noted(ContinuousClock.now)
        let cache = MemoryCache(now: { clock.value })
        try await cache.set("value", to: [1], expiresIn: 10)
        _ = try await cache.increment("count", by: 1, expiresIn: 10)
        clock.change { $0 += .seconds(9) }
        #expect(try await cache.get("value") == [1])
        // The window is the first one's, however often it is added to.
        #expect(try await cache.increment("count", by: 1, expiresIn: 10) == 2)
        clock.change { $0 += .seconds(1) }
        #expect(try await cache.get("value") == nil)
        #expect(try await cache.increment("count", by: 1, expiresIn: 10) == 1)
    }

    @Test func aFullMemoryDropsWhatEndsSoonest() async throws {
        let cache = MemoryCache(limit: 10)
        for number in 0..<11 {
            try await cache.set("\(number)", to: [1], expiresIn: 100 + number)
        }
        #expect(try await cache.get("0") == nil)
        #expect(try await cache.get("1") == [1])
        #expect(try await cache.get("10") == [1])
    }

    @Test func redisSetsAnEndForValuesAndCounts() async throws {
        try await Self.withRedis { location in
            let cache = try await RedisCache.open(location, prefix: "p:")
            try await cache.set("value", to: [1], expiresIn: 100)
            _ = try await cache.increment("count", by: 1, expiresIn: 100)
            _ = try await cache.increment("count", by: 1, expiresIn: 5000)
            let connection = try RedisConnection(location)
            for key in ["p:value", "p:count"] {
                guard case .integer(let left) = try connection.run(["TTL", key]) else {
                    Issue.record("\(key) has no end")
                    continue
                }
                #expect((1...100).contains(left))
            }
            await cache.close()
        }
    }

    @Test func aLostRedisIsAFaultAtOnceAndComesBack() async throws {
        let port = try TestServer.freePort()
        let server = try Self.startRedis(port)
        let location = try RedisLocation("redis://:opensesame@127.0.0.1:\(port)/1")
        let cache = try await RedisCache.open(location)
        var wakeUps = cache.subscribe(to: "jobs").makeAsyncIterator()
        server.stop(SIGKILL)
        await #expect(throws: CacheFault.self) { try await cache.get("value") }
        let again = try Self.startRedis(port)
        // The empty message says that the connection was made again.
        #expect(await wakeUps.next() == "")
        try await cache.publish("after", to: "jobs")
        #expect(await wakeUps.next() == "after")
        await cache.close()
        again.stop(SIGKILL)
    }

    /// Two nodes count together, alone while Redis is away, and together again by themselves.
    @Test func nodesCountAloneOnlyWhileRedisIsAway() async throws {
        let port = try TestServer.freePort()
        let location = try RedisLocation("redis://:opensesame@127.0.0.1:\(port)/1")
        let lines = Noted<[String]>([])
        let logger = Logger(label: "test") { _ in NotingLogHandler(lines: lines) }
        let nodes = (0..<2).map { _ in SharedCache(location, logger: logger) }
        // It is not there yet when the nodes start.
        #expect(try await nodes[0].increment("count", by: 1, expiresIn: 60) == 1)
        #expect(!nodes[0].isShared)
        let server = try Self.startRedis(port)
        try await Self.untilShared(nodes)
        #expect(try await nodes[0].increment("count", by: 1, expiresIn: 60) == 1)
        #expect(try await nodes[1].increment("count", by: 1, expiresIn: 60) == 2)
        server.stop(SIGKILL)
        #expect(try await nodes[0].increment("other", by: 1, expiresIn: 60) == 1)
        #expect(try await nodes[1].increment("other", by: 1, expiresIn: 60) == 1)
        #expect(!nodes[0].isShared && !nodes[1].isShared)
        let again = try Self.startRedis(port)
        try await Self.untilShared(nodes)
        #expect(try await nodes[0].increment("other", by: 1, expiresIn: 60) == 1)
        #expect(try await nodes[1].increment("other", by: 1, expiresIn: 60) == 2)
        for node in nodes { await node.close() }
        again.stop(SIGKILL)
        let said = lines.value
        // Once for each loss that a node noticed; the second one began with Redis there.
        #expect(said.filter { $0.contains("redis does not answer") }.count == 3)
        #expect(said.filter { $0.contains("redis answers again") }.count == 3)
        #expect(!said.contains { $0.contains("opensesame") })
    }

    /// Redis is tried once a second.
    private static func untilShared(_ nodes: [SharedCache]) async throws {
        let end = ContinuousClock.now + .seconds(20)
        for node in nodes {
            repeat {
                _ = try await node.get("absent")
                await Task.yield()
            } while !node.isShared && ContinuousClock.now < end
        }
    }

    @Test func aWrongPasswordIsRefused() async throws {
        try await Self.withRedis { location in
            var wrong = location
            wrong.password = "guess"
            let fault = await #expect(throws: CacheFault.self) {
                _ = try await RedisCache.open(wrong)
            }
            guard case .refused(let text) = fault else {
                Issue.record("\(String(describing: fault))")
                return
            }
            #expect(!text.contains("guess"))
        }
    }

    @Test func aLocationIsAnAddressAndNeverPrintsItsPassword() throws {
        let location = try RedisLocation("redis://me:secret@cache:6380/3")
        #expect(location.host == "cache" && location.port == 6380 && location.number == 3)
        #expect(location.user == "me" && location.password == "secret")
        #expect("\(location)" == "redis://cache:6380/3")
        for text in ["cache:6379", "rediss://cache", "redis://", "redis://cache/x"] {
            #expect(throws: CacheFault.self) { try RedisLocation(text) }
        }
    }

    private static func withRedis(_ body: (RedisLocation) async throws -> Void) async throws {
        let port = try TestServer.freePort()
        let server = try startRedis(port)
        defer { server.stop(SIGKILL) }
        try await body(try RedisLocation("redis://:opensesame@127.0.0.1:\(port)/1"))
    }

    private static func startRedis(_ port: Int) throws -> TestServer {
        do {
            return try TestServer(
                [
                    "redis-server", "--port", "\(port)", "--bind", "127.0.0.1", "--save", "",
                    "--requirepass", "opensesame",
                ], readyWhen: "Ready to accept connections")
        } catch {
            throw TestServer.Failure(
                description: "Redis did not start. Install it with: apt-get install redis-server. "
                    + "\(error)")
        }
    }
}
