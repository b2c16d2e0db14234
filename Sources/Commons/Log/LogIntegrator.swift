import Ledger
import Logging
import Proof
import Storage
import Wire

/// Takes committed leaves into the tree, in order, and signs the new head. A batch is one
/// transaction: after a crash the leaves of an unfinished one simply wait again.
public struct LogIntegrator: Sendable {
    let database: any Database
    let current: CurrentIssuer
    let clock: any Clockwork
    var issuer: Issuer { current.value }

    /// Leaves of one batch: some tens of milliseconds of the writer's time.
    private static let batch = 2_048

    public init(database: any Database, current: CurrentIssuer, clock: any Clockwork) {
        self.database = database
        self.current = current
        self.clock = clock
    }

    /// For an issuer whose key does not change meanwhile.
    public init(database: any Database, issuer: Issuer, clock: any Clockwork) {
        self.init(database: database, current: CurrentIssuer(issuer), clock: clock)
    }

    /// Enters the issuer's key into the key history; call it once before anything is signed.
    public func registerKey() async throws {
        try await database.write { transaction in
            try IssuerKeys.register(issuer, now: clock.now(), in: transaction)
        }
    }

    /// Takes in everything that was committed before the call.
    ///
    /// - Returns: how many leaves.
    @discardableResult
    public func integrate() async throws -> Int {
        var total = 0
        while try await hasWaiting() {
            let count = try await database.write { transaction in
                try LogBatch(transaction: transaction, issuer: issuer, now: clock.now())
                    .integrate(limit: Self.batch)
            }
            if count == 0 { break }
            total += count
        }
        return total
    }

    /// Integrates after each notice until the task is cancelled. Leaves that come together are
    /// taken together: a head is visible within a quarter of a second of its commit.
    public func run(signal: Signal, logger: Logger) async {
        while !Task.isCancelled {
            do {
                try await integrate()
                // Lets a burst of commits gather into one batch and one signature.
                try await Task.sleep(for: .milliseconds(100))
            } catch is CancellationError {
                return
            } catch {
                logger.error("log not extended", metadata: ["error": "\(error)"])
            }
            await signal.wait(atMost: .seconds(2))
        }
    }

    private func hasWaiting() async throws -> Bool {
        try await database.read { snapshot in
            try snapshot.first(
                "SELECT 1 FROM log_entry WHERE position IS NULL LIMIT 1", [],
                { try $0.integer(0) }) != nil
        }
    }
}

/// One batch inside its transaction.
struct LogBatch {
    let transaction: any Transaction
    let issuer: Issuer
    let now: Instant

    private static let nodes = AppendedTable("log_node", ["level", "position", "hash"])

    func integrate(limit: Int) throws -> Int {
        var frontier = try lockedFrontier()
        let start = frontier.size
        let expected = try givePositions(from: start, limit: limit)
        guard expected > 0 else { return 0 }
        let leaves = try transaction.rows(
            "SELECT leaf, kind FROM log_entry WHERE position >= $1 ORDER BY position",
            [.integer(Int64(start))], { (hash: try $0.hash(0), kind: try $0.text(1)) })
        guard leaves.count == expected else {
            throw LogFault.positions(expected: expected, found: leaves.count)
        }
        let statementKeys =
            leaves.contains { $0.kind == LogEntry.attestation }
            ? try statementKeys(from: start) : [:]
        for (index, leaf) in leaves.enumerated() {
            frontier.append(leaf.hash) { node, hash in
                guard LogTree.isKept(node) else { return }
                transaction.append(
                    [.integer(Int64(node.level)), .integer(Int64(node.index)), .bytes(hash.bytes)],
                    to: Self.nodes)
            }
            // A head that ends with the statement itself makes the shortest proof of it.
            if leaf.kind == LogEntry.attestation || index == leaves.count - 1 {
                try sign(frontier, under: statementKeys[Int64(start) + Int64(index)])
            }
        }
        try transaction.execute(
            "UPDATE log_head SET size = $1, frontier = $2 WHERE id = 1",
            [.integer(Int64(frontier.size)), .bytes(frontier.encoded)])
        return leaves.count
    }

    /// The right edge, its row locked so that another node waits for this batch.
    private func lockedFrontier() throws -> MerkleFrontier {
        try transaction.execute(
            "INSERT INTO log_head (id, size, frontier) VALUES (1, 0, $1) ON CONFLICT DO NOTHING",
            [.bytes(MerkleFrontier().encoded)])
        try transaction.execute("UPDATE log_head SET size = size WHERE id = 1")
        let stored = try transaction.first(
            "SELECT frontier FROM log_head WHERE id = 1", [], { try $0.bytes(0) })
        guard let stored, let frontier = MerkleFrontier(decoding: stored) else {
            throw LogFault.frontier
        }
        return frontier
    }

    private func givePositions(from start: UInt64, limit: Int) throws -> Int {
        try transaction.execute(
            """
            UPDATE log_entry SET position = $1 + waiting.place
            FROM (
                SELECT id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS place FROM log_entry
                WHERE position IS NULL ORDER BY id LIMIT $2
            ) AS waiting
            WHERE log_entry.id = waiting.id
            """, [.integer(Int64(start)), .integer(Int64(limit))])
    }

    /// The key of each statement by its position. One that was signed before a rotation may be
    /// taken in after it.
    private func statementKeys(from start: UInt64) throws -> [Int64: String] {
        var keys: [Int64: String] = [:]
        try transaction.each(
            """
            SELECT l.position, a.key_id FROM log_entry l
                JOIN attestation a ON a.organisation_id = l.organisation_id
                    AND a.id = l.subject_id AND a.log_entry_id = l.id
            WHERE l.position >= $1 AND l.kind = 'attestation'
            """, [.integer(Int64(start))]
        ) { row in keys[try row.integer(0)] = try row.text(1) }
        return keys
    }

    private func sign(_ frontier: MerkleFrontier, under keyID: String?) throws {
        let root = frontier.root
        let note = try issuer.signedNote(size: frontier.size, root: root, under: keyID)
        let used = issuer.keys.contains { Hex.encode($0.keyID) == keyID } ? keyID : nil
        try transaction.execute(
            """
            INSERT INTO log_checkpoint (size, root, note, key_id, signed_at)
            VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
            """,
            [
                .integer(Int64(frontier.size)), .bytes(root.bytes), .text(note.serialised),
                .text(used ?? issuer.keyID), .integer(now.microseconds),
            ])
    }
}

extension LogEntry {
    static let attestation = "attestation"
    static let revocation = "revocation"
    static let audit = "audit"
}
