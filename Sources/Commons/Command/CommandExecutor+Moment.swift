import Ledger
import Storage

extension CommandExecutor {
    /// Waits until all that will ever be recorded by an instant is committed, so that a question
    /// about what was known then has one answer for ever. What is long past waits for nobody; a
    /// question about now takes its turn with the writers.
    ///
    /// - Parameter instant: nil: now. One that is still to come is left to the question to refuse.
    /// - Returns: the time: now, or a moment that has been recorded where its clock was ahead.
    func settled(_ instant: Instant?) async throws -> Instant {
        let now = clock.now()
        if let instant {
            let open = Instant(
                microseconds: try await database.readOne { try $0.openMoment() })
            if instant < open { return max(now, instant) }
            if instant > now { return now }
        }
        do {
            let closed = try await database.write { try $0.closeMoment(now.microseconds) }
            return Instant(microseconds: closed)
        } catch StorageFault.full, StorageFault.unusable {
            // Nothing is written now, and whoever waits to be written waits in vain.
            return now
        }
    }
}

extension Transaction {
    /// The time at which what a command does is recorded.
    func moment(_ clock: any Clockwork) throws -> Instant {
        Instant(microseconds: try moment(clock.now().microseconds))
    }
}
