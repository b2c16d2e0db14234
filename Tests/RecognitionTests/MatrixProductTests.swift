import Foundation
import Testing

@testable import Insight
@testable import Reader

@Suite("The reader's own loop of multiplications", .enabled(if: Models.product != nil))
struct MatrixProductTests {
    private static let models = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("models")

    private static func weights(_ name: String) throws -> Safetensors {
        let path = models.appendingPathComponent("\(name)/\(name).safetensors")
        return try Safetensors(Array(Data(contentsOf: path)))
    }

    /// Rows that do not fill a group of four, and outputs that do not fill a panel of eight.
    @Test("gives the line reader the scores of Swift's loop", arguments: [4, 20, 48, 212])
    func reader(width: Int) throws {
        let ink = (0..<32 * width).map { Float($0 * 37 % 101) / 100 }
        let weights = try Self.weights("line-reader")
        let expected = try LineNetwork(weights).scores(ink: ink, width: width)
        let scores = try LineNetwork(weights, product: Models.product)
            .scores(ink: ink, width: width)
        #expect(expected.count == width / LineNetwork.step * LineAlphabet.classes)
        #expect(zip(scores, expected).allSatisfy { abs($0 - $1) < 1e-3 })
        #expect(scores.count == expected.count)
        #expect(Set(expected).count > 1)
    }

    @Test("gives the line finder the places of Swift's loop")
    func finder() throws {
        let (width, height) = (104, 72)
        let ink = (0..<width * height).map { UInt8($0 * 73 % 256) }
        let weights = try Self.weights("line-finder")
        let expected = try LineFinderNetwork(weights)
            .places(ink: ink, width: width, height: height)
        let places = try LineFinderNetwork(weights, product: Models.product)
            .places(ink: ink, width: width, height: height)
        #expect(zip(places.middle, expected.middle).allSatisfy { abs($0 - $1) < 1e-3 })
        #expect(zip(places.down, expected.down).allSatisfy { abs($0 - $1) < 1e-3 })
        #expect(Set(expected.middle).count > 1)
    }
}
