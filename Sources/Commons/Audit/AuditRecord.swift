import Ledger
import Storage
import Wire

/// One line of the audit trail as people read it.
public struct AuditRecord: Codable, Sendable {
    public let id: ID<AuditRecord>
    public let at: Instant
    public let user: Person
    public let deviceID: ID<Device>?
    /// The command that did it: `invoice.issue`.
    public let command: String
    public let subject: Subject
    /// What the subject is called today, where it has a name.
    public internal(set) var about: NamedSubject?
    public let before: JSONValue?
    public let after: JSONValue?
    public let reason: String?
    /// The second person, whose id the reason ends with.
    public let agreedBy: Person?
    public let requestID: String

    public static let all: [AnyOperation] = [.query(ListAudit.self)]
}

/// A user as lists name them.
public struct Person: Codable, Sendable, Hashable {
    public let id: ID<User>
    public let name: String
}

extension Action {
    /// The auditor and the supervisor trust nobody, so they read everything.
    public static let readAudit = Action(
        "audit.read", [.owner, .admin, .accountant, .auditor, .supervisor])
}
