import Synchronization

/// One turn at a time, shared out fairly: however many turns one client asks for, another that asks
/// for one waits for about one of each client's before it.
///
/// Each turn has a tag: the latest of the tag of the running turn and of the next tags of the flows
/// that it belongs to (an address, an account), and moves those on by one. The lowest tag is next.
/// That is start-time fair queueing (Goyal, Vin, Cheng 1996) with turns of one size, and with the
/// later of two flows for a client that belongs to two, so that neither one address with many
/// accounts nor many addresses with one account get more than one share. A full queue lets go of
/// the highest tag (longest queue drop), which is the newest turn of whoever asks for most.
final class FairQueue: Sendable {
    struct Client: Sendable {
        let flows: [String]
        /// Comes first among equals.
        let isKnown: Bool

        /// The program itself.
        static let program = Client(flows: [], isKnown: true)
    }

    private struct Waiting {
        let tag: Int64
        let isKnown: Bool
        let arrival: Int64
        let flows: [String]
        let caller: CheckedContinuation<Void, any Error>

        func isBefore(_ other: Waiting) -> Bool {
            if tag != other.tag { return tag < other.tag }
            if isKnown != other.isKnown { return isKnown }
            return arrival < other.arrival
        }
    }

    private struct State {
        var isBusy = false
        /// Of the turn that runs.
        var tag: Int64 = 0
        var arrivals: Int64 = 0
        /// The tag of the next turn, by flow.
        var next: [String: Int64] = [:]
        var waiting: [Waiting] = []
    }

    private let state = Mutex(State())
    private let capacity: Int
    private static let mostFlows = 1_024

    /// - Parameter capacity: turns that run or wait.
    init(capacity: Int) { self.capacity = capacity }

    /// How many wait.
    var count: Int { state.withLock { $0.waiting.count } }

    /// - Throws: `overloaded` when the queue is full of turns that come before, or fills up with
    ///   them.
    func turn<T: Sendable>(
        of client: Client, _ body: () async throws -> T
    ) async throws -> T {
        try await enter(client)
        defer { leave() }
        return try await body()
    }

    private func enter(_ client: Client) async throws {
        try await withCheckedThrowingContinuation { caller in
            let (starts, refused) = state.withLock { state in
                Self.add(client, caller, to: &state, capacity)
            }
            refused?.resume(throwing: Self.full)
            starts?.resume()
        }
    }

    private func leave() {
        let next = state.withLock { state -> Waiting? in
            guard let place = state.waiting.indices.min(by: {
                state.waiting[$0].isBefore(state.waiting[$1])
            }) else {
                state = State()
                return nil
            }
            let next = state.waiting.remove(at: place)
            state.tag = next.tag
            if state.next.count > Self.mostFlows {
                state.next = state.next.filter { $0.value > next.tag }
            }
            return next
        }
        next?.caller.resume()
    }

    private typealias Caller = CheckedContinuation<Void, any Error>

    /// Who starts now, and who is turned away.
    private static func add(
        _ client: Client, _ caller: Caller, to state: inout State, _ capacity: Int
    ) -> (starts: Caller?, refused: Caller?) {
        guard capacity > 0 else { return (nil, caller) }
        let tag = client.flows.reduce(state.tag) { max($0, state.next[$1] ?? 0) }
        state.arrivals += 1
        let new = Waiting(
            tag: tag, isKnown: client.isKnown, arrival: state.arrivals, flows: client.flows,
            caller: caller)
        guard state.isBusy else {
            (state.isBusy, state.tag) = (true, tag)
            for flow in client.flows { state.next[flow] = tag + 1 }
            return (caller, nil)
        }
        var refused: Caller?
        if state.waiting.count + 1 >= capacity {
            let last = state.waiting.indices.max {
                state.waiting[$0].isBefore(state.waiting[$1])
            }
            guard let last, new.isBefore(state.waiting[last]) else { return (nil, caller) }
            let gone = state.waiting.remove(at: last)
            for flow in gone.flows { state.next[flow] = gone.tag }
            refused = gone.caller
        }
        state.waiting.append(new)
        for flow in client.flows { state.next[flow] = tag + 1 }
        return (nil, refused)
    }

    private static let full = Refusal(
        .overloaded, "Many people are signing in just now.", retryAfter: 2)
}
