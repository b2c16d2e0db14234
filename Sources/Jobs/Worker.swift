import Commons
import Ledger
import Logging
import Storage
import Synchronization

/// Runs jobs in this process until it is stopped.
///
/// A job is held under a lease that heartbeats extend. When heartbeats cannot be written before
/// the lease ends, the worker stops its own jobs: by then another may have taken them.
public final class Worker: Sendable {
    private let name: String
    private let queue: JobQueue
    private let schedules: ScheduleTable
    private let handlers: [String: any JobHandler]
    private let signal: Signal
    private let pace: WorkerPace
    private let isAlone: Bool
    private let now: @Sendable () -> Instant
    private let graceEnds: @Sendable () async -> Void
    private let logger: Logger

    private struct Running {
        let job: Job
        let task: Task<Void, Never>
        var leaseEnds: ContinuousClock.Instant
    }

    private struct State {
        var running: [String: Running] = [:]
        /// Slots taken by jobs that are being claimed or run, by kind.
        var taken: [String: Int] = [:]
        /// A stop has waited long enough.
        var isGraceOver = false
    }

    private let state = Mutex(State())
    private let ended = Signal()

    /// - Parameters:
    ///   - name: unique among all workers of the database, now and later.
    ///   - signal: notified after each commit that queued a job.
    ///   - graceEnds: returns when a stop has waited long enough; nil: after `pace.grace`.
    ///   - isAlone: no other process works on this database, so what runs at the start was left by
    ///     one that died, and need not wait for its lease to end.
    public init(
        name: String, database: any Database, handlers: [any JobHandler],
        schedules: [JobSchedule] = [], signal: Signal, pace: WorkerPace = WorkerPace(),
        graceEnds: (@Sendable () async -> Void)? = nil, isAlone: Bool = false,
        logger: Logger = Logger(label: "jobs"),
        now: @escaping @Sendable () -> Instant
    ) {
        self.name = name
        queue = JobQueue(database: database)
        self.schedules = ScheduleTable(database: database, schedules: schedules)
        self.handlers = Dictionary(handlers.map { ($0.kind, $0) }) { first, _ in first }
        self.signal = signal
        self.pace = pace
        self.isAlone = isAlone
        self.now = now
        let grace = pace.grace
        self.graceEnds = graceEnds ?? { try? await Task.sleep(for: grace) }
        self.logger = logger
    }

    /// Runs until the task is cancelled; then takes nothing more, gives running jobs
    /// `pace.grace` to end, and releases those that did not.
    public func run() async {
        let keeper = Task { await self.keepLeases() }
        await register()
        while !Task.isCancelled {
            let took = await takeJobs()
            if !took { await signal.wait(atMost: pace.poll) }
        }
        // In a task of its own, because this one is cancelled.
        await Task { await self.drain() }.value
        keeper.cancel()
    }

    private func register() async {
        while !Task.isCancelled {
            do {
                if isAlone { try await queue.rescueAll() }
                return try await schedules.register(now: now())
            } catch {
                logger.error("schedules not registered", metadata: ["error": "\(error)"])
                await signal.wait(atMost: pace.poll)
            }
        }
    }

    /// - Returns: whether at least one job was started, so that more may wait.
    private func takeJobs() async -> Bool {
        do {
            try await schedules.enqueueDue(now: now())
            guard try await queue.hasWork(kinds: Array(handlers.keys).sorted(), now: now()) else {
                return false
            }
            let free = state.withLock { state in
                handlers.mapValues { $0.limit - state.taken[$0.kind, default: 0] }
            }
            guard free.values.contains(where: { $0 > 0 }) else { return false }
            let leaseEnds = ContinuousClock.now + pace.lease
            let jobs = try await queue.claim(free, worker: name, now: now(), lease: pace.lease)
            for job in jobs { start(job, leaseEnds: leaseEnds) }
            return !jobs.isEmpty
        } catch {
            logger.error("no jobs claimed", metadata: ["error": "\(error)"])
            return false
        }
    }

    private func start(_ job: Job, leaseEnds: ContinuousClock.Instant) {
        guard let handler = handlers[job.kind] else { return }
        state.withLock { state in
            state.taken[job.kind, default: 0] += 1
            let task = Task {
                await self.execute(job, with: handler)
                self.forget(job)
            }
            state.running[job.id] = Running(job: job, task: task, leaseEnds: leaseEnds)
        }
    }

