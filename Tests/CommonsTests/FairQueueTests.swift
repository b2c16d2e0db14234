import Synchronization
import Testing

@testable import Commons

@Suite("Turns of the one who hashes passwords are shared out fairly") struct FairQueueTests {
    /// Clients that ask one after another while the first turn runs, and in which order they came.
    private final class Desk: Sendable {
        let queue: FairQueue
        private let told = Mutex<[String]>([])

        init(capacity: Int) { queue = FairQueue(capacity: capacity) }

        var order: [String] { told.withLock { $0 } }

        func note(_ what: String) { told.withLock { $0.append(what) } }

        func asks(_ name: String, _ client: FairQueue.Client) async throws {
            do {
                try await queue.turn(of: client) { note(name) }
            } catch let refusal as Refusal {
                #expect(refusal.code == .overloaded)
                note("no \(name)")
            }
        }
    }

    private typealias Asker = (name: String, client: FairQueue.Client)

    private static func order(_ askers: [Asker], capacity: Int) async throws -> [String] {
        let desk = Desk(capacity: capacity)
        let (held, holding) = AsyncStream.makeStream(of: Void.self)
        let (released, release) = AsyncStream.makeStream(of: Void.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await desk.queue.turn(of: .program) {
                    holding.yield()
                    for await _ in released { break }
                }
            }
            for await _ in held { break }
            for asker in askers {
                let (waiting, refused) = (desk.queue.count, desk.order.count)
                group.addTask { try await desk.asks(asker.name, asker.client) }
                while desk.queue.count == waiting, desk.order.count == refused {
                    await Task.yield()
                }
            }
            release.yield()
            try await group.waitForAll()
        }
        return desk.order
    }

    private static func client(_ flows: String..., known: Bool = false) -> FairQueue.Client {
        FairQueue.Client(flows: flows, isKnown: known)
    }

    @Test("One address that asks for everything gives way to another at once")
    func oneAddress() async throws {
        let flood = (1...7).map { ("flood \($0)", Self.client("a", "account \($0)")) }
        let order = try await Self.order(
            flood + [("user", Self.client("b", "account 9"))], capacity: 8)
        // The queue was full: the newest of the flood goes, and one turn of it comes before.
        #expect(order == ["no flood 7", "flood 1", "user"] + (2...6).map { "flood \($0)" })
    }

    @Test("One client alone has all the room, and no more")
    func alone() async throws {
        let asks = (1...9).map { ("\($0)", Self.client("a")) }
        let order = try await Self.order(asks, capacity: 8)
        #expect(order == ["no 8", "no 9"] + (1...7).map { "\($0)" })
    }

    @Test("Many addresses that ask for one account are one flood")
    func oneAccount() async throws {
        let flood = (1...7).map { ("flood \($0)", Self.client("\($0)", "account")) }
        let order = try await Self.order(
            flood + [("user", Self.client("9", "other account"))], capacity: 8)
        #expect(order == ["no flood 7", "flood 1", "user"] + (2...6).map { "flood \($0)" })
    }

    @Test("Among equals whoever signed in there before comes first")
    func known() async throws {
        let strangers = (1...7).map { ("\($0)", Self.client("\($0)")) }
        let order = try await Self.order(
            strangers + [("known", Self.client("k", known: true)), ("late", Self.client("l"))],
            capacity: 8)
        #expect(order == ["no 7", "no late", "known"] + (1...6).map { "\($0)" })
    }

    @Test("Two that ask for much alternate, and turns that were refused are not held against them")
    func alternating() async throws {
        let first = (1...6).map { ("a\($0)", Self.client("a")) }
        let second = (1...3).map { ("b\($0)", Self.client("b")) }
        let order = try await Self.order(first + second + [("a7", Self.client("a"))], capacity: 7)
        #expect(
            order == ["no a6", "no a5", "no a4", "no a7", "a1", "b1", "a2", "b2", "a3", "b3"])
    }

    @Test("A turn that fails ends") func failing() async throws {
        struct Broken: Error {}
        let queue = FairQueue(capacity: 1)
        for _ in 0..<3 {
            await #expect(throws: Broken.self) {
                try await queue.turn(of: .program) { throw Broken() }
            }
        }
        let nobody = FairQueue(capacity: 0)
        await #expect(throws: Refusal.self) { try await nobody.turn(of: .program) {} }
    }
}
