import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Synchronization
import Testing

@testable import API

@Suite("A connection") struct SlowClientTests {
    private static let head = HTTPRequestPart.head(
        HTTPRequest(method: .post, scheme: "http", authority: "here", path: "/api/postings"))

    private static func open(
        from address: String = "203.0.113.7", counts: ConnectionCounts? = nil
    ) throws -> EmbeddedChannel {
        let channel = EmbeddedChannel(handler: SlowClientGuard(counts: counts))
        channel.remoteAddress = try SocketAddress(ipAddress: address, port: 4_000)
        channel.pipeline.fireChannelActive()
        return channel
    }

    private static func isOpen(_ channel: EmbeddedChannel) -> Bool {
        let ended = Ended()
        channel.closeFuture.whenComplete { _ in ended.flag.withLock { $0 = true } }
        channel.embeddedEventLoop.run()
        return !ended.flag.withLock { $0 }
    }

    private final class Ended: Sendable {
        let flag = Mutex(false)
    }

    @Test("that does not say what it wants is closed") func noHead() throws {
        let channel = try Self.open()
        channel.embeddedEventLoop.advanceTime(by: .seconds(14))
        #expect(Self.isOpen(channel))
        channel.embeddedEventLoop.advanceTime(by: .seconds(2))
        #expect(!Self.isOpen(channel))
    }

    @Test("that has asked may wait for its answer") func head() throws {
        let channel = try Self.open()
        try channel.writeInbound(Self.head)
        try channel.writeInbound(HTTPRequestPart.end(nil))
        channel.embeddedEventLoop.advanceTime(by: .seconds(300))
        #expect(Self.isOpen(channel))
    }

    @Test("whose body stops is closed") func stoppedBody() throws {
        let channel = try Self.open()
        try channel.writeInbound(Self.head)
        channel.pipeline.fireChannelReadComplete()
        channel.embeddedEventLoop.advanceTime(by: .seconds(21))
        #expect(!Self.isOpen(channel))
    }

    @Test("is one of a few from its address, unless that is this machine") func counted() throws {
        let counts = ConnectionCounts(most: 2)
        let first = try Self.open(counts: counts)
        let second = try Self.open(counts: counts)
        let third = try Self.open(counts: counts)
        #expect(Self.isOpen(first) && Self.isOpen(second) && !Self.isOpen(third))
        #expect(Self.isOpen(try Self.open(from: "198.51.100.9", counts: counts)))
        for _ in 0..<5 {
            #expect(Self.isOpen(try Self.open(from: "127.0.0.1", counts: counts)))
        }
        // What was refused took no place; what ends gives its own back.
        first.pipeline.fireChannelInactive()
        #expect(Self.isOpen(try Self.open(counts: counts)))
        #expect(!Self.isOpen(try Self.open(counts: counts)))
    }
}
