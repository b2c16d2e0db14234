/// Where books, papers and jobs live. Two engines stand behind one SQL text.
///
/// Reads run on a snapshot; writes join the group commit of the one writer and return only after
/// the commit is on disk.
public protocol Database: Sendable {
    var engine: Engine { get }

    /// Runs `body` on one consistent snapshot, on a reader thread.
    func read<T: Sendable>(
        _ body: @escaping @Sendable (any Snapshot) throws -> T
    ) async throws -> T

    /// Like `read`, for a body that asks one thing: no transaction is opened around its one
    /// statement, which is a consistent snapshot by itself. A second statement throws `engine`.
    func readOne<T: Sendable>(
        _ body: @escaping @Sendable (any Snapshot) throws -> T
    ) async throws -> T

    /// Runs `body` inside the next group commit, under its own savepoint, and answers after the
    /// commit. What `body` throws undoes only what `body` did.
    ///
    /// `body` may run more than once (a group that fails as a whole is run again one by one), so
    /// it has no effect except through the transaction.
    ///
    /// - Throws: `StorageFault.overloaded` when the writer's inbox is full.
    @discardableResult
    func write<T: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> T
    ) async throws -> T

    var statistics: DatabaseStatistics { get }

    /// Why writes do not come through now: the disk is full or has failed, the server is away. Nil
    /// as far as the last write has shown.
    var writeFault: StorageFault? { get }

    /// Has the engine check its own pages and indices, which takes as long as reading all of them.
    func checkIntegrity() async throws -> DatabaseIntegrity

    /// Finishes what was accepted, then closes every connection.
    func close() async
}

public enum Engine: String, Sendable, CaseIterable {
    case sqlite
    case postgresql
}
