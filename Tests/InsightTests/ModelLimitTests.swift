import Insight
import Testing
import Wire

@Suite("A model that would stall or mislead whoever reads it is refused")
struct ModelLimitTests {
    /// One tree whose splits hang below one another, each to the right of the one above.
    static func chain(
        splits: Int, features: Int, asking feature: (Int) -> Int, leaf: String = "0.25"
    ) -> [UInt8] {
        func words(_ range: Range<Int>, _ word: (Int) -> some CustomStringConvertible) -> String {
            range.map { word($0).description }.joined(separator: " ")
        }
        return Array(
            """
            tree
            version=v4
            num_class=1
            num_tree_per_iteration=1
            max_feature_idx=\(features - 1)
            objective=binary sigmoid:1
            feature_names=\(words(0..<features) { "f\($0)" })

            Tree=0
            num_leaves=\(splits + 1)
            split_feature=\(words(0..<splits, feature))
            threshold=\(words(0..<splits) { $0 })
            decision_type=\(words(0..<splits) { _ in 2 })
            left_child=\(words(0..<splits) { -1 - $0 })
            right_child=\(words(0..<splits) { $0 == splits - 1 ? -1 - splits : $0 + 1 })
            leaf_value=\(words(0..<splits + 1) { _ in leaf })
            leaf_count=\(words(0..<splits + 1) { _ in 1 })
            internal_count=\(words(0..<splits) { splits + 1 - $0 })

            end of trees

            """.utf8)
    }

    private func refusal(_ text: [UInt8]) throws -> ModelTextError {
        try #require(throws: ModelTextError.self) { try LightGBMModel(text: text) }
    }

    @Test("A path asks for at most 256 different features, however often")
    func features() throws {
        for splits in [256, 600] {
            let text = Self.chain(splits: splits, features: 300) { $0 % 256 }
            let why = try PathAttribution(TreeEnsemble(LightGBMModel(text: text)))
            let sum = why.contributions([Double](repeating: 1, count: 300)).reduce(0, +)
            #expect(abs(sum - 0.25) <= 1e-9)
        }
        let error = try refusal(Self.chain(splits: 257, features: 300) { $0 })
        #expect(error.line == 14)
        #expect(error.message.contains("more than 256 different features"))
        #expect(try refusal(Self.chain(splits: 5_000, features: 5_000) { $0 }).line == 14)
    }

    @Test("What explaining a row takes is limited for all trees together, and the figure is named")
    func work() throws {
        let text = Self.chain(splits: 256, features: 300) { $0 % 256 }
        let ensemble = TreeEnsemble(try LightGBMModel(text: text))
        // 513 nodes, and 256 features are 32 eights.
        let steps: Int64 = 513 * 32
        let why = try PathAttribution(ensemble, mostSteps: steps)
        #expect(why.contributions([Double](repeating: 1, count: 300)).count == 301)
        let error = try #require(throws: AttributionError.self) {
            try PathAttribution(ensemble, mostSteps: steps - 1)
        }
        #expect(error == .tooMuchWork(steps: steps, of: steps - 1))
        #expect(
            CreditModelError.attribution(error).message.contains("takes 16416 steps"), "\(error)")
        // 5,000 trees of 255 leaves.
        #expect(5_000 * 509 * 9 <= PathAttribution.mostSteps)
    }

    @Test("A tree is at most 4,096 splits deep")
    func depth() throws {
        let deep = try LightGBMModel(text: Self.chain(splits: 4_096, features: 3) { $0 % 3 })
        #expect(TreeEnsemble(deep).rawScore([0, 0, 0]) == 0.25)
        let error = try refusal(Self.chain(splits: 4_097, features: 3) { $0 % 3 })
        #expect(error.line == 14)
        #expect(error.message.contains("4096 splits deep"))
    }

    @Test("A model has at most 10,000 features, each named once")
    func names() throws {
        #expect(
            try LightGBMModel(text: Self.chain(splits: 1, features: 10_000) { $0 })
                .featureNames.count == 10_000)
        let many = try refusal(Self.chain(splits: 1, features: 10_001) { $0 })
        #expect(many.line == 5)
        #expect(many.message.contains("at most 10000"))
        let text = String(decoding: Self.chain(splits: 1, features: 3) { $0 }, as: UTF8.self)
        let twice = try refusal(Array(text.replacing("f0 f1 f2", with: "f0 f1 f0").utf8))
        #expect(twice.line == 7)
        #expect(twice.message.contains("f0 twice"))
    }

    @Test("Leaves beyond a million of log-odds are no credit model")
    func leaves() throws {
        func model(_ leaf: String, sigmoid: String = "1") throws -> CreditModel {
            let text = Self.chain(splits: 2, features: 2, asking: { $0 }, leaf: leaf)
            let slope = String(decoding: text, as: UTF8.self)
                .replacing("sigmoid:1", with: "sigmoid:\(sigmoid)")
            return try CreditModel(text: Array(slope.utf8))
        }
        for leaf in ["1e6", "-1e6"] {
            #expect(try model(leaf).additivityGaps([0, 0]).allSatisfy { $0 <= 1e-9 })
        }
        for (leaf, sigmoid) in [
            ("1000001", "1"), ("-1.7e308", "1"), ("2", "1e6"), ("1e9", "1e300"),
        ] {
            #expect(throws: CreditModelError.beyondReason, "\(leaf)") {
                try model(leaf, sigmoid: sigmoid)
            }
        }
        #expect(try model("0", sigmoid: "1e300").featureNames == ["f0", "f1"])
    }

    @Test("Trees whose sums leave the doubles have whole points all the same")
    func points() {
        let scale = PointScale()
        #expect(scale.wholePoints(logOdds: 0) == 502)
        #expect(scale.wholePoints(logOdds: 1e19) == -1_000_000)
        #expect(scale.wholePoints(logOdds: -1e300) == 1_000_000)
        #expect(scale.wholePoints(logOdds: .infinity) == 0)
        #expect(scale.wholePoints(logOdds: .nan) == 0)
    }

    @Test("Groups of a card that are none count as no groups")
    func groups() throws {
        func groups(_ text: String) throws -> [Int] {
            Reasons.groups(card: try JSONValue.parse(text), count: 2)
        }
        #expect(try groups(#"{"groups":[0,0]}"#) == [0, 0])
        for text in ["[1e300,0]", "[0.5,0]", "[2,0]", "[-1,0]", "[0]", "7"] {
            #expect(try groups(#"{"groups":\#(text)}"#) == [0, 1], "\(text)")
        }
        #expect(Reasons.groups(card: nil, count: 2) == [0, 1])
    }
}
