import Wire

/// A tile of a log in the C2SP tlog-tiles layout: up to 256 hashes of complete subtrees at tree
/// level `8 * level`, beginning with number `256 * index`.
public struct MerkleTile: Hashable, Sendable {
    /// Tree levels that one tile spans, and the hashes of a full tile.
    public static let height = 8
    public static let fullWidth = 1 << height

    public let level: Int
    public let index: UInt64
    /// Hashes in the tile: 256 when full, fewer at the growing edge.
    public let width: Int

    /// `nil` outside what the layout can name: levels 0 to 63, 1 to 256 hashes.
    public init?(level: Int, index: UInt64, width: Int = MerkleTile.fullWidth) {
        guard (0...63).contains(level), (1...Self.fullWidth).contains(width) else { return nil }
        self.level = level
        self.index = index
        self.width = width
    }

    /// The tile that holds a tree node in a log of `treeSize` leaves, as wide as that size fills
    /// it; `nil` when the log has no such node.
    public init?(containing node: MerkleTree.Node, treeSize: UInt64) {
        let (level, step) = node.level.quotientAndRemainder(dividingBy: Self.height)
        guard (0...63).contains(node.level), (node.index + 1) <= treeSize >> UInt64(node.level)
        else { return nil }
        let index = node.index >> UInt64(Self.height - step)
        let available = treeSize >> UInt64(Self.height * level)
        let width = min(UInt64(Self.fullWidth), available - index << UInt64(Self.height))
        self.init(level: level, index: index, width: Int(width))
    }

    /// The tiles that change or appear when a log grows from `oldSize` to `newSize` leaves.
    public static func written(from oldSize: UInt64, to newSize: UInt64) -> [MerkleTile] {
        var tiles: [MerkleTile] = []
        for level in 0...63 / height {
            let (old, new) = (oldSize >> UInt64(height * level), newSize >> UInt64(height * level))
            guard new > old else { continue }
            for index in old >> UInt64(height)...(new - 1) >> UInt64(height) {
                let width = min(UInt64(fullWidth), new - index << UInt64(height))
                if let tile = MerkleTile(level: level, index: index, width: Int(width)) {
                    tiles.append(tile)
                }
            }
        }
        return tiles
    }

    /// `tile/<level>/<index>[.p/<width>]`, the index in groups of three digits, all but the last
    /// preceded by `x`.
    public var path: String {
        let suffix = width == Self.fullWidth ? "" : ".p/\(width)"
        return "tile/\(level)/\(Self.digits(of: index))\(suffix)"
    }

    /// The path of the entry bundle that holds the leaves of a level-0 tile.
    public static func entriesPath(index: UInt64, width: Int = fullWidth) -> String {
        let suffix = width == fullWidth ? "" : ".p/\(width)"
        return "tile/entries/\(digits(of: index))\(suffix)"
    }

    /// The hash of a node of this tile from the tile's `width` hashes; `nil` when the node lies
    /// in another tile or beyond the hashes given.
    public func hash(of node: MerkleTree.Node, in hashes: [SHA256Hash]) -> SHA256Hash? {
        let step = node.level - Self.height * level
        guard (0..<Self.height).contains(step),
            node.index >> UInt64(Self.height - step) == index
        else { return nil }
        let mask = UInt64(1) << UInt64(Self.height - step) - 1
        let first = Int(node.index & mask) << step
        guard first + 1 << step <= hashes.count else { return nil }
        return MerkleTree.root(of: Array(hashes[first..<first + 1 << step]))
    }

    private static func digits(of index: UInt64) -> String {
        var groups: [String] = []
        var rest = index
        repeat {
            let group = String(rest % 1000)
            let padded = String(repeating: "0", count: 3 - group.utf8.count) + group
            groups.append(groups.isEmpty ? padded : "x" + padded)
            rest /= 1000
        } while rest > 0
        return groups.reversed().joined(separator: "/")
    }
}
