import Ledger
import Storage
import Wire

/// What a command sees while it runs: its transaction, who asks, the time, and the traces it must
/// leave. Valid only inside `perform(in:)`.
public protocol Work: AnyObject {
    var transaction: any Transaction { get }
    var actor: Actor { get }
    var now: Instant { get }
    /// The business day of the organisation.
    var today: Day { get }
    /// Who signs statements here, if anybody does.
    var issuer: Issuer? { get }
    /// The name of the command that is carried out.
    var command: String { get }
    /// What can be asked for here.
    var registry: CommandRegistry { get }

    func newID<Entity>(_ entity: Entity.Type) -> ID<Entity>

    /// Records what happened to a subject: one audit row with before and after, one row of the
    /// change feed, one leaf for the transparency log.
    func record(
        _ subject: Subject, before: JSONValue?, after: JSONValue?, reason: String?)

    /// Queues a job that exists only if this command commits.
    func enqueue(_ kind: String, payload: JSONValue, runAt: Instant?) throws

    /// Wakes a worker after the commit; `enqueue` does it by itself.
    func announceJobs()
}

/// What a query sees.
public struct View {
    public let snapshot: any Snapshot
    public let actor: Actor
    public let now: Instant
    public let today: Day
    /// Who signs statements here, if anybody does.
    public let issuer: Issuer?

    public init(
        snapshot: any Snapshot, actor: Actor, now: Instant, today: Day, issuer: Issuer? = nil
    ) {
        self.snapshot = snapshot
        self.actor = actor
        self.now = now
        self.today = today
        self.issuer = issuer
    }
}

/// The thing that an audit row, a change or an attestation speaks of.
public struct Subject: Sendable, Hashable, Codable {
    /// A noun: `document`, `paper`, `payment`.
    public let kind: String
    public let id: String

    public init(kind: String, id: String) {
        self.kind = kind
        self.id = id
    }
}

extension Work {
    public var issuer: Issuer? { nil }
    public func announceJobs() {}

    public func record(
        _ subject: Subject, before: JSONValue? = nil, after: JSONValue? = nil
    ) {
        record(subject, before: before, after: after, reason: nil)
    }

    public func enqueue(_ kind: String, payload: JSONValue) throws {
        try enqueue(kind, payload: payload, runAt: nil)
    }
}
