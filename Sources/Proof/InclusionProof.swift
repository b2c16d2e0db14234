import Wire

/// That one leaf is in a tree of a given size and root (RFC 9162 section 2.1.3).
public struct InclusionProof: Equatable, Sendable {
    public let leafIndex: UInt64
    public let treeSize: UInt64
    /// Sibling hashes from the leaf upwards.
    public let path: [SHA256Hash]

    public init(leafIndex: UInt64, treeSize: UInt64, path: [SHA256Hash]) {
        self.leafIndex = leafIndex
        self.treeSize = treeSize
        self.path = path
    }

    /// `nil` when the tree has no such leaf. `node` gives the hash of a complete subtree that
    /// lies wholly inside the first `treeSize` leaves.
    public init?<Failure: Error>(
        leafIndex: UInt64, treeSize: UInt64,
        node: (MerkleTree.Node) throws(Failure) -> SHA256Hash
    ) throws(Failure) {
        guard leafIndex < treeSize else { return nil }
        var path: [SHA256Hash] = []
        var range = 0..<treeSize
        while range.upperBound - range.lowerBound > 1 {
            let middle = range.lowerBound + MerkleTree.split(range.upperBound - range.lowerBound)
            let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
            let inLeft = leafIndex < middle
            path.append(try MerkleTree.hash(of: inLeft ? right : left, node: node))
            range = inLeft ? left : right
        }
        path.reverse()
        self.init(leafIndex: leafIndex, treeSize: treeSize, path: path)
    }

    public init?(leafIndex: UInt64, leaves: [SHA256Hash]) {
        self.init(
            leafIndex: leafIndex, treeSize: UInt64(leaves.count), node: MerkleLevels(leaves).hash)
    }

    public func proves(_ leaf: SHA256Hash, in root: SHA256Hash) -> Bool {
        impliedRoot(for: leaf) == root
    }

    /// The root that a tree must have for this to prove `leaf`; `nil` when the path has a length
    /// that no leaf at this index of a tree of this size has.
    public func impliedRoot(for leaf: SHA256Hash) -> SHA256Hash? {
        guard leafIndex < treeSize else { return nil }
        var (index, last) = (leafIndex, treeSize - 1)
        var hash = leaf
        for sibling in path {
            guard last > 0 else { return nil }
            if index & 1 == 1 || index == last {
                hash = MerkleTree.nodeHash(sibling, hash)
                while index & 1 == 0 && index != 0 {
                    index >>= 1
                    last >>= 1
                }
            } else {
                hash = MerkleTree.nodeHash(hash, sibling)
            }
            index >>= 1
            last >>= 1
        }
        return last == 0 ? hash : nil
    }
}
