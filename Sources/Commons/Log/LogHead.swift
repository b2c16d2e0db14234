import Ledger
import Storage
import Wire

/// The newest signed head of the log.
public struct LogHead: Query {
    public init() {}

    public static let declaration = Declaration(
        "log.head", "Show the newest signed head of the transparency log.",
        .get("/api/log/checkpoint"), access: .everyone, refusals: [.logEmpty])

    public func answer(in view: View) throws -> LogCheckpoint {
        let newest = try view.snapshot.first(
            """
            SELECT size, root, note, key_id, signed_at FROM log_checkpoint
            ORDER BY size DESC LIMIT 1
            """, [], LogCheckpoint.init)
        guard let newest else {
            throw Refusal(.logEmpty, "Nothing has happened here yet.")
        }
        return newest
    }
}

/// A signed head of the log.
public struct LogCheckpoint: Codable, Sendable {
    /// Leaves under it.
    public let size: Int64
    /// In hexadecimal.
    public let root: String
    /// The signed note (C2SP tlog-checkpoint).
    public let note: String
    public let keyID: String
    public let signedAt: Instant

    init(_ row: any Row) throws {
        size = try row.integer(0)
        root = try row.hash(1).hex
        note = try row.text(2)
        keyID = try row.text(3)
        signedAt = try row.instant(4)
    }
}

extension RefusalCode {
    public static let logEmpty = RefusalCode("log_empty", 404, "The log has no entry yet")

    static let log: [RefusalCode] = [.logEmpty]
}
