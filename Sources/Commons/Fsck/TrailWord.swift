import Ledger
import Storage
import Wire

/// What the audit trail says of one subject, all its events taken together.
struct TrailWord {
    let organisation: String
    let kind: String
    let id: String
    /// What each event left, in their order; empty once the subject was removed.
    private(set) var afters: [JSONValue] = []
    /// Each member as it was said last.
    private(set) var said: [String: JSONValue] = [:]
    /// Who made the first event and the last.
    let firstUser: String
    private(set) var lastUser: String
    private(set) var isRemoved = false

    /// Calls `body` for each subject of these kinds.
    ///
    /// - Parameter apart: whether the same id in two organisations is two subjects.
    static func each(
        _ kinds: [String], apart: Bool = true, in snapshot: any Snapshot,
        _ body: (TrailWord) throws -> Void
    ) throws {
        let names = kinds.map { "'\($0)'" }.joined(separator: ", ")
        var open: TrailWord?
        try snapshot.each(
            // Events of one command have one moment; the feed has their order.
            """
            SELECT a.organisation_id, a.subject_kind, a.subject_id, a.before, a.after, a.user_id
            FROM audit a LEFT JOIN change c ON c.version = a.id
            WHERE a.subject_kind IN (\(names))
            ORDER BY \(apart ? "a.organisation_id, " : "")a.subject_kind, a.subject_id, a.at,
                COALESCE(c.sequence, 0), a.id
            """, []
        ) { row in
            let next = try TrailWord(row)
            if let word = open, !word.isSame(as: next, apart) {
                open = nil
                try body(word)
            }
            if open == nil { open = next }
            try open?.take(row)
        }
        if let open { try body(open) }
    }

    private init(_ row: any Row) throws {
        organisation = try row.text(0)
        kind = try row.text(1)
        id = try row.text(2)
        firstUser = try row.text(5)
        lastUser = firstUser
    }

    private func isSame(as other: TrailWord, _ apart: Bool) -> Bool {
        id == other.id && kind == other.kind && (!apart || organisation == other.organisation)
    }

    /// What the last event left.
    var last: JSONValue? { afters.last }

    /// What the last event left that said this of it.
    func last(saying name: String) -> JSONValue? { afters.last { $0[name] != nil } }

    private mutating func take(_ row: any Row) throws {
        lastUser = try row.text(5)
        guard let text = try row.textIfAny(4) else {
            if !row.isNull(3) { (isRemoved, afters) = (true, []) }
            return
        }
        let after = try JSONValue.parse(text)
        isRemoved = false
        afters.append(after)
        guard case .object(let members) = after else { return }
        for (name, value) in members { said[name] = value }
    }
}

/// What a row says otherwise than the trail.
struct TrailComparison {
    private(set) var names: [String] = []

    mutating func check(_ name: String, _ isSame: Bool) {
        if !isSame { names.append(name) }
    }

    mutating func text(_ name: String, _ row: String?, _ trail: JSONValue?) {
        check(name, row == trail?.string)
    }
}
