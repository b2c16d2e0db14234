import Foundation
import Testing

@testable import Insight

@Suite("Lines that the reader is not sure of")
struct DoubtfulLineTests {
    private static let classes = LineAlphabet.classes

    private static func letter(_ scalar: Unicode.Scalar) -> UInt8 {
        LineAlphabet.letters.firstIndex(of: scalar).map { UInt8($0 + 1) } ?? 0
    }

    private static func text(_ string: String) -> [UInt8] {
        string.unicodeScalars.map(letter)
    }

    /// Steps on which only some letters are possible; `_` is the blank.
    private static func chances(_ steps: [[Character: Double]]) -> LineChances {
        LineChances(
            scores: steps.flatMap { step in
                var scores = [Float](repeating: -30, count: classes)
                for (name, chance) in step {
                    let place = name == "_" ? 0 : Int(text(String(name))[0])
                    scores[place] = Float(Foundation.log(chance))
                }
                return scores
            })
    }

    /// Every way through the steps, collapsed to its text.
    private static func everyText(_ steps: [[Character: Double]]) -> [String: Double] {
        var ways: [(path: [Character], chance: Double)] = [([], 1)]
        for step in steps {
            ways = ways.flatMap { way in
                step.map { (way.path + [$0.key], way.chance * $0.value) }
            }
        }
        var texts: [String: Double] = [:]
        for way in ways {
            var (text, before): (String, Character) = ("", "_")
            for name in way.path {
                if name != "_" && name != before { text.append(name) }
                before = name
            }
            texts[text, default: 0] += way.chance
        }
        return texts
    }

    private static let steps: [[Character: Double]] = [
        ["A": 0.6, "B": 0.3, "_": 0.1], ["A": 0.2, "_": 0.5, "L": 0.3], ["L": 0.7, "_": 0.3],
        ["L": 0.4, "_": 0.6], ["L": 0.5, "I": 0.3, "_": 0.2],
    ]

    @Test("the chance of a text is that of all ways to it")
    func allWays() throws {
        let (chances, texts) = (Self.chances(Self.steps), Self.everyText(Self.steps))
        #expect(texts.count > 20)
        for (text, chance) in texts {
            let found = chances.logarithm(of: Self.text(text))
            #expect(abs(Foundation.exp(found) - chance) < 1e-6, "\(text): \(found)")
        }
        #expect(chances.logarithm(of: Self.text("ABLLIA")) == -.infinity)
    }

    @Test("the likeliest texts are found in their order")
    func likeliest() throws {
        let texts = Self.everyText(Self.steps).sorted { $0.value > $1.value }
        let found = Self.chances(Self.steps).candidates(3)
        #expect(found == texts.prefix(3).map { Self.text($0.key) })
        #expect(Self.chances([]).candidates(3) == [[]])
    }

    @Test("a text is laid where its letters are likeliest")
    func laid() throws {
        let letters = Self.chances(Self.steps).laid(Self.text("ALL"))
        #expect(letters.map { String($0.scalar) } == ["A", "L", "L"])
        #expect(letters.map { $0.first } == [0, 2, 4])
        #expect(letters.map { $0.last } == [0, 2, 4])
        for (letter, chance) in zip(letters, [0.6, 0.7, 0.5]) {
            #expect(abs(letter.chance - chance) < 1e-6)
        }
        #expect(Self.chances(Self.steps).laid(Self.text("ABABAB")).isEmpty)
    }

    // MARK: - Sequences

    /// Weights that hold nothing but sequences.
    private static func weights(_ rows: [(String, UInt8)], width: Int = 6) throws -> Safetensors {
        let bytes = rows.flatMap { row, times in
            row.map { $0 == "^" ? 0 : $0 == "$" ? UInt8(classes) : text(String($0))[0] } + [times]
        }
        let header = """
            {"sequences":{"dtype":"U8","shape":[\(bytes.count / width),\(width)],\
            "data_offsets":[0,\(bytes.count)]}}
            """
        return try Safetensors(
            [UInt8(header.utf8.count), 0, 0, 0, 0, 0, 0, 0] + Array(header.utf8) + bytes)
    }

