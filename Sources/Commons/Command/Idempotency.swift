import Crypto
import Ledger
import Storage
import Synchronization
import Wire

/// What a caller says to have one effect from many sends.
public struct IdempotencyKey: Sendable, Hashable {
    /// 1 to 255 visible ASCII characters, chosen by the caller; a UUID is best.
    public let text: String
    let fingerprint: Fingerprint

    static func isValid(_ text: String) -> Bool {
        1...255 ~= text.utf8.count && text.utf8.allSatisfy { 0x21...0x7E ~= $0 }
    }
}

/// What makes two requests the same: SHA-256 over the command's name, its parameters and its body
/// in canonical form, so that white space and the order of members do not matter.
struct Fingerprint: Sendable, Hashable {
    let bytes: [UInt8]

    static func of(
        command: String, body: JSONValue?, parameters: [(name: String, value: String)]
    ) -> Fingerprint {
        var hash = Crypto.SHA256()
        func add(_ part: some Sequence<UInt8>) {
            let bytes = Array(part)
            withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { hash.update(bufferPointer: $0) }
            hash.update(data: bytes)
        }
        add(command.utf8)
        for parameter in parameters.sorted(by: { $0.name < $1.name }) {
            add(parameter.name.utf8)
            add(parameter.value.utf8)
        }
        add(body?.canonicalBytes ?? [])
        return Fingerprint(bytes: Array(hash.finalize()))
    }
}

/// Who a request is, for the audit trail and against double effects.
public struct RequestIdentity: Sendable {
    public let id: String
    public let key: IdempotencyKey?

    public init(id: String, key: IdempotencyKey? = nil) {
        self.id = id
        self.key = key
    }
}

/// The requests with a key that this process is working on. A second node is kept out by the
/// unique key of the table.
final class RunningKeys: Sendable {
    struct Slot: Hashable {
        let organisation: ID<Organisation>
        let user: ID<User>
        let key: String
    }

    private let running = Mutex<Set<Slot>>([])

    /// False when the slot is taken.
    func begin(_ slot: Slot) -> Bool { running.withLock { $0.insert(slot).inserted } }
    func end(_ slot: Slot) { running.withLock { _ = $0.remove(slot) } }
}

/// The table of answered requests.
enum Idempotency {
    /// Field devices may come back after a season.
    static let keptDays = 90

    static let table = AppendedTable(
        "idempotency",
        ["organisation_id", "user_id", "key", "fingerprint", "status", "body", "created_at"])

    static func row(
        _ slot: RunningKeys.Slot, _ fingerprint: Fingerprint, _ outcome: Outcome, at now: Instant
    ) -> [Value] {
        [
            .text(slot.organisation.description), .text(slot.user.description), .text(slot.key),
            .bytes(fingerprint.bytes), .integer(Int64(outcome.status)), .bytes(outcome.body),
            .integer(now.microseconds),
        ]
    }

    /// The stored answer to the same request; nil when the key is new.
    /// - Throws: `Refusal` when the key belongs to another request.
    static func stored(
        _ slot: RunningKeys.Slot, _ fingerprint: Fingerprint, in snapshot: any Snapshot
    ) throws -> Outcome? {
        let found = try snapshot.first(
            """
            SELECT fingerprint, status, body FROM idempotency
            WHERE organisation_id = $1 AND user_id = $2 AND key = $3
            """,
            [
                .text(slot.organisation.description), .text(slot.user.description),
                .text(slot.key),
            ]
        ) { row in
            (try row.bytes(0), Int(try row.integer(1)), try row.bytes(2))
        }
        guard let (known, status, body) = found else { return nil }
        guard known == fingerprint.bytes else {
            throw Refusal(
                .idempotencyKeyReused, "Send this request with an idempotency key of its own.")
        }
        return Outcome(status: status, body: body, isReplay: true)
    }

    /// Forgets what is older than it must be kept. Called by a daily job.
    public static func forgetOld(in transaction: any Transaction, now: Instant) throws -> Int {
        try transaction.execute(
            "DELETE FROM idempotency WHERE created_at < $1",
            [.integer(now.microseconds - Int64(keptDays) * 86_400_000_000)])
    }
}
