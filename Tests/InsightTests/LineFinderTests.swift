import Foundation
import Testing

@testable import Insight

@Suite("Line finder")
struct LineFinderTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static func network() throws -> LineFinderNetwork {
        let path = root.appendingPathComponent("models/line-finder/line-finder.safetensors")
        return try LineFinderNetwork(Safetensors(Array(Data(contentsOf: path))))
    }

    @Test("what it says of every place equals PyTorch's within 1e-4")
    func parity() throws {
        let path = Self.root.appendingPathComponent("Tests/InsightTests/Fixtures/line-places.txt")
        let expected = try String(contentsOf: path, encoding: .utf8)
            .split(whereSeparator: \.isWhitespace).compactMap { Float($0) }
        let (height, width) = (24, 40)
        var ink: [UInt8] = []
        for row in 0..<height {
            for column in 0..<width {
                ink.append(UInt8((row * 31 + column * 17 + row * column * 7) % 256))
            }
        }
        let places = try Self.network().places(ink: ink, width: width, height: height)
        let found = places.middle + places.up.map { $0 / 8 } + places.down.map { $0 / 8 }
        #expect(found.count == expected.count)
        let gap = zip(found, expected).map { abs($0 - $1) }.max() ?? .infinity
        #expect(gap < 1e-4)
    }

    @Test("rows of strokes are lines, each with its height, and bare paper has none")
    func finds() throws {
        let (height, width) = (160, 240)
        var ink = [UInt8](repeating: 0, count: height * width)
        let finder = LineFinder(try Self.network())
        #expect(finder.lines(ink: ink, width: width, height: height).isEmpty)
        // Letters of upright and level strokes, 8 pixels high, a line every 20 pixels.
        for top in stride(from: 20, to: 140, by: 20) {
            for left in stride(from: 30, to: 200, by: 7) where left / 7 % 6 != 0 {
                for y in 0..<8 { ink[(top + y) * width + left] = 230 }
                for x in 0..<5 {
                    ink[top * width + left + x] = 230
                    ink[(top + (left / 7 % 2 == 0 ? 4 : 7)) * width + left + x] = 230
                }
            }
        }
        let lines = finder.lines(ink: ink, width: width, height: height)
        let tops = lines.map { ($0.left.y + $0.right.y) / 2 }
        for top in stride(from: 20, to: 140, by: 20) {
            #expect(tops.contains { abs($0 - Double(top + 4)) < 2 }, "line at \(top)")
        }
        #expect(lines.allSatisfy { $0.height > 6 && $0.height < 16 })
        #expect(abs(LineFinder.correction(for: lines) - 1) < 0.4)
    }

    @Test("a line that leans is followed from end to end")
    func leans() {
        var places = LinePlaces(rows: 40, columns: 200)
        for column in 20..<180 {
            let level = 20 + Double(column) * 0.03
            for row in [Int(level), Int(level) + 1] {
                let index = row * places.columns + column
                places.middle[index] = 1
                places.up[index] = Float((Double(row) - level) * 2 + 6)
                places.down[index] = Float((level - Double(row)) * 2 + 6)
            }
        }
        let group = LineFinder.groups(places)
        #expect(group.count == 1)
        let strip = LineFinder.strip(of: group[0], places)
        #expect(strip.map { abs($0.height - 12) < 0.01 } == true)
        let lean = strip.map { ($0.right.y - $0.left.y) / ($0.right.x - $0.left.x) } ?? 0
        #expect(abs(lean - 0.03) < 0.003)
    }
}
