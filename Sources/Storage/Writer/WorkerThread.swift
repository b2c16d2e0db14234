import Foundation

/// Starts a thread that blocks on an engine, so that no thread of Swift's own pool has to, and
/// lets the one who closes wait for its end.
final class WorkerThread: Sendable {
    private let ended: AsyncStream<Never>

    init(_ name: String, _ body: @escaping @Sendable () -> Void) {
        let (stream, continuation) = AsyncStream<Never>.makeStream()
        ended = stream
        let thread = Thread {
            // Named from within, the kernel knows it too: `top -H` tells writer from readers.
            Thread.current.name = name
            body()
            continuation.finish()
        }
        thread.stackSize = 8 << 20
        thread.start()
    }

    func join() async {
        for await _ in ended {}
    }
}
