import Synchronization

/// Whether the place lets writes through, as far as the last one has shown; the writer tells,
/// anyone reads.
final class WriterCondition: Sendable {
    private let last = Mutex<StorageFault?>(nil)

    /// What the last write met; nil since one has come through.
    var fault: StorageFault? { last.withLock { $0 } }

    /// Takes the outcome of a write: nil where it came through.
    func note(_ fault: StorageFault?) {
        if let fault, !fault.isOfPlace { return }
        last.withLock { $0 = fault }
    }
}

extension Database {
    /// Writes something of no meaning through the writer, to see whether it comes through: after a
    /// success `writeFault` is nil.
    public func tryWriting() async throws {
        try await write { transaction in
            // Equal bytes would not be written, so they differ in between.
            for step in ["+ 1", "- 1"] {
                try transaction.execute(
                    """
                    UPDATE migration SET applied_at = applied_at \(step)
                    WHERE number = (SELECT MIN(number) FROM migration)
                    """)
            }
        }
    }
}
