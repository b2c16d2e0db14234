import Ledger
import Storage

/// One entry with its lines, as the journal shows it.
public struct ShowEntry: Query {
    public let id: ID<JournalEntry>

    public init(id: ID<JournalEntry>) { self.id = id }

    public static let declaration = Declaration(
        "journal.read", "Show a journal entry with its lines.", .get("/api/journal/:id"),
        access: .action(.readBooks), refusals: [.entryUnknown])

    public func answer(in view: View) throws -> EntryItem {
        let found = try EntryItem.read(
            "e.id = $2", [.id(view.actor.organisation), .id(id)], order: "e.id",
            in: view.snapshot)
        guard let entry = found.first else {
            throw Refusal(.entryUnknown, "No entry has this id.")
        }
        return entry
    }
}
