import Ledger
import Proof
import Storage
import Wire

/// The tree again from its leaves: positions without a gap, every kept node, the right edge, and
/// every head that was ever signed, with its signature.
struct LogCheck {
    let snapshot: any Snapshot

    func run(_ report: inout FsckReport) throws {
        var walk = Walk(
            heads: try heads(), nodes: try nodes(), keys: try keys())
        try snapshot.each(
            """
            SELECT position, leaf, id FROM log_entry WHERE position IS NOT NULL
            ORDER BY position
            """, []
        ) { row in
            walk.take(try row.integer(0), try row.hash(1), entry: try row.text(2))
        }
        walk.end(frontier: try storedFrontier())
        report.add(.log, checked: Int(walk.frontier.size), walk.findings + (try youngKeys()))
    }

    private func heads() throws -> [SignedHead] {
        try snapshot.rows(
            "SELECT size, root, note, key_id FROM log_checkpoint ORDER BY size", []
        ) { row in
            SignedHead(
                size: try row.integer(0), root: try row.bytes(1), note: try row.text(2),
                keyID: try row.text(3))
        }
    }

    private func nodes() throws -> [MerkleTree.Node: [UInt8]] {
        var nodes: [MerkleTree.Node: [UInt8]] = [:]
        try snapshot.each("SELECT level, position, hash FROM log_node", []) { row in
            let node = MerkleTree.Node(
                level: Int(try row.integer(0)), index: UInt64(max(0, try row.integer(1))))
            nodes[node] = try row.bytes(2)
        }
        return nodes
    }

    private func keys() throws -> [String: [UInt8]] {
        Dictionary(
            try snapshot.rows(
                "SELECT key_id, public_key FROM issuer_key", [],
                { (try $0.text(0), try $0.bytes(1)) })
        ) { first, _ in first }
    }

    /// The current key is entered again whenever a process starts, so that one that was removed is
    /// there and younger than what it signed. Clocks of nodes may differ by some minutes.
    private func youngKeys() throws -> [Finding] {
        try snapshot.rows(
            """
            SELECT k.key_id FROM issuer_key k
            JOIN log_checkpoint c ON c.key_id = k.key_id
            GROUP BY k.key_id, k.created_at HAVING MIN(c.signed_at) < k.created_at - 600000000
            ORDER BY k.key_id
            """, []
        ) { row in
            Finding(
                .log, "key_replaced", Subject(kind: "issuer_key", id: try row.text(0)),
                "It is younger than what it signed: its row was removed and made again.")
        }
    }

    private func storedFrontier() throws -> [UInt8]? {
        try snapshot.first(
            "SELECT frontier FROM log_head WHERE id = 1", [], { try $0.bytes(0) })
    }
}

struct SignedHead {
    let size: Int64
    let root: [UInt8]
    let note: String
    let keyID: String

    /// Nil when the note says exactly this head and the key signed it.
    func fault(root actual: SHA256Hash, keys: [String: [UInt8]]) -> String? {
        guard root == actual.bytes else { return "its root is not that of the leaves under it" }
        guard let key = keys[keyID] else { return "its key \(keyID) is unknown" }
        guard let signed = SignedNote(serialised: note),
            let checkpoint = Checkpoint(text: signed.text), checkpoint.root == actual,
            checkpoint.size == UInt64(size), let line = signed.signatures.first
        else { return "its note does not say what its row says" }
        let isSigned = Issuer.verify(
            Array(signed.text.utf8), signature: line.signature, publicKey: key)
        return isSigned ? nil : "its signature does not verify"
    }
}

/// The leaves in order, and what is wrong on the way.
private struct Walk {
    var frontier = MerkleFrontier()
    var findings: [Finding] = []
    private var heads: ArraySlice<SignedHead>
    private var nodes: [MerkleTree.Node: [UInt8]]
    private let keys: [String: [UInt8]]
    private var hasGap = false
    private var lastHead: Int64 = 0

    init(heads: [SignedHead], nodes: [MerkleTree.Node: [UInt8]], keys: [String: [UInt8]]) {
        self.heads = heads[...]
        self.nodes = nodes
        self.keys = keys
    }

    mutating func take(_ position: Int64, _ leaf: SHA256Hash, entry: String) {
        if position != Int64(frontier.size), !hasGap {
            // Everything after a gap stands elsewhere; naming each leaf would hide the one.
            hasGap = true
            add(
                "position_missing", "log_entry", entry,
                "position \(frontier.size) is empty and \(position) comes next")
        }
        var completed: [(MerkleTree.Node, SHA256Hash)] = []
        frontier.append(leaf) { node, hash in
            if LogTree.isKept(node) { completed.append((node, hash)) }
        }
        for (node, hash) in completed where nodes.removeValue(forKey: node) != hash.bytes {
            add(
                "node_differs", "log_node", "\(node.level)/\(node.index)",
                "the stored hash is not that of the leaves under it")
        }
        while let head = heads.first, head.size <= Int64(frontier.size) {
            heads.removeFirst()
            lastHead = head.size
            if let fault = head.fault(root: frontier.root, keys: keys) {
                add("head_differs", "log_checkpoint", "\(head.size)", fault)
            }
        }
    }

    mutating func end(frontier stored: [UInt8]?) {
        // Every batch that is taken in ends with a head.
        if frontier.size > 0, lastHead != Int64(frontier.size), heads.isEmpty {
            add(
                "head_missing", "log_checkpoint", "\(frontier.size)",
                "no head was signed of all \(frontier.size) leaves")
        }
        for head in heads {
            add(
                "leaves_missing", "log_checkpoint", "\(head.size)",
                "a head of \(head.size) leaves was signed and \(frontier.size) are there")
        }
        for node in nodes.keys {
            add(
                "node_surplus", "log_node", "\(node.level)/\(node.index)",
                "there are no leaves for this hash")
        }
        if let stored, stored != frontier.encoded {
            add(
                "edge_differs", "log_head", "1",
                "the right edge of the tree is not that of its leaves")
        }
        if stored == nil, frontier.size > 0 {
            add("edge_missing", "log_head", "1", "the right edge of the tree is gone")
        }
    }

    private mutating func add(_ rule: String, _ kind: String, _ id: String, _ detail: String) {
        findings.append(Finding(.log, rule, Subject(kind: kind, id: id), detail + "."))
    }
}
