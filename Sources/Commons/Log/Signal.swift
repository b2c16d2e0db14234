import Synchronization

/// Wakes everybody who waits. Notices that come while nobody waits are remembered as one, so that
/// what was announced before the wait began is not missed.
public final class Signal: Sendable {
    private struct State {
        var isPending = false
        var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
        var next: UInt64 = 0
    }

    private let state = Mutex(State())

    public init() {}

    /// From any thread, at any time; never blocks.
    public func notify() {
        let waiters = state.withLock { state in
            state.isPending = state.waiters.isEmpty
            defer { state.waiters = [:] }
            return state.waiters
        }
        for waiter in waiters.values { waiter.resume() }
    }

    /// Returns at the next notice, after `limit`, or when the task is cancelled.
    public func wait(atMost limit: Duration) async {
        let number = state.withLock { state in
            state.next += 1
            return state.next
        }
        let timer = Task {
            try await Task.sleep(for: limit)
            wake(number)
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.isPending || Task.isCancelled {
                        state.isPending = false
                        return true
                    }
                    state.waiters[number] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            wake(number)
        }
        timer.cancel()
    }

    private func wake(_ number: UInt64) {
        state.withLock { $0.waiters.removeValue(forKey: number) }?.resume()
    }
}
