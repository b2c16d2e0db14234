import Proof
import Testing
import Wire

@Suite("Tiles of a log")
struct MerkleTileTests {
    @Test("A path names level, index in groups of three, and the width of a partial tile")
    func paths() throws {
        #expect(MerkleTile(level: 0, index: 0)?.path == "tile/0/000")
        #expect(MerkleTile(level: 0, index: 1_234_067)?.path == "tile/0/x001/x234/067")
        #expect(MerkleTile(level: 1, index: 273, width: 112)?.path == "tile/1/273.p/112")
        #expect(MerkleTile.entriesPath(index: 1_000) == "tile/entries/x001/000")
        #expect(MerkleTile.entriesPath(index: 7, width: 3) == "tile/entries/007.p/3")
        #expect(MerkleTile(level: 64, index: 0) == nil)
        #expect(MerkleTile(level: 0, index: 0, width: 0) == nil)
        #expect(MerkleTile(level: 0, index: 0, width: 257) == nil)
    }

    @Test("A log of 70,000 leaves has the tiles that the C2SP example lists")
    func exampleSize() {
        let paths = MerkleTile.written(from: 0, to: 70_000).map(\.path)
        #expect(paths.count == 273 + 1 + 1 + 1 + 1)
        #expect(paths.suffix(4) == [
            "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1",
        ])
    }

    @Test("Only tiles with a new hash are written")
    func growth() {
        #expect(MerkleTile.written(from: 70_000, to: 70_000).isEmpty)
        #expect(
            MerkleTile.written(from: 255, to: 257).map(\.path)
                == ["tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1"])
    }

    @Test("Root and proofs come out of tiles as they do out of the leaves")
    func nodesFromTiles() throws {
        let size = 700
        let leaves = MerkleTests.hashes(size)
        var nodes: [MerkleTree.Node: SHA256Hash] = [:]
        var frontier = MerkleFrontier()
        for leaf in leaves { frontier.append(leaf) { nodes[$0] = $1 } }
        let tiles = MerkleTile.written(from: 0, to: UInt64(size))
        let stored = try Dictionary(
            uniqueKeysWithValues: tiles.map { tile in
                let first = tile.index << 8
                let hashes = try (0..<UInt64(tile.width)).map {
                    try #require(
                        nodes[MerkleTree.Node(level: 8 * tile.level, index: first + $0)])
                }
                return (tile.path, hashes)
            })
        func node(_ node: MerkleTree.Node) throws -> SHA256Hash {
            let tile = try #require(MerkleTile(containing: node, treeSize: UInt64(size)))
            let hashes = try #require(stored[tile.path])
            return try #require(tile.hash(of: node, in: hashes))
        }
        #expect(try MerkleTree.root(size: UInt64(size), node: node) == frontier.root)
        for index in [0, 255, 256, 511, 512, 699] as [UInt64] {
            let proof = try InclusionProof(leafIndex: index, treeSize: UInt64(size), node: node)
            #expect(try #require(proof).proves(leaves[Int(index)], in: frontier.root))
        }
        #expect(
            MerkleTile(
                containing: MerkleTree.Node(level: 0, index: 700), treeSize: UInt64(size)) == nil)
    }
}
