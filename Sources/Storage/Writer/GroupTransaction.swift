/// The transaction that all commands of one group share. It keeps each command's rows apart until
/// the command has come through, and gives the engine as few statements as it can.
///
/// Invariant: while a savepoint is open, `group` is empty, so that undoing the savepoint undoes
/// this command alone.
final class GroupTransaction: Transaction {
    private let session: any WriterSession
    private let scans: StatementScans
    /// Gives every command its own savepoint and writes its rows before the next command runs, so
    /// that a row which the engine refuses is known to be this command's.
    private let careful: Bool

    private var group = PendingRows()
    private var command = PendingRows()
    private var hasSavepoint = false
    private var commandFault: StorageFault?
    private var commandActions: [@Sendable () -> Void] = []
    private var moment = Moment()

    private(set) var actions: [@Sendable () -> Void] = []
    /// What made the whole group impossible: another command's rows were refused, or the engine
    /// gave up the transaction.
    private(set) var groupFault: StorageFault?

    init(_ session: any WriterSession, _ scans: StatementScans, careful: Bool) {
        self.session = session
        self.scans = scans
        self.careful = careful
    }

    var engine: Engine { session.engine }

    /// Runs one command of the group. When it throws, nothing of it remains.
    func perform(_ task: any WriteTask) {
        task.run(self)
        if let commandFault { task.fail(commandFault) }
        if task.failure == nil, careful {
            do {
                try flushCommand()
                try session.settle()
            } catch {
                task.fail(error)
            }
        }
        if groupFault != nil { return }
        if task.failure == nil { keep(task) } else { undo() }
        command.removeAll()
        commandActions.removeAll()
        commandFault = nil
    }

    /// Writes what still waits. Called once, after the last command.
    func flush() throws {
        if let groupFault { throw groupFault }
        try write(group)
        group.removeAll()
        try moment.write(session)
    }

    private func keep(_ task: any WriteTask) {
        do {
            moment.keep()
            if hasSavepoint {
                try session.release()
                hasSavepoint = false
            }
            if !group.absorb(command) {
                try flushGroup()
                _ = group.absorb(command)
            }
            actions.append(contentsOf: commandActions)
        } catch {
            groupFault = groupFault ?? StorageFault(error)
        }
    }

    private func undo() {
        do {
            if hasSavepoint {
                try session.rollbackToSavepoint()
                hasSavepoint = false
            }
            if !session.isInTransaction {
                groupFault = commandFault ?? .engine("The engine gave up the transaction.")
            }
        } catch {
            groupFault = groupFault ?? StorageFault(error)
        }
    }
}

extension GroupTransaction {
    func each(_ sql: String, _ values: [Value], _ body: (any Row) throws -> Void) throws {
        try check()
        let scan = scans[sql]
        do {
            if careful || !scan.isRead || command.mentions(scan.words) {
                try prepareDirect()
            } else if group.mentions(scan.words) {
                try flushGroup()
            }
        } catch {
            throw failed(error)
        }
        var thrown: (any Error)?
        do {
            try session.each(sql, values, isRead: scan.isRead) { row in
                do { try body(row) } catch {
                    thrown = error
                    throw error
                }
            }
        } catch {
            // What the reader of the rows throws is the command's own affair.
            if let thrown { throw thrown }
            throw failed(error)
        }
    }

    func execute(_ sql: String, _ values: [Value]) throws -> Int {
        try check()
        do {
            try prepareDirect()
            return try session.execute(sql, values)
        } catch {
            throw failed(error)
        }
    }

    func append(_ row: [Value], to table: AppendedTable) {
        if row.count != table.columns.count {
            let counts = "\(row.count) values for \(table.columns.count) columns"
            _ = failed(StorageFault.engine("A row for \(table.name) has \(counts)."))
        } else {
            command.append(row, to: table)
        }
    }

    func add(_ delta: Int64, to counter: Counter, key: [Value]) {
        let name = "\(counter.table).\(counter.column)"
        if key.count != counter.key.count || key.contains(.null) {
            _ = failed(
                StorageFault.engine(
                    "A delta for \(name) needs a value for each of its \(counter.key.count) key "
                        + "columns, none of them null."))
        } else if !command.add(delta, to: counter, key: key) {
            _ = failed(StorageFault.outOfRange("The sum of \(name) leaves 64 bits."))
        }
    }

    func moment(_ now: Int64) throws -> Int64 {
        try check()
        do { return try moment.give(now, session) } catch { throw failed(error) }
    }

    func closeMoment(_ now: Int64) throws -> Int64 {
        try check()
        do { return try moment.close(now, session) } catch { throw failed(error) }
    }

    func afterCommit(_ action: @escaping @Sendable () -> Void) {
        commandActions.append(action)
    }

    private func check() throws {
        if let groupFault { throw groupFault }
        if let commandFault { throw commandFault }
    }

    /// Everything before this command goes outside of its savepoint, everything of it inside.
    private func prepareDirect() throws {
        if !hasSavepoint {
            try flushGroup()
            try session.savepoint()
            hasSavepoint = true
        }
        try flushCommand()
    }

    private func flushCommand() throws {
        if command.isEmpty { return }
        if !hasSavepoint {
            try flushGroup()
            try session.savepoint()
            hasSavepoint = true
        }
        try write(command)
        command.removeAll()
    }

    private func flushGroup() throws {
        if group.isEmpty { return }
        do {
            try write(group)
            try session.settle()
        } catch {
            groupFault = StorageFault(error)
            throw error
        }
        group.removeAll()
    }

    private func write(_ pending: PendingRows) throws {
        for batch in pending.batches {
            switch batch {
            case .rows(let table, let rows): try session.insert(rows, into: table)
            case .deltas(let counter, let sums, _): try session.add(sums, to: counter)
            }
        }
    }

    private func failed(_ error: any Error) -> StorageFault {
        let fault = StorageFault(error)
        commandFault = commandFault ?? fault
        return fault
    }
}

extension StorageFault {
    init(_ error: any Error) {
        self = error as? StorageFault ?? .engine("\(error)")
    }
}
