import CCurl
import Foundation
import Synchronization

/// Sends HTTP requests through libcurl. Connections stay open for the next request; no redirect is
/// followed and no proxy of the environment is used, so that a request reaches the configured
/// address or nobody.
final class HTTPCaller: Sendable {
    /// Handles with open connections that nobody uses now.
    private let idle = Mutex<[CurlHandle]>([])
    /// A request keeps a thread until it is answered; more wait for their turn.
    private let threads: OperationQueue

    private static let most = 16

    /// - Throws: `ObjectFault.unusable` when the machine has no libcurl.
    init() throws {
        if let reason = commons_curl_missing() {
            throw ObjectFault.unusable("HTTP requests need libcurl: \(String(cString: reason)).")
        }
        threads = OperationQueue()
        threads.maxConcurrentOperationCount = Self.most
    }

    /// - Parameters:
    ///   - state: what the body of a good answer is gathered in, piece by piece, by `take`.
    /// - Throws: `HTTPFault`; what `take` throws; `CancellationError`.
    func send<State: Sendable>(
        _ call: HTTPCall, into state: State,
        take: @escaping @Sendable (inout State, UnsafeRawBufferPointer) throws -> Void
    ) async throws -> (reply: HTTPReply, state: State) {
        let sink = BodySink(state, take)
        let exchange = HTTPExchange(call, sink: sink)
        let reply = try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                threads.addOperation { [self] in
                    continuation.resume(with: Result { try perform(exchange) })
                }
            }
        } onCancel: {
            exchange.cancel()
        }
        return (reply, sink.state)
    }

    /// A request whose good answer has no body that matters.
    func send(_ call: HTTPCall) async throws -> HTTPReply {
        try await send(call, into: ()) { _, _ in }.reply
    }

    private func perform(_ exchange: HTTPExchange) throws -> HTTPReply {
        guard let handle = idle.withLock({ $0.popLast() }) ?? CurlHandle() else {
            throw HTTPFault(description: "there is no memory for another connection")
        }
        defer { idle.withLock { $0.append(handle) } }
        return try exchange.perform(on: handle)
    }

    /// Closes the connections. Whoever sends after that opens new ones.
    func close() {
        threads.waitUntilAllOperationsAreFinished()
        idle.withLock { handles in
            for handle in handles { commons_curl_close(handle.pointer) }
            handles = []
        }
    }

    deinit {
        idle.withLock { for handle in $0 { commons_curl_close(handle.pointer) } }
    }
}

/// libcurl's own, used by one thread at a time.
struct CurlHandle: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer

    init?() {
        guard let made = commons_curl_open() else { return nil }
        pointer = made
    }
}

private typealias Taking<State> = @Sendable (inout State, UnsafeRawBufferPointer) throws -> Void

/// Where the body of a good answer goes; only the thread of the request writes, and whoever asked
/// reads after it has ended.
private final class BodySink<State: Sendable>: HTTPBodySink, @unchecked Sendable {
    private(set) var state: State
    private let add: Taking<State>

    init(_ state: State, _ add: @escaping Taking<State>) {
        self.state = state
        self.add = add
    }

    func take(_ bytes: UnsafeRawBufferPointer) throws { try add(&state, bytes) }
}
