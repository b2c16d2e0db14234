import Insight
import Testing

@Suite("A model's text is read strictly")
struct LightGBMModelTests {
    static let mistakes: [(change: String, to: String, line: Int, says: String)] = [
        ("tree\n", "hello\n", 1, "does not begin"),
        ("version=v4", "version=v9", 2, "v3 and v4"),
        ("num_class=1", "num_class=3", 3, "one score a row"),
        ("objective=binary sigmoid:1", "objective=magic", 7, "'magic'"),
        ("num_leaves=2", "num_leaves=3", 21, "leaf_value has 2 values in place of 3"),
        ("split_feature=", "split_feature=9", 15, "no whole number"),
        ("left_child=-1", "left_child=0", 19, "split 0 is reached twice"),
        ("left_child=-1", "left_child=-2", 19, "leaf 1 is reached twice"),
        ("right_child=-2", "right_child=7", 20, "no whole number"),
        ("leaf_value=", "leaf_value=nan ", 21, "in place of 2"),
        ("end of trees", "end", 0, "cut off"),
        ("is_linear=0", "is_linear=1", 0, "linear"),
        ("Tree=0", "Tree=1", 12, "tree 1 stands where 0 should"),
    ]

    @Test("What is wrong is named with its line", arguments: mistakes.indices)
    func mistakesAreNamed(index: Int) throws {
        let mistake = Self.mistakes[index]
        let text = String(decoding: try EnsembleVector.modelText("one-stump"), as: UTF8.self)
        let broken = text.replacing(mistake.change, with: mistake.to, maxReplacements: 1)
        #expect(broken != text)
        let error = try #require(throws: ModelTextError.self) {
            try LightGBMModel(text: Array(broken.utf8))
        }
        #expect(error.message.contains(mistake.says), "\(error)")
        if mistake.line > 0 { #expect(error.line == mistake.line, "\(error)") }
    }

    @Test("A byte order mark before the text is none of it")
    func byteOrderMark() throws {
        let text = try EnsembleVector.modelText("one-stump")
        let marked = try LightGBMModel(text: [0xEF, 0xBB, 0xBF] + text)
        #expect(marked.featureNames == (try LightGBMModel(text: text)).featureNames)
        let broken = String(decoding: text, as: UTF8.self)
            .replacing("version=v4", with: "version=v9")
        let error = #expect(throws: ModelTextError.self) {
            try LightGBMModel(text: [0xEF, 0xBB, 0xBF] + Array(broken.utf8))
        }
        #expect(error?.line == 2)
    }

    @Test("No cut and no changed byte makes the reader trap",
        arguments: ["plain", "categories-and-missing"])
    func hostileText(name: String) throws {
        let text = Array(try EnsembleVector.modelText(name).prefix(9_000))
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let ending = Array("\n\nend of trees\n".utf8)
        var refused = 0
        for _ in 0..<150 {
            var broken = Array(text.prefix(next(text.count)))
            for _ in 0..<3 where !broken.isEmpty {
                broken[next(broken.count)] = Array("0123456789-=. \ne".utf8)[next(16)]
            }
            if (try? LightGBMModel(text: broken + ending)) == nil { refused += 1 }
        }
        #expect(refused > 90)
    }
}
