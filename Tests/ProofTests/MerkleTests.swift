import Proof
import Testing
import Wire

@Suite("Merkle tree of RFC 6962")
struct MerkleTests {
    /// The eight leaves and the roots after each that Certificate Transparency publishes.
    static let leaves = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]
    static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    static func hashes(_ count: Int) -> [SHA256Hash] {
        (0..<count).map { MerkleTree.leafHash(Array("leaf \($0)".utf8)) }
    }

    @Test("The published roots come out, at once and leaf by leaf")
    func publishedRoots() throws {
        let leaves = try Self.leaves.map { MerkleTree.leafHash(try #require(Hex.decode($0))) }
        var frontier = MerkleFrontier()
        #expect(
            frontier.root.hex
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        for (position, root) in Self.roots.enumerated() {
            frontier.append(leaves[position])
            #expect(frontier.root.hex == root)
            #expect(MerkleTree.root(of: Array(leaves[...position])).hex == root)
        }
    }

    @Test("Every leaf of every small tree has a proof, and it proves no other leaf")
    func inclusion() throws {
        for size in 1...65 {
            let leaves = Self.hashes(size)
            let root = MerkleTree.root(of: leaves)
            for index in 0..<size {
                let proof = try #require(
                    InclusionProof(leafIndex: UInt64(index), leaves: leaves))
                #expect(proof.proves(leaves[index], in: root))
                #expect(!proof.proves(leaves[(index + 1) % size], in: root) || size == 1)
                let elsewhere = InclusionProof(
                    leafIndex: UInt64(index + 1), treeSize: UInt64(size), path: proof.path)
                #expect(!elsewhere.proves(leaves[index], in: root))
                let longer = InclusionProof(
                    leafIndex: UInt64(index), treeSize: UInt64(size), path: proof.path + [root])
                #expect(!longer.proves(leaves[index], in: root))
            }
            #expect(InclusionProof(leafIndex: UInt64(size), leaves: leaves) == nil)
        }
    }

    @Test("Every small tree is consistent with every later one, and with no fork")
    func consistency() throws {
        let leaves = Self.hashes(40)
        let roots = (0...40).map { MerkleTree.root(of: Array(leaves[..<$0])) }
        for size in 0...40 {
            let new = Array(leaves[..<size])
            for old in 0...size {
                let proof = try #require(ConsistencyProof(oldSize: UInt64(old), leaves: new))
                #expect(proof.proves(old: roots[old], in: roots[size]))
                guard old > 0 else { continue }
                var fork = new
                fork[old - 1] = MerkleTree.leafHash([0xff])
                let forkRoot = MerkleTree.root(of: fork)
                let forged = try #require(ConsistencyProof(oldSize: UInt64(old), leaves: fork))
                #expect(!forged.proves(old: roots[old], in: forkRoot))
                #expect(!proof.proves(old: roots[old], in: forkRoot))
            }
        }
        #expect(ConsistencyProof(oldSize: 41, leaves: leaves) == nil)
    }

    @Test("A frontier survives its serialisation at every size and hands out every node once")
    func frontier() throws {
        var frontier = MerkleFrontier()
        var nodes: [MerkleTree.Node: SHA256Hash] = [:]
        let leaves = Self.hashes(300)
        for (position, leaf) in leaves.enumerated() {
            frontier.append(leaf) { node, hash in
                #expect(nodes.updateValue(hash, forKey: node) == nil)
            }
            frontier = try #require(MerkleFrontier(decoding: frontier.encoded))
            if position % 37 == 0 {
                #expect(frontier.root == MerkleTree.root(of: Array(leaves[...position])))
            }
        }
        let root = try MerkleTree.root(size: 300) { node in try #require(nodes[node]) }
        #expect(root == frontier.root)
        let proof = try InclusionProof(leafIndex: 123, treeSize: 200) { node in
            try #require(nodes[node])
        }
        let before = MerkleTree.root(of: Array(leaves[..<200]))
        #expect(try #require(proof).proves(leaves[123], in: before))
    }

    @Test("A damaged frontier is refused")
    func damagedFrontier() {
        var frontier = MerkleFrontier()
        for leaf in Self.hashes(6) { frontier.append(leaf) }
        let encoded = frontier.encoded
        #expect(MerkleFrontier(decoding: Array(encoded.dropLast())) == nil)
        var moreLeaves = encoded
        moreLeaves[1] = 7
        #expect(MerkleFrontier(decoding: moreLeaves) == nil)
        #expect(MerkleFrontier(decoding: []) == nil)
    }
}
