import Synchronization

/// The one writer: takes the commands that have gathered while the last commit was under way,
/// runs them in one transaction, commits once, then answers every caller.
///
/// A group that fails as a whole is run again with each command's rows written under its own
/// savepoint; when even the commit fails, each command is run alone. So the guilty command gets
/// its error and the others are kept. A commit whose outcome is unknown is never run again.
final class GroupWriter {
    private let inbox: WorkQueue<any WriteTask>
    private let limit: Int
    private let session: any WriterSession
    private let scans = StatementScans()
    private let counts: WriterCounts
    private let condition: WriterCondition

    init(
        _ inbox: WorkQueue<any WriteTask>, limit: Int, session: any WriterSession,
        counts: WriterCounts, condition: WriterCondition
    ) {
        self.condition = condition
        self.counts = counts
        self.inbox = inbox
        self.limit = limit
        self.session = session
    }

    /// Returns when the inbox is closed and empty.
    func run() {
        while let group = inbox.take(limit) {
            commit(group)
        }
    }

    private enum Attempt {
        case committed
        /// Nothing was kept; running again may help.
        case undone(StorageFault)
        /// Running again cannot help now: no transaction could be opened, or nobody knows.
        case refused(StorageFault)
    }

    private func commit(_ group: [any WriteTask]) {
        let isAlone = group.count == 1
        var last = attempt(group, careful: isAlone)
        if case .undone(let fault) = last, !isAlone || fault.isLostConnection {
            counts.repeatedGroups.add(1, ordering: .relaxed)
            last = attempt(group, careful: true)
        }
        switch last {
        case .committed:
            break
        case .undone(let fault):
            if isAlone { answer(group, fault) } else { for task in group { commit([task]) } }
        case .refused(let fault):
            answer(group, fault)
        }
    }

    private func answer(_ group: [any WriteTask], _ fault: StorageFault) {
        condition.note(fault)
        for task in group {
            task.fail(fault)
            task.answer()
        }
    }

    /// What a group says of the place: one write that came through, or what one has met.
    private func note(_ group: [any WriteTask]) {
        let faults = group.lazy.compactMap { $0.failure as? StorageFault }
        if let fault = faults.first(where: \.isOfPlace) { return condition.note(fault) }
        if group.contains(where: { $0.failure == nil }) { condition.note(nil) }
    }

    private func attempt(_ group: [any WriteTask], careful: Bool) -> Attempt {
        do { try session.begin() } catch { return .refused(StorageFault(error)) }
        let transaction = GroupTransaction(session, scans, careful: careful)
        for task in group {
            transaction.perform(task)
            if let fault = transaction.groupFault {
                session.rollback()
                return .undone(fault)
            }
        }
        do {
            try transaction.flush()
            try session.commit()
        } catch {
            session.rollback()
            if case .unknownOutcome? = error as? StorageFault {
                return .refused(StorageFault(error))
            }
            return .undone(StorageFault(error))
        }
        counts.add(group: group.count)
        note(group)
        for action in transaction.actions { action() }
        for task in group { task.answer() }
        return .committed
    }
}

extension StorageFault {
    /// The server went away before the commit was sent; on a new connection the work can succeed.
    fileprivate var isLostConnection: Bool {
        if case .unavailable = self { true } else { false }
    }
}
