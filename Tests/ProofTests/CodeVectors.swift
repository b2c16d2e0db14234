import Foundation
import Proof
import Testing
import Wire

/// `Tests/vectors/codes.json`: codes as a library in Python draws them.
struct CodeVector: CustomTestStringConvertible, Sendable {
    let name: String
    let version: Int
    let level: String
    let grid: ModuleGrid
    private let item: JSONValue

    var testDescription: String { name }

    static let all: [CodeVector] = {
        do { return try read() } catch { preconditionFailure("codes.json: \(error)") }
    }()

    /// By version and level: `25M`.
    static func named(_ size: String) throws -> CodeVector {
        try #require(all.first { "\($0.version)\($0.level)" == size })
    }

    private static func read() throws -> [CodeVector] {
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "vectors/codes.json")
        let file = try JSONValue.parse([UInt8](try Data(contentsOf: url)))
        return try (file["codes"]?.array ?? []).map { item in
            let version = Int(try #require(item["version"]?.integer))
            let packed = try #require(item["modules"]?.string.flatMap { Base64URL.decode($0) })
            let dimension = 17 + 4 * version
            let modules = (0..<dimension * dimension).map { index -> Bool in
                let bit = UInt8(0x80) >> UInt8(index % 8)
                return packed[index / 8] & bit != 0
            }
            return CodeVector(
                name: try #require(item["name"]?.string), version: version,
                level: try #require(item["level"]?.string),
                grid: try #require(ModuleGrid(dimension: dimension, modules: modules)), item: item)
        }
    }

    /// Whether a code says what the vector wants.
    func isSaid(by code: ReadCode) -> Bool {
        switch code.content {
        case .refused(let refusal):
            return refusal.rawValue == item["refused"]?.string
        case .text(let text):
            guard item["refused"] == nil else { return false }
            if let wanted = item["text"]?.string { return text == wanted }
            let bytes = Array(text.utf8)
            return bytes.count == item["length"]?.integer.map(Int.init)
                && sha256(bytes).hex == item["sha256"]?.string
        }
    }
}
