import Storage
import Wire

/// Reads on where a row cannot be read: names the row and its table, and leaves it out of what is
/// checked. One damaged byte must not hide what else is wrong.
final class FsckSnapshot: Snapshot {
    private let inner: any Snapshot
    private var seen: Set<Finding> = []
    private var pending: [Finding] = []
    /// Which part is being checked.
    var area = FsckArea.books

    init(_ inner: any Snapshot) { self.inner = inner }

    var engine: Engine { inner.engine }

    func each(_ sql: String, _ values: [Value], _ body: (any Row) throws -> Void) throws {
        try inner.each(sql, values) { row in
            do { try body(row) } catch {
                guard Self.isOfRow(error) else { throw error }
                note(error, row, sql, values)
            }
        }
    }

    /// What could not be read since this was asked last.
    func takeFindings() -> [Finding] {
        defer { pending = [] }
        return pending
    }

    /// A lost connection or a database that closes says nothing of the row.
    private static func isOfRow(_ error: any Error) -> Bool {
        guard let fault = error as? StorageFault else { return !(error is CancellationError) }
        return switch fault {
        case .column, .engine: true
        default: false
        }
    }

    private func note(_ error: any Error, _ row: any Row, _ sql: String, _ values: [Value]) {
        let found = Finding(
            area, "row_unreadable",
            Subject(kind: Self.table(of: sql), id: Self.name(of: row, values)),
            "It cannot be read: \(error)")
        if seen.insert(found).inserted { pending.append(found) }
    }

    /// The table that the statement reads, not one that a column of it asks.
    private static func table(of sql: String) -> String {
        let words = sql.split { $0 == " " || $0 == "\n" }
        var depth = 0
        var found: (name: Substring, depth: Int)?
        for (word, next) in zip(words, words.dropFirst()) {
            if word == "FROM", next.first != "(", depth < found?.depth ?? .max {
                found = (next, depth)
            }
            for letter in word {
                if letter == "(" { depth += 1 }
                if letter == ")" { depth -= 1 }
            }
        }
        return found.map { String($0.name) } ?? "row"
    }

    /// The ids that the row shows, or by which it was asked for: the organisation's and its own.
    private static func name(of row: any Row, _ values: [Value]) -> String {
        let shown = (0..<3).compactMap { try? row.text($0) }
        let asked = values.compactMap { value -> String? in
            if case .text(let text) = value { text } else { nil }
        }
        var ids: [String] = []
        for id in shown + asked where id.utf8.count == 36 && !ids.contains(id) { ids.append(id) }
        return ids.isEmpty ? shown.first ?? "unknown" : ids.joined(separator: " ")
    }
}
