/// One accepted read: run on a reader thread over a snapshot, or refused.
struct ReadTask: Sendable {
    /// Its one statement needs no transaction around it.
    let isSingle: Bool
    let run: @Sendable (any Snapshot) -> Void
    let refuse: @Sendable (StorageFault) -> Void
}

extension ReadTask {
    /// Offers the read and waits for its answer.
    static func perform<T: Sendable>(
        on queue: WorkQueue<ReadTask>, isSingle: Bool = false,
        _ body: @escaping @Sendable (any Snapshot) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { caller in
            let task = ReadTask(
                isSingle: isSingle,
                run: { snapshot in
                    let shown = isSingle ? SingleStatement(of: snapshot) : snapshot
                    caller.resume(with: Result { try body(shown) })
                },
                refuse: { fault in caller.resume(throwing: fault) })
            do throws(StorageFault) {
                try queue.offer(task)
            } catch {
                caller.resume(throwing: error)
            }
        }
    }
}
