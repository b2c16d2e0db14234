import Ledger
import Storage
import Wire

/// What a list of documents is asked for. One statement answers it, newest first, and its rows
/// become JSON as they are read.
struct DocumentListing {
    var kind: DocumentKind?
    var state: DocumentFilter?
    var party: ID<Party>?
    var search: String?
    var after: String?
    var limit: Int?

    func answer(in view: View) throws -> WrittenReply<Page<DocumentItem>> {
        let count = limit ?? Cursor.usualLimit
        let (sql, values) = try statement(view, count: count)
        var writer = JSONWriter(reservingCapacity: count * 320)
        var written = 0
        var last: Cursor?
        var hasMore = false
        writer.beginObject()
        writer.key("items")
        writer.beginArray()
        try view.snapshot.each(sql, values) { row in
            if written == count {
                hasMore = true
                return
            }
            try DocumentItem.write(row, to: &writer)
            written += 1
            if written == count { last = Cursor([try row.text(6), try row.text(0)]) }
        }
        writer.endArray()
        if hasMore, let last {
            writer.key("next")
            writer.string(last.text)
        }
        writer.endObject()
        return WrittenReply(writer.bytes)
    }

    /// Only what is asked for is in the text, so that each form keeps its own plan.
    private func statement(_ view: View, count: Int) throws -> (String, [Value]) {
        var values: [Value] = [.id(view.actor.organisation), .integer(Int64(count) + 1)]
        var conditions = ["d.organisation_id = $1"]
        func bind(_ value: Value) -> String {
            values.append(value)
            return "$\(values.count)"
        }
        if let kind { conditions.append("d.kind = \(bind(.text(kind.rawValue)))") }
        if let party { conditions.append("d.party_id = \(bind(.id(party)))") }
        if let after {
            let place = try Cursor(after, start: ["", ""])
            let (day, id) = (bind(.text(place[0])), bind(.text(place[1])))
            conditions.append("(d.day, d.id) < (\(day), \(id))")
        }
        if let search, !search.isEmpty {
            let name = bind(.text(LikePattern.containing(PartyName.key(search))))
            let number = bind(.text(LikePattern.containing(search.uppercased())))
            // Former names are few: they are looked through once, and not for each document.
            conditions.append(
                """
                (p.name_key LIKE \(name) ESCAPE '!' OR UPPER(d.number) LIKE \(number) ESCAPE '!'
                    OR UPPER(d.supplier_number) LIKE \(number) ESCAPE '!'
                    OR d.party_id IN (
                        SELECT x.party_id FROM party_past x
                        WHERE x.organisation_id = $1 AND x.name_key LIKE \(name) ESCAPE '!'))
                """)
        }
        let rows = """
            SELECT \(DocumentSQL.itemColumns)
            FROM document d
            JOIN party p ON p.organisation_id = d.organisation_id AND p.id = d.party_id
            WHERE \(conditions.joined(separator: " AND "))
            """
        guard let state else {
            return (rows + " ORDER BY d.day DESC, d.id DESC LIMIT $2", values)
        }
        let wanted = state.condition { bind(.day(view.today)) }
        return (
            """
            SELECT * FROM (\(rows)) AS listed WHERE \(wanted)
            ORDER BY day DESC, id DESC LIMIT $2
            """, values
        )
    }
}

/// A state, or a question that several states answer.
public enum DocumentFilter: String, Codable, Sendable, CaseIterable {
    case draft, issued
    case partlyPaid = "partly_paid"
    case paid, credited, void
    /// Issued and not yet settled.
    case open
    /// Open after its due day.
    case overdue

    /// `today` binds the business day, where it is asked for.
    func condition(today: () -> String) -> String {
        let isOpen = "issued_at IS NOT NULL AND NOT is_void AND settled <> payable"
        return switch self {
        case .open: isOpen
        case .overdue: "\(isOpen) AND due_day < \(today())"
        default: "\(DocumentSQL.state) = '\(rawValue)'"
        }
    }
}
