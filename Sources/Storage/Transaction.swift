/// Reads of one consistent state. SQL is written once for both engines with `$1`, `$2`, ...
public protocol Snapshot: AnyObject {
    var engine: Engine { get }

    /// Calls `body` for each row, in order. The row is valid only during the call.
    func each(_ sql: String, _ values: [Value], _ body: (any Row) throws -> Void) throws
}

/// One row, columns by position from 0. Asking for a type that the column does not hold is a
/// programming fault and throws `StorageFault.column`.
public protocol Row {
    func isNull(_ column: Int) -> Bool
    func integer(_ column: Int) throws -> Int64
    func real(_ column: Int) throws -> Double
    func text(_ column: Int) throws -> String
    func bytes(_ column: Int) throws -> [UInt8]
    /// Copies the UTF-8 of a text column straight into a buffer, without making a String.
    func appendText(_ column: Int, to buffer: inout [UInt8]) throws
}

/// Writes of one command inside the group that the writer commits together.
///
/// A statement that fails fails the whole command, also where `body` catches the error: what it
/// did is undone and its caller gets that error. Write `ON CONFLICT` where a conflict is expected.
/// An appended row or a delta that is malformed or refused does the same after `body` returned.
public protocol Transaction: Snapshot {
    /// Runs a statement now and returns the number of rows it changed.
    @discardableResult
    func execute(_ sql: String, _ values: [Value]) throws -> Int

    /// Adds a row that nobody needs to read back within this command's own statements. Rows of one
    /// group are written together as one statement per table, in the order in which their tables
    /// first appeared. A statement that names the table sees them: they are written first.
    func append(_ row: [Value], to table: AppendedTable)

    /// Adds `delta` to a counter; the deltas of one group are summed in memory and written once.
    func add(_ delta: Int64, to counter: Counter, key: [Value])

    /// When what this command does is recorded: `now`, or the earliest moment that is still open.
    /// Taken under the lock that orders all writes, so that of two commits the later one never has
    /// the earlier moment, whichever node made it and whatever its clock says. In microseconds
    /// since 1970.
    func moment(_ now: Int64) throws -> Int64

    /// Closes a moment: who has seen what is committed now has seen all that is ever recorded at
    /// it or before. Answers with the moment that was closed: `now`, or the last one that was given
    /// if that is later.
    func closeMoment(_ now: Int64) throws -> Int64

    /// Runs once, after the commit, on the writer thread: wake a worker, tell a waiter. Never
    /// runs when the command is undone.
    func afterCommit(_ action: @escaping @Sendable () -> Void)
}

/// A table that receives buffered rows.
public struct AppendedTable: Sendable, Hashable {
    public let name: String
    public let columns: [String]

    public init(_ name: String, _ columns: [String]) {
        self.name = name
        self.columns = columns
    }

    /// The name alone: the columns rarely differ and are long to hash for every row.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// A table of sums: `key` columns name the row, `column` holds the sum.
///
/// `key` is the primary key or a unique index of the table, and no part of it is null. Every other
/// column has a default. The column carries no CHECK on its sign: both engines test the delta
/// itself before they add it to the row that is there.
public struct Counter: Sendable, Hashable {
    public let table: String
    public let key: [String]
    public let column: String

    public init(table: String, key: [String], column: String) {
        self.table = table
        self.key = key
        self.column = column
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(table)
        hasher.combine(column)
    }
}

extension Snapshot {
    /// The earliest moment that is still open: nothing more is recorded before it. In microseconds
    /// since 1970.
    public func openMoment() throws -> Int64 {
        try first(Moment.query, []) { try $0.integer(0) } ?? 0
    }

    public func rows<T>(
        _ sql: String, _ values: [Value] = [], _ read: (any Row) throws -> T
    ) throws -> [T] {
        var all: [T] = []
        try each(sql, values) { all.append(try read($0)) }
        return all
    }

    /// The first row, if there is one. Write `LIMIT 1` where more could come.
    public func first<T>(
        _ sql: String, _ values: [Value] = [], _ read: (any Row) throws -> T
    ) throws -> T? {
        var found: T?
        try each(sql, values) { if found == nil { found = try read($0) } }
        return found
    }
}

extension Transaction {
    @discardableResult
    public func execute(_ sql: String) throws -> Int { try execute(sql, []) }
}

extension Row {
    public func bool(_ column: Int) throws -> Bool { try integer(column) != 0 }
    public func textIfAny(_ column: Int) throws -> String? {
        isNull(column) ? nil : try text(column)
    }
    public func integerIfAny(_ column: Int) throws -> Int64? {
        isNull(column) ? nil : try integer(column)
    }
    public func bytesIfAny(_ column: Int) throws -> [UInt8]? {
        isNull(column) ? nil : try bytes(column)
    }
}
