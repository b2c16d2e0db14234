import Ledger
import Storage

/// That a subject has changed: clients ask for what came after the last one they know.
public struct Change: Codable, Sendable {
    /// Grows with every change of the database; not every number is one's own.
    public let sequence: Int64
    public let subject: Subject
    /// The audit row that tells what changed.
    public let version: ID<AuditRecord>
    public let at: Instant

    private static let table = AppendedTable(
        "change", ["organisation_id", "subject_kind", "subject_id", "version", "at"])

    static func append(
        _ subject: Subject, of entry: AuditEntry, to transaction: any Transaction
    ) {
        transaction.append(
            [
                .text(entry.organisation.text), .text(subject.kind), .text(subject.id),
                .text(entry.id.text), .integer(entry.at.microseconds),
            ], to: table)
    }
}
