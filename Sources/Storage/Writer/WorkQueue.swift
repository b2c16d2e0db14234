import Foundation

/// A bounded queue between callers that never block and the threads that do the work.
///
/// Unchecked because every access to its fields is under `condition`.
final class WorkQueue<Element: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private let capacity: Int
    private var waiting: [Element] = []
    private var closed = false

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// - Throws: `overloaded` when the queue is full, `closed` after `close`.
    func offer(_ element: Element) throws(StorageFault) {
        condition.lock()
        defer { condition.unlock() }
        if closed { throw .closed }
        if waiting.count >= capacity { throw .overloaded(retryAfter: 1) }
        waiting.append(element)
        condition.signal()
    }

    /// Waits for work and takes up to `limit` of it, oldest first. Nil when the queue is closed and
    /// everything that it accepted has been taken.
    func take(_ limit: Int) -> [Element]? {
        condition.lock()
        defer { condition.unlock() }
        while waiting.isEmpty {
            if closed { return nil }
            condition.wait()
        }
        if waiting.count <= limit {
            let all = waiting
            waiting = []
            return all
        }
        let some = Array(waiting.prefix(limit))
        waiting.removeFirst(limit)
        return some
    }

    var count: Int {
        condition.lock()
        defer { condition.unlock() }
        return waiting.count
    }

    func close() {
        condition.lock()
        closed = true
        condition.broadcast()
        condition.unlock()
    }

    /// Waits until the time has passed or the queue is closed; true when it is closed.
    func waitUntilClosed(seconds: Double) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        let end = Date(timeIntervalSinceNow: seconds)
        while !closed {
            if !condition.wait(until: end) { break }
        }
        return closed
    }
}
