import Ledger
import Storage

/// What happened to a document, in the order in which it happened.
enum DocumentEvent: String {
    case drafted, changed, issued, booked, paid, credited, released, voided

    func append(
        to document: ID<Document>, amount: Money? = nil, note: String? = nil, in work: any Work
    ) throws {
        work.transaction.append(
            [
                .id(work.actor.organisation), .id(work.newID(DocumentEvent.self)), .id(document),
                .text(rawValue), .integer(amount?.minorUnits), .text(note),
                .id(work.actor.user), .instant(work.now),
            ], to: Self.table)
    }

    private static let table = AppendedTable(
        "document_event",
        ["organisation_id", "id", "document_id", "kind", "amount", "note", "user_id", "at"])
}
