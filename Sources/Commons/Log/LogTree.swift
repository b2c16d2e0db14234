import Proof
import Storage
import Wire

/// The Merkle tree over `log_entry`, read from one snapshot: leaves where they are, roots of full
/// subtrees of 256, 65,536, ... leaves from `log_node`, everything between computed.
struct LogTree {
    let snapshot: any Snapshot

    /// Every so many levels a node is kept; 8 is also the height of a tile in C2SP's layout.
    static let keptEvery = 8

    static func isKept(_ node: MerkleTree.Node) -> Bool {
        node.level > 0 && node.level % keptEvery == 0
    }

    /// That the leaf at `position` is in the first `size` leaves; nil when it is not.
    func inclusion(of position: UInt64, size: UInt64) throws -> InclusionProof? {
        try InclusionProof(leafIndex: position, treeSize: size, node: node)
    }

    func root(size: UInt64) throws -> SHA256Hash {
        try MerkleTree.root(size: size, node: node)
    }

    func node(_ node: MerkleTree.Node) throws -> SHA256Hash {
        let (kept, above) = node.level.quotientAndRemainder(dividingBy: Self.keptEvery)
        let count = 1 << above
        let first = node.index << UInt64(above)
        let hashes = try row(of: kept * Self.keptEvery, from: first, count: count)
        guard hashes.count == count else {
            throw LogFault.nodesMissing(level: kept * Self.keptEvery, from: first, count: count)
        }
        return MerkleTree.root(of: hashes)
    }

    private func row(of level: Int, from first: UInt64, count: Int) throws -> [SHA256Hash] {
        let range: [Value] = [
            .integer(Int64(first)), .integer(Int64(first) + Int64(count)),
        ]
        if level == 0 {
            return try snapshot.rows(
                """
                SELECT leaf FROM log_entry WHERE position >= $1 AND position < $2
                ORDER BY position
                """, range, { try $0.hash(0) })
        }
        return try snapshot.rows(
            """
            SELECT hash FROM log_node WHERE position >= $1 AND position < $2 AND level = $3
            ORDER BY position
            """, range + [.integer(Int64(level))], { try $0.hash(0) })
    }
}

/// What the log's own tables contradict.
enum LogFault: Error, Equatable, CustomStringConvertible {
    case nodesMissing(level: Int, from: UInt64, count: Int)
    case frontier
    /// Leaves took positions, but not as many as were given out.
    case positions(expected: Int, found: Int)

    var description: String {
        switch self {
        case .nodesMissing(let level, let from, let count):
            "the log lacks some of \(count) hashes of level \(level) from \(from) on"
        case .frontier: "the right edge of the log cannot be read"
        case .positions(let expected, let found):
            "\(expected) leaves were to be taken into the log and \(found) were found"
        }
    }
}

extension Row {
    func hash(_ column: Int) throws -> SHA256Hash {
        guard let hash = SHA256Hash(bytes: try bytes(column)) else {
            throw StorageFault.column(column, wanted: "32 bytes")
        }
        return hash
    }
}
