/// When the commands of one group are recorded. One group at a time has the lock of the writers,
/// and leaves the earliest open moment in the database for the next one, of whatever node.
struct Moment {
    static let query = "SELECT at FROM moment WHERE id = 1"

    /// A clock that was further ahead was wrong and has been set right; what is recorded from then
    /// on has the right time, and only what was known in that future is not settled.
    private static let tolerance: Int64 = 600_000_000

    private static let row = Counter(table: "moment", key: ["id"], column: "at")

    /// As it stands in the database; nil until somebody asks.
    private var stored: Int64?
    /// The earliest moment that is open to the next command.
    private var open: Int64 = 0
    /// As of the last command that was kept.
    private var kept: Int64 = 0

    mutating func give(_ now: Int64, _ session: any WriterSession) throws -> Int64 {
        if stored == nil {
            var found: Int64 = 0
            // An answer is needed, so the lock is held when it comes.
            try session.each(Self.query, [], isRead: true) { found = try $0.integer(0) }
            (stored, open, kept) = (found, found, found)
        }
        open = now < open - Self.tolerance ? now : max(open, now)
        return open
    }

    mutating func close(_ now: Int64, _ session: any WriterSession) throws -> Int64 {
        let closed = try give(now, session)
        open = closed + 1
        return closed
    }

    /// The command that asked last has come through.
    mutating func keep() { kept = open }

    /// What the group leaves, written with its other rows.
    func write(_ session: any WriterSession) throws {
        guard let stored, kept != stored else { return }
        try session.add(
            [CounterDelta(key: [.integer(1)], delta: kept - stored)], to: Self.row)
    }
}
