import Foundation
import Proof
import Testing
import Wire

/// Good and bad proofs of github.com/transparency-dev/merkle, read where the collection lies:
/// `$COMMONS_DATA`, or `../shared/data` beside the project.
enum PublishedMerkleVectors {
    static let folder: URL = {
        let project = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let data =
            ProcessInfo.processInfo.environment["COMMONS_DATA"].map { URL(filePath: $0) }
            ?? project.appending(path: "../shared/data")
        return data.appending(path: "vectors/merkle")
    }()
    static let isPresent = FileManager.default.fileExists(atPath: folder.path)
}

@Suite("Published proofs, good and bad", .enabled(if: PublishedMerkleVectors.isPresent))
struct PublishedMerkleVectorTests {
    @Test("Inclusion")
    func inclusion() throws {
        let vectors = try Self.vectors("inclusion")
        #expect(vectors.count >= 60)
        for (name, vector) in vectors {
            let proof = InclusionProof(
                leafIndex: try #require(vector["leafIdx"]?.unsigned),
                treeSize: try #require(vector["treeSize"]?.unsigned),
                path: try Self.path(vector))
            // An empty text stands for no hash at all, which nothing proves.
            let isGiven = vector["leafHash"]?.string != "" && vector["root"]?.string != ""
            let holds = proof.proves(
                try Self.hash(vector, "leafHash"), in: try Self.hash(vector, "root"))
            #expect((holds && isGiven) == (vector["wantErr"]?.bool != true), "\(name)")
        }
    }

    @Test("Consistency")
    func consistency() throws {
        let vectors = try Self.vectors("consistency")
        #expect(vectors.count >= 60)
        for (name, vector) in vectors {
            let proof = ConsistencyProof(
                oldSize: try #require(vector["size1"]?.unsigned),
                newSize: try #require(vector["size2"]?.unsigned), path: try Self.path(vector))
            let holds = proof.proves(
                old: try Self.hash(vector, "root1"), in: try Self.hash(vector, "root2"))
            #expect(holds == (vector["wantErr"]?.bool != true), "\(name)")
        }
    }

    private static func vectors(_ kind: String) throws -> [(String, JSONValue)] {
        let files = FileManager.default.enumerator(
            at: PublishedMerkleVectors.folder.appending(path: kind),
            includingPropertiesForKeys: nil)
        return try (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "json" }
            .map { ($0.path, try JSONValue.parse([UInt8](try Data(contentsOf: $0)))) }
    }

    /// The collection also holds texts in the place of hashes; the hash of such a text stands for
    /// it, equal and different as the texts are.
    private static func hash(_ bytes: [UInt8]) -> SHA256Hash {
        SHA256Hash(bytes: bytes) ?? sha256(bytes)
    }

    private static func hash(_ vector: JSONValue, _ key: String) throws -> SHA256Hash {
        hash(try #require(Base64.decode(vector[key]?.string ?? "")))
    }

    private static func path(_ vector: JSONValue) throws -> [SHA256Hash] {
        try (vector["proof"]?.array ?? []).map { item in
            hash(try #require(item.string.flatMap { Base64.decode($0) }))
        }
    }
}

extension JSONValue {
    var unsigned: UInt64? {
        guard case .number(let text) = self else { return nil }
        return UInt64(text)
    }
}
