import Foundation
import Storage

/// Makes several writes share one commit: the writer is held by a first write until all of them
/// wait in the inbox in order.
enum Gathering {
    typealias Body = @Sendable (any Transaction) throws -> Void

    static func run(
        _ bodies: [Body], on database: any Database, beforeRelease: () async -> Void = {}
    ) async throws -> [Result<Void, any Error>] {
        let running = DispatchSemaphore(value: 0)
        let gate = DispatchSemaphore(value: 0)
        async let held: Void = database.write { _ in
            running.signal()
            gate.wait()
        }
        await wait(running)
        var waiting: [Task<Void, any Error>] = []
        for (index, body) in bodies.enumerated() {
            waiting.append(Task { try await database.write(body) })
            while database.statistics.waitingWrites <= index { await Task.yield() }
        }
        await beforeRelease()
        gate.signal()
        try await held
        var results: [Result<Void, any Error>] = []
        for task in waiting { results.append(await task.result) }
        return results
    }

    static func wait(_ semaphore: DispatchSemaphore) async {
        await withCheckedContinuation { waiter in
            Thread.detachNewThread {
                semaphore.wait()
                waiter.resume()
            }
        }
    }
}
