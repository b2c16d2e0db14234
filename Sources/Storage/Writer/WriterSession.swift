/// The one connection through which the group writer writes. Used by the writer thread alone.
///
/// Every call throws `StorageFault` only.
protocol WriterSession: AnyObject {
    var engine: Engine { get }

    /// Opens a transaction; connects again first where that is needed.
    func begin() throws
    /// Throws `unknownOutcome` where the commit may have happened; any other error means not.
    func commit() throws
    /// Leaves no transaction open, whatever state the connection is in.
    func rollback()
    /// False when the engine has given up the transaction by itself.
    var isInTransaction: Bool { get }

    func savepoint() throws
    func release() throws
    func rollbackToSavepoint() throws

    /// - Parameter isRead: whether the statement changes nothing.
    func each(
        _ sql: String, _ values: [Value], isRead: Bool, _ body: (any Row) throws -> Void
    ) throws
    func execute(_ sql: String, _ values: [Value]) throws -> Int
    /// `insert` and `add` may put their work off to the next call; what is refused then is thrown
    /// by that call.
    func insert(_ rows: [[Value]], into table: AppendedTable) throws
    func add(_ deltas: [CounterDelta], to counter: Counter) throws
    /// Throws what `insert` and `add` have put off.
    func settle() throws
}

struct CounterDelta: Sendable {
    var key: [Value]
    var delta: Int64
}