    private static func sequences(_ lines: [String: UInt8]) throws -> LetterSequences {
        try #require(
            try LetterSequences(
                try weights(
                    lines.sorted { $0.key < $1.key }.flatMap { line, times in
                        let padded = Array("^^^^" + line + "$")
                        return (4..<padded.count).map { (String(padded[$0 - 4...$0]), times) }
                    })))
    }

    @Test("what stands on papers is likelier, and one figure is as likely as another")
    func known() throws {
        let sequences = try Self.sequences(["SDN BHD": 40, "TOTAL 00": 30])
        func value(_ text: String) -> Double { sequences.logarithm(of: Self.text(text)) }
        #expect(value("SDN BHD") > value("5DN BHD") + 3)
        #expect(value("SDN BHD") > value("SDN BH") + 3)
        #expect(value("TOTAL 10") == value("TOTAL 93"))
        #expect(value("TOTAL 10") > value("TOTAL 1O") + 3)
        #expect(value("QXZ").isFinite)
    }

    @Test("chances are smoothed as Witten and Bell say")
    func sums() throws {
        // Nine figures are one.
        let outcomes = Double(Self.classes - 9)
        // By hand: after a beginning A came 5 of 5 times, of one kind; then, with the smoothing of
        // four contexts that all say the same, the end of the line came 5 of 5 times.
        let known = try Self.sequences(["A": 5])
        var (first, last) = (1 / outcomes, 1 / outcomes)
        // Alone, A and the end each came 5 of 10 times, of two kinds.
        (first, last) = ((5 + 2 * first) / 12, (5 + 2 * last) / 12)
        for _ in 1...4 { (first, last) = ((5 + first) / 6, (5 + last) / 6) }
        let found = known.logarithm(of: Self.text("A"))
        #expect(abs(found - Foundation.log(first) - Foundation.log(last)) < 1e-9)
    }

    @Test("weights without sequences read as before, and damaged ones are refused")
    func damaged() throws {
        let none = #"{"__metadata__":{}}"#
        let file = [UInt8(none.utf8.count), 0, 0, 0, 0, 0, 0, 0] + Array(none.utf8)
        #expect(try LetterSequences(try Safetensors(file)) == nil)
        #expect(throws: SafetensorsError.self) {
            try LetterSequences(try Self.weights([("AAAAA", 1)], width: 3))
        }
        let header = #"{"sequences":{"dtype":"U8","shape":[1,6],"data_offsets":[0,6]}}"#
        let beyond = [UInt8(header.utf8.count), 0, 0, 0, 0, 0, 0, 0] + Array(header.utf8)
            + [1, 1, 1, 1, 250, 1]
        #expect(throws: SafetensorsError.self) {
            try LetterSequences(try Safetensors(beyond))
        }
    }

    // MARK: - Both together

    @Test("two looks and what is usual decide; a word in doubt is as sure as its share")
    func together() throws {
        let sequences = try Self.sequences(["SDN": 40, "ABC": 40])
        let first = Self.chances([
            ["5": 0.6, "S": 0.4], ["D": 0.99, "O": 0.01], ["_": 1], ["N": 1],
        ])
        let second = Self.chances([
            ["5": 0.45, "S": 0.55], ["_": 1], ["D": 0.99, "O": 0.01], ["_": 1], ["N": 1],
        ])
        let letters = try #require(DoubtfulLine(first, second, sequences).letters)
        #expect(letters.map { String($0.scalar) }.joined() == "SDN")
        #expect(letters.map { $0.first } == [0, 1, 3])
        #expect(Set(letters.map { $0.chance }).count == 1)
        #expect((0.5..<0.999).contains(letters[0].chance), "\(letters[0].chance)")
        // What no look has seen is not read, however usual.
        let other = Self.chances([["X": 0.8, "K": 0.2], ["_": 1], ["Q": 1], ["_": 1], ["Z": 1]])
        let seen = try #require(DoubtfulLine(other, other, sequences).letters)
        #expect(["XQZ", "KQZ"].contains(seen.map { String($0.scalar) }.joined()))
        let nothing = Self.chances([["_": 1]])
        #expect(DoubtfulLine(nothing, nothing, sequences).letters == nil)
    }

    @Test("rows drawn out keep their ends and what lies between")
    func drawnOut() {
        let rows = GreyRows([0, 100, 200, 50, 50, 50], width: 3).drawnOut(by: 2)
        #expect(rows.width == 6)
        #expect(rows.pixels == [0, 25, 75, 125, 175, 200, 50, 50, 50, 50, 50, 50])
    }

    @Test("the weights that ship know how names of firms end")
    func shipped() throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("models/line-reader/line-reader.safetensors")
        let weights = try Safetensors(Array(Data(contentsOf: path)))
        let sequences = try #require(try LetterSequences(weights))
        for (usual, unusual) in [
            ("TRADING SDN BHD", "TRADLNG SDN BHD"), ("JALAN BESAR", "JAIAN BESAR"),
            ("TOTAL 12.50", "T0TAL 12.50"), ("ENTERPRISE LIMITED", "ENTERPRISE UMITED"),
        ] {
            #expect(
                sequences.logarithm(of: Self.text(usual))
                    > sequences.logarithm(of: Self.text(unusual)) + 2, "\(usual)")
        }
    }
}
