import Ledger
import Storage

/// A leaf that waits for its place in the transparency log. It commits with its event: no event
/// without a leaf, no leaf without an event.
public struct LogEntry: Sendable {
    public let id: String
    public let organisation: ID<Organisation>
    /// What the leaf speaks of: `audit`, `attestation`, `revocation`.
    public let kind: String
    public let subject: Subject
    /// The 32 bytes of the leaf hash.
    public let leaf: [UInt8]
    public let recordedAt: Instant

    public init(
        id: String, organisation: ID<Organisation>, kind: String, subject: Subject,
        leaf: [UInt8], recordedAt: Instant
    ) {
        self.id = id
        self.organisation = organisation
        self.kind = kind
        self.subject = subject
        self.leaf = leaf
        self.recordedAt = recordedAt
    }

    private static let table = AppendedTable(
        "log_entry",
        ["id", "organisation_id", "kind", "subject_kind", "subject_id", "leaf", "recorded_at"])

    public static func append(_ entry: LogEntry, to transaction: any Transaction) {
        transaction.append(
            [
                .text(entry.id), .text(entry.organisation.text), .text(entry.kind),
                .text(entry.subject.kind), .text(entry.subject.id), .bytes(entry.leaf),
                .integer(entry.recordedAt.microseconds),
            ], to: table)
    }
}
