import Wire

/// The Merkle tree of RFC 6962 section 2.1 and RFC 9162 section 2.1, over SHA-256.
///
/// A tree is never held as such: proofs and roots are computed from the hashes of its complete
/// subtrees, wherever the caller keeps them (an array, tiles on disk, rows).
public enum MerkleTree {
    /// The complete subtree of `2^level` leaves that begins at leaf `index << level`.
    public struct Node: Hashable, Sendable {
        public let level: Int
        public let index: UInt64

        public init(level: Int, index: UInt64) {
            self.level = level
            self.index = index
        }
    }

    /// The root of the tree without leaves: SHA-256 of nothing.
    public static let emptyRoot = sha256([])

    public static func leafHash(_ leaf: [UInt8]) -> SHA256Hash {
        var hasher = SHA256()
        hasher.update(CollectionOfOne(0x00))
        hasher.update(leaf)
        return hasher.finalize()
    }

    public static func nodeHash(_ left: SHA256Hash, _ right: SHA256Hash) -> SHA256Hash {
        var input: [UInt8] = [0x01]
        input.reserveCapacity(1 + 2 * SHA256Hash.byteCount)
        left.append(to: &input)
        right.append(to: &input)
        return sha256(input)
    }

    /// The root over the first `size` leaves.
    public static func root<Failure: Error>(
        size: UInt64, node: (Node) throws(Failure) -> SHA256Hash
    ) throws(Failure) -> SHA256Hash {
        size == 0 ? emptyRoot : try hash(of: 0..<size, node: node)
    }

    public static func root(of leaves: [SHA256Hash]) -> SHA256Hash {
        root(size: UInt64(leaves.count), node: MerkleLevels(leaves).hash)
    }

    /// The hash over a range of leaves as RFC 6962 splits it: at the largest power of two that
    /// is smaller than its length. `range` must begin where such a split can begin.
    static func hash<Failure: Error>(
        of range: Range<UInt64>, node: (Node) throws(Failure) -> SHA256Hash
    ) throws(Failure) -> SHA256Hash {
        let count = range.upperBound - range.lowerBound
        if count & (count - 1) == 0 {
            let level = count.trailingZeroBitCount
            return try node(Node(level: level, index: range.lowerBound >> UInt64(level)))
        }
        let middle = range.lowerBound + split(count)
        return nodeHash(
            try hash(of: range.lowerBound..<middle, node: node),
            try hash(of: middle..<range.upperBound, node: node))
    }

    /// The largest power of two smaller than `count`, for `count` of at least 2.
    static func split(_ count: UInt64) -> UInt64 {
        1 << UInt64(63 - (count - 1).leadingZeroBitCount)
    }
}

/// Every complete subtree over leaves held in memory, level by level.
struct MerkleLevels {
    private let levels: [[SHA256Hash]]

    init(_ leaves: [SHA256Hash]) {
        var levels = [leaves]
        var last = leaves
        while last.count > 1 {
            last = stride(from: 0, to: last.count - 1, by: 2).map {
                MerkleTree.nodeHash(last[$0], last[$0 + 1])
            }
            levels.append(last)
        }
        self.levels = levels
    }

    func hash(_ node: MerkleTree.Node) -> SHA256Hash {
        levels[node.level][Int(node.index)]
    }
}