    private func forget(_ job: Job) {
        state.withLock { state in
            state.running[job.id] = nil
            state.taken[job.kind, default: 1] -= 1
        }
        ended.notify()
        signal.notify()
    }
}

extension Worker {
    private func execute(_ job: Job, with handler: any JobHandler) async {
        let ending: JobQueue.Ending
        do {
            // Only starts that were cut off leave a job beyond its limit.
            guard job.attempt <= job.attemptLimit else {
                throw PermanentFailure("its worker died \(job.interruptions) times")
            }
            try await handler.start(job)
            ending = .done
        } catch {
            // A stopped job is released or taken over; its failure says nothing about the work.
            if Task.isCancelled { return }
            ending = await failed(job, with: handler, error)
        }
        await settle(job, ending)
    }

    private func failed(
        _ job: Job, with handler: any JobHandler, _ error: any Error
    ) async -> JobQueue.Ending {
        let reason = "\(error)"
        logger.warning(
            "job failed",
            metadata: [
                "job": "\(job.id)", "kind": "\(job.kind)", "attempt": "\(job.attempt)",
                "reason": "\(reason)",
            ])
        guard job.isLastAttempt || error is PermanentFailure else {
            return .again(at: retryTime(job), reason: reason)
        }
        do {
            try await handler.bury(job, reason: reason)
            return .dead(reason: reason)
        } catch {
            // Whoever waits for the result must hear of it, so it is told again, but not for ever.
            let both = "\(reason); telling of it failed: \(error)"
            guard job.attempt < job.attemptLimit + 5 else { return .dead(reason: both) }
            return .again(at: retryTime(job), reason: both)
        }
    }

    private func retryTime(_ job: Job) -> Instant {
        Instant(
            microseconds: now().microseconds
                + RetryDelay.after(attempt: job.attempt, job: job.id))
    }

    /// A result that cannot be written now is tried again while the lease holds; after that the
    /// job runs again.
    private func settle(_ job: Job, _ ending: JobQueue.Ending) async {
        for attempt in 1...5 {
            do {
                let held = try await queue.settle(job, ending, worker: name, now: now())
                if !held { logger.warning("job lost its lease", metadata: ["job": "\(job.id)"]) }
                return
            } catch {
                logger.error(
                    "job not settled", metadata: ["job": "\(job.id)", "error": "\(error)"])
                try? await Task.sleep(for: .milliseconds(100 * attempt))
            }
        }
    }
}

extension Worker {
    private func keepLeases() async {
        while !Task.isCancelled {
            try? await Task.sleep(for: pace.heartbeat)
            stopOverdue()
            guard state.withLock({ !$0.running.isEmpty }) else { continue }
            await extendLeases()
        }
    }

    private func extendLeases() async {
        // Before the write: the lease must never be thought longer here than it is there.
        let leaseEnds = ContinuousClock.now + pace.lease
        let before = state.withLock { Set($0.running.keys) }
        guard let held = try? await queue.extend(worker: name, now: now(), lease: pace.lease)
        else { return }
        let lost = state.withLock { state in
            for id in held { state.running[id]?.leaseEnds = leaseEnds }
            return before.subtracting(held).compactMap { state.running[$0]?.task }
        }
        // What ended meanwhile is in there too; cancelling it changes nothing.
        for task in lost { task.cancel() }
    }

    private func stopOverdue() {
        let overdue = state.withLock { state in
            state.running.values.filter { $0.leaseEnds <= ContinuousClock.now }.map(\.task)
        }
        for task in overdue { task.cancel() }
    }

    private func drain() async {
        let timer = Task { [self] in
            await graceEnds()
            state.withLock { $0.isGraceOver = true }
            ended.notify()
        }
        while state.withLock({ !$0.running.isEmpty && !$0.isGraceOver }) {
            await ended.wait(atMost: pace.grace)
        }
        timer.cancel()
        let left = state.withLock { Array($0.running.values) }
        for running in left {
            running.task.cancel()
            await settle(running.job, .released)
        }
    }
}
