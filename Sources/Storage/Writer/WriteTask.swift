/// One accepted write. The group writer runs it, perhaps more than once, and answers it once.
protocol WriteTask: AnyObject, Sendable {
    /// Runs the body and keeps its value or its error as the outcome to answer with.
    func run(_ transaction: any Transaction)
    /// Replaces the outcome: the body came through but its rows were refused.
    func fail(_ error: any Error)
    var failure: (any Error)? { get }
    /// Tells the caller the outcome that is kept now.
    func answer()
}

/// Unchecked: after the offer only the writer thread touches it.
final class WriteTaskOf<T: Sendable>: WriteTask, @unchecked Sendable {
    private let body: @Sendable (any Transaction) throws -> T
    private let caller: CheckedContinuation<T, any Error>
    private var outcome: Result<T, any Error> = .failure(StorageFault.closed)

    init(
        _ body: @escaping @Sendable (any Transaction) throws -> T,
        _ caller: CheckedContinuation<T, any Error>
    ) {
        self.body = body
        self.caller = caller
    }

    func run(_ transaction: any Transaction) {
        outcome = Result { try body(transaction) }
    }

    func fail(_ error: any Error) { outcome = .failure(error) }

    var failure: (any Error)? {
        if case .failure(let error) = outcome { error } else { nil }
    }

    func answer() { caller.resume(with: outcome) }
}

extension WriteTaskOf {
    /// Offers the write and waits for its answer.
    static func perform(
        on inbox: WorkQueue<any WriteTask>,
        _ body: @escaping @Sendable (any Transaction) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { caller in
            do throws(StorageFault) {
                try inbox.offer(WriteTaskOf(body, caller))
            } catch {
                caller.resume(throwing: error)
            }
        }
    }
}
