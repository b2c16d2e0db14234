import Storage

/// Passes everything on and counts what reaches the engine by itself, outside of the rows that a
/// group writes together.
final class CountingTransaction: Transaction {
    private let real: any Transaction
    private(set) var direct = 0

    init(_ real: any Transaction) { self.real = real }

    var engine: Engine { real.engine }

    func each(_ sql: String, _ values: [Value], _ body: (any Row) throws -> Void) throws {
        direct += 1
        try real.each(sql, values, body)
    }

    func execute(_ sql: String, _ values: [Value]) throws -> Int {
        direct += 1
        return try real.execute(sql, values)
    }

    func append(_ row: [Value], to table: AppendedTable) { real.append(row, to: table) }

    func add(_ delta: Int64, to counter: Counter, key: [Value]) {
        real.add(delta, to: counter, key: key)
    }

    func moment(_ now: Int64) throws -> Int64 { try real.moment(now) }
    func closeMoment(_ now: Int64) throws -> Int64 { try real.closeMoment(now) }

    func afterCommit(_ action: @escaping @Sendable () -> Void) { real.afterCommit(action) }
}
