import Ledger
import Storage
import Wire

/// The work of one command inside its transaction: who acts, the time, and the traces it leaves.
final class LiveWork: Work {
    let transaction: any Transaction
    let actor: Actor
    let now: Instant
    let today: Day
    let command: String
    let requestID: String
    let registry: CommandRegistry
    /// The second person, while an approved command is performed for its maker.
    let checker: Actor?
    /// What that person agreed that the command acts upon.
    let agreedMatter: JSONValue?
    private let ids: any IDSource
    private let installation: Installation
    private var hasAnnouncedLog = false
    private var hasAnnouncedJobs = false

    init(
        transaction: any Transaction, actor: Actor, now: Instant, today: Day, command: String,
        requestID: String, registry: CommandRegistry, ids: any IDSource,
        installation: Installation, checker: Actor? = nil, agreedMatter: JSONValue? = nil
    ) {
        self.transaction = transaction
        self.actor = actor
        self.now = now
        self.today = today
        self.command = command
        self.requestID = requestID
        self.registry = registry
        self.ids = ids
        self.installation = installation
        self.checker = checker
        self.agreedMatter = agreedMatter
    }

    var issuer: Issuer? { installation.issuer }

    func newID<Entity>(_ entity: Entity.Type) -> ID<Entity> { ids.next(entity, at: now) }

    func record(
        _ subject: Subject, before: JSONValue?, after: JSONValue?, reason: String?
    ) {
        let entry = AuditEntry(
            id: newID(AuditRecord.self), organisation: actor.organisation, user: actor.user,
            device: actor.device, command: command, subject: subject, before: before,
            after: after, reason: withChecker(reason), requestID: requestID, at: now)
        entry.append(to: transaction)
        Change.append(subject, of: entry, to: transaction)
        LogEntry.append(
            LogEntry(
                id: entry.id.description, organisation: actor.organisation, kind: "audit",
                subject: subject, leaf: entry.leaf, recordedAt: now),
            to: transaction)
        announceLog()
    }

    /// One notice a command, however much it leaves.
    private func announceLog() {
        guard !hasAnnouncedLog else { return }
        hasAnnouncedLog = true
        transaction.afterCommit { [log = installation.log] in log.notify() }
    }

    private func withChecker(_ reason: String?) -> String? {
        guard let checker else { return reason }
        let agreed = "agreed to by \(checker.user.text)"
        return reason.map { $0 + "; " + agreed } ?? agreed
    }

    func enqueue(_ kind: String, payload: JSONValue, runAt: Instant?) throws {
        transaction.append(
            [
                .text(newID(QueuedJob.self).description), .text(actor.organisation.description),
                .text(kind), .text(String(decoding: payload.bytes, as: UTF8.self)),
                .text("queued"), .integer((runAt ?? now).microseconds), .integer(0),
                .integer(Int64(QueuedJob.attemptLimit(of: kind))), .integer(now.microseconds),
            ], to: QueuedJob.table)
        announceJobs()
    }

    func announceJobs() {
        guard !hasAnnouncedJobs else { return }
        hasAnnouncedJobs = true
        transaction.afterCommit { [installation] in
            installation.jobs.notify()
            installation.queued.notify()
        }
    }

    /// The same transaction with the traces of somebody else.
    func standingIn(as other: Actor) -> LiveWork {
        LiveWork(
            transaction: transaction, actor: other, now: now, today: today, command: command,
            requestID: requestID, registry: registry, ids: ids, installation: installation,
            checker: checker, agreedMatter: agreedMatter)
    }

    /// The same transaction for another command: an approved one, performed for its maker.
    func standingIn(for maker: Actor, command: String, matter: JSONValue?) -> LiveWork {
        LiveWork(
            transaction: transaction, actor: maker, now: now, today: today, command: command,
            requestID: requestID, registry: registry, ids: ids, installation: installation,
            checker: actor, agreedMatter: matter)
    }
}

/// A job as a command leaves it; `Jobs` takes it from there.
enum QueuedJob {
    /// A person waits for the reading of a paper, so it is reported after three attempts.
    static func attemptLimit(of kind: String) -> Int {
        kind == ReadPaperPayload.kind ? 3 : 8
    }

    static let table = AppendedTable(
        "job",
        [
            "id", "organisation_id", "kind", "payload", "state", "run_at", "attempt",
            "max_attempts", "created_at",
        ])
}
