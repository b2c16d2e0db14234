import Wire

/// The right edge of a growing tree: the roots of its maximal complete subtrees, largest first.
/// Appending costs O(1) hashes on average and the root O(log n), without the leaves.
public struct MerkleFrontier: Equatable, Sendable {
    public private(set) var size: UInt64
    /// One hash for every bit set in `size`, from the highest bit down.
    private var subtrees: [SHA256Hash]

    public init() {
        size = 0
        subtrees = []
    }

    /// Appends a leaf and hands over every complete subtree it completes, leaf first, so that the
    /// caller can store each node exactly once.
    public mutating func append(
        _ leafHash: SHA256Hash, completed: (MerkleTree.Node, SHA256Hash) -> Void = { _, _ in }
    ) {
        var node = MerkleTree.Node(level: 0, index: size)
        var hash = leafHash
        completed(node, hash)
        while node.index & 1 == 1, let left = subtrees.popLast() {
            hash = MerkleTree.nodeHash(left, hash)
            node = MerkleTree.Node(level: node.level + 1, index: node.index >> 1)
            completed(node, hash)
        }
        subtrees.append(hash)
        size += 1
    }

    public var root: SHA256Hash {
        guard var hash = subtrees.last else { return MerkleTree.emptyRoot }
        for left in subtrees.dropLast().reversed() { hash = MerkleTree.nodeHash(left, hash) }
        return hash
    }

    /// Deterministic CBOR `[size, [hash, …]]`.
    public var encoded: [UInt8] {
        CBOR.array([.unsigned(size), .array(subtrees.map { .bytes($0.bytes) })]).encoded()
    }

    /// `nil` when the bytes are not what `encoded` gives for some tree.
    public init?(decoding bytes: [UInt8]) {
        guard let parts = (try? CBOR(decoding: bytes))?.arrayValue, parts.count == 2,
            let size = parts[0].unsignedValue, let items = parts[1].arrayValue,
            items.count == size.nonzeroBitCount
        else { return nil }
        let hashes = items.compactMap { $0.sha256Value }
        guard hashes.count == items.count else { return nil }
        self.size = size
        subtrees = hashes
    }
}
