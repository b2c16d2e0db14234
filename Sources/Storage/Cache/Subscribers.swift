import Synchronization

/// Who listens to which channel within this process.
final class Subscribers: Sendable {
    private struct State {
        var next = 0
        var isClosed = false
        var channels: [String: [Int: AsyncStream<String>.Continuation]] = [:]
    }

    /// Messages that wait for one slow reader.
    private static let waiting = 256

    private let state = Mutex(State())

    func add(to channel: String) -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream<String>.makeStream(
            bufferingPolicy: .bufferingNewest(Self.waiting))
        let number = state.withLock { state -> Int? in
            if state.isClosed { return nil }
            state.next += 1
            state.channels[channel, default: [:]][state.next] = continuation
            return state.next
        }
        guard let number else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { state in
                state.channels[channel]?[number] = nil
                if state.channels[channel]?.isEmpty == true { state.channels[channel] = nil }
            }
        }
        return stream
    }

    func tell(_ message: String, to channel: String) {
        let listeners = state.withLock { $0.channels[channel].map { Array($0.values) } ?? [] }
        for listener in listeners { listener.yield(message) }
    }

    func tellAll(_ message: String) {
        let listeners = state.withLock { $0.channels.values.flatMap { $0.values } }
        for listener in listeners { listener.yield(message) }
    }

    func close() {
        let listeners = state.withLock { state in
            state.isClosed = true
            return state.channels.values.flatMap { $0.values }
        }
        for listener in listeners { listener.finish() }
    }
}
