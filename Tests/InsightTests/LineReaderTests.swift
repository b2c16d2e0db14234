import Foundation
import Testing

@testable import Insight

@Suite("Line reader")
struct LineReaderTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static func network() throws -> LineNetwork {
        let path = root.appendingPathComponent("models/line-reader/line-reader.safetensors")
        return try LineNetwork(Safetensors(Array(Data(contentsOf: path))))
    }

    @Test("scores equal PyTorch's within 1e-4")
    func parity() throws {
        let path = Self.root.appendingPathComponent("Tests/InsightTests/Fixtures/line-scores.txt")
        let expected = try String(contentsOf: path, encoding: .utf8)
            .split(whereSeparator: \.isWhitespace).compactMap { Float($0) }
        let width = 48
        var ink: [Float] = []
        for row in 0..<32 {
            for column in 0..<width {
                ink.append(Float((row * 31 + column * 17 + row * column * 7) % 64) / 63)
            }
        }
        let scores = try Self.network().scores(ink: ink, width: width)
        #expect(scores.count == expected.count)
        #expect(scores.count == width / LineNetwork.step * LineAlphabet.classes)
        let gap = zip(scores, expected).map { abs($0 - $1) }.max() ?? .infinity
        #expect(gap < 1e-4)
    }

    @Test("equal neighbours are one letter, a blank between them makes two")
    func collapses() {
        let word = "AAL" + "\u{0}" + "L"
        var scores: [Float] = []
        for scalar in word.unicodeScalars {
            var step = [Float](repeating: 0, count: LineAlphabet.classes)
            let place = LineAlphabet.letters.firstIndex(of: scalar).map { $0 + 1 } ?? 0
            step[place] = 9
            scores += step
        }
        let letters = LineReader.letters(scores)
        #expect(letters.map { String($0.scalar) }.joined() == "ALL")
        #expect(letters.map { $0.first } == [0, 2, 4])
        #expect(letters.map { $0.last } == [1, 2, 4])
        #expect(letters.allSatisfy { $0.chance > 0.98 })
    }

    @Test("words end at spaces and before a bracket that opens a number")
    func words() {
        let letters = "ABC LTD(86-D) (M) X".unicodeScalars.enumerated().map { place, scalar in
            LineReader.Letter(scalar: scalar, first: place, last: place, chance: 1)
        }
        let words = LineReader.words(letters).map { word in
            word.map { String($0.scalar) }.joined()
        }
        #expect(words == ["ABC", "LTD", "(86-D)", "(M)", "X"])
    }

    @Test("a stretch of a strip lies where the line leans to, whatever height it was cut at")
    func boxes() {
        let strip = LineStrip(left: (100, 200), right: (500, 220), height: 40)
        let whole = strip.box(from: 6, to: 6 + strip.length * 32 / 40)
        #expect(whole == Box(x: 100, y: 180, width: 400, height: 60))
        let half = strip.box(from: 8, to: 8 + strip.length * 44 / 80, rows: 44, margin: 8)
        #expect(half == Box(x: 100, y: 180, width: 200, height: 50))
    }

    @Test("half precision is widened exactly", arguments: [
        (UInt16(0x3C00), Float(1)), (0xC000, -2), (0x3555, 0.33325195), (0x0001, 0x1p-24),
        (0x7BFF, 65504), (0x8000, 0),
    ])
    func half(pattern: UInt16, value: Float) {
        #expect(Safetensors.single(fromHalf: pattern) == value)
    }

    @Test("damaged weights are refused with a reason")
    func damaged() throws {
        #expect(throws: SafetensorsError.self) { try Safetensors([1, 2, 3]) }
        #expect(throws: SafetensorsError.self) {
            try Safetensors([255, 255, 255, 255, 255, 255, 255, 127, 0, 0])
        }
        let header = #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#
        let file = [UInt8(header.utf8.count), 0, 0, 0, 0, 0, 0, 0] + Array(header.utf8)
        #expect(throws: SafetensorsError.self) { try Safetensors(file + [0, 0, 0, 0]) }
        let whole = header.replacingOccurrences(of: "[0,4]", with: "[0,8]")
        let good = try Safetensors(
            [UInt8(whole.utf8.count), 0, 0, 0, 0, 0, 0, 0] + Array(whole.utf8)
                + [0, 0, 128, 63, 0, 0, 0, 64])
        #expect(try good.tensor("a", shape: [2]) == [1, 2])
        #expect(throws: SafetensorsError.tensorMissing("b")) { try good.tensor("b", shape: [1]) }
        #expect(throws: SafetensorsError.shapeDiffers("a", expected: [3], found: [2])) {
            try good.tensor("a", shape: [3])
        }
    }
}
