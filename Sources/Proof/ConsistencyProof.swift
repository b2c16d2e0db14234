import Wire

/// That a later tree only appended to an earlier one (RFC 9162 section 2.1.4).
public struct ConsistencyProof: Equatable, Sendable {
    public let oldSize: UInt64
    public let newSize: UInt64
    public let path: [SHA256Hash]

    public init(oldSize: UInt64, newSize: UInt64, path: [SHA256Hash]) {
        self.oldSize = oldSize
        self.newSize = newSize
        self.path = path
    }

    /// `nil` unless `oldSize <= newSize`. `node` gives the hash of a complete subtree that lies
    /// wholly inside the first `newSize` leaves.
    public init?<Failure: Error>(
        oldSize: UInt64, newSize: UInt64, node: (MerkleTree.Node) throws(Failure) -> SHA256Hash
    ) throws(Failure) {
        guard oldSize <= newSize else { return nil }
        var path: [SHA256Hash] = []
        if oldSize > 0 && oldSize < newSize {
            var range = 0..<newSize
            // The subtree where the old tree ends; its hash is left out of the proof exactly
            // when it is the whole old tree, which the verifier knows already.
            while range.upperBound != oldSize {
                let middle =
                    range.lowerBound + MerkleTree.split(range.upperBound - range.lowerBound)
                let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
                let inLeft = oldSize <= middle
                path.append(try MerkleTree.hash(of: inLeft ? right : left, node: node))
                range = inLeft ? left : right
            }
            if range.lowerBound > 0 {
                path.append(try MerkleTree.hash(of: range, node: node))
            }
            path.reverse()
        }
        self.init(oldSize: oldSize, newSize: newSize, path: path)
    }

    public init?(oldSize: UInt64, leaves: [SHA256Hash]) {
        self.init(
            oldSize: oldSize, newSize: UInt64(leaves.count), node: MerkleLevels(leaves).hash)
    }

    /// The algorithm of RFC 9162 section 2.1.4.2.
    public func proves(old oldRoot: SHA256Hash, in newRoot: SHA256Hash) -> Bool {
        guard oldSize <= newSize else { return false }
        if oldSize == newSize { return path.isEmpty && oldRoot == newRoot }
        if oldSize == 0 { return path.isEmpty && oldRoot == MerkleTree.emptyRoot }
        var rest = path[...]
        let wholeSubtree = oldSize & (oldSize - 1) == 0
        guard let first = wholeSubtree ? oldRoot : rest.popFirst() else { return false }
        var (index, last) = (oldSize - 1, newSize - 1)
        while index & 1 == 1 {
            index >>= 1
            last >>= 1
        }
        var (old, new) = (first, first)
        for sibling in rest {
            guard last > 0 else { return false }
            if index & 1 == 1 || index == last {
                old = MerkleTree.nodeHash(sibling, old)
                new = MerkleTree.nodeHash(sibling, new)
                while index & 1 == 0 && index != 0 {
                    index >>= 1
                    last >>= 1
                }
            } else {
                new = MerkleTree.nodeHash(new, sibling)
            }
            index >>= 1
            last >>= 1
        }
        return last == 0 && old == oldRoot && new == newRoot
    }
}
