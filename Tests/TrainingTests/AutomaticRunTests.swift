import Foundation
import Insight
import Testing

@testable import Training

@Suite("What tells best is taken, and of equals the simplest")
struct AutomaticRunTests {
    /// Draws between 0 and 1, the same every time.
    private static func draws(_ seed: UInt64) -> () -> Double {
        var state = seed
        return {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / 0x1p53
        }
    }

    /// Two numbers of which some are missing, a category, and a risk that `chance` makes of them.
    private static func table(
        rows: Int, _ chance: (Double, Double, Int) -> Double
    ) throws -> TrainingTable {
        let next = draws(11)
        var text = "age,debt,region,bad\n"
        for _ in 0..<rows {
            let (age, debt, region) = (next() * 2 - 1, next() * 2 - 1, Int(next() * 3))
            let isBad = next() < chance(age, debt, region)
            let shown = next() < 0.1 ? "" : debt.description
            text += "\(age),\(shown),\(["north", "south", "west"][region]),\(isBad ? 1 : 0)\n"
        }
        return try TrainingTable(csv: Array(text.utf8), target: "bad")
    }

    @Test("Where the columns add up a sum of them is taken, with what was tried in the card")
    func sums() throws {
        let table = try Self.table(rows: 900) { age, debt, region in
            1 / (1 + exp(1 - 1.5 * age - debt - (region == 2 ? 1 : 0)))
        }
        let model = try AutomaticRun(
            try? LightGBMLibrary(), table, TrainingRun.Options()
        ).fit { _ in }
        #expect(model.kind != .trees)
        #expect(model.trials.prefix(2).map(\.name) == ["scorecard", "regression"])
        let best = try #require(model.trials.map(\.area).max())
        #expect(model.discrimination.areaUnderCurve >= best - AutomaticRun.closeness)
    }

    @Test("Without a library scorecard and regression compete alone, and their mean is written")
    func withoutLibrary() throws {
        let table = try Self.table(rows: 900) { age, debt, _ in 1 / (1 + exp(1 - age - 2 * debt)) }
        let run = AutomaticRun(nil, table, TrainingRun.Options())
        let found = try run.contenders { _ in }
        #expect(found.map(\.name) == ["scorecard", "regression", "scorecard 0.5 + regression 0.5"])
        let folds = TrainingRun.folds(table.outcomes, 5, 1)
        let ensembles = try found.map { contender in
            let model = try contender.model(table, folds: folds, seed: 1, trials: [])
            // LightGBM's own contributions divide by these.
            #expect(!String(decoding: model.text, as: UTF8.self).contains(/leaf_count=.*\b0\b/))
            return TreeEnsemble(try LightGBMModel(text: model.text))
        }
        let attribution = try PathAttribution(ensembles[2])
        for row in [[0.3, -0.2, 1], [-1, 1, 0], [.nan, .nan, .nan], [9, -9, 7]] {
            let raws = ensembles.map { $0.rawScore(row) }
            #expect(abs((raws[0] + raws[1]) / 2 - raws[2]) < 1e-12, "\(row)")
            let sum = attribution.contributions(row).reduce(0, +)
            #expect(abs(sum - raws[2]) < 1e-9, "\(row)")
        }
    }

    @Test(
        "Where columns matter together trees have their share",
        .enabled(if: (try? LightGBMLibrary()) != nil))
    func together() throws {
        let table = try Self.table(rows: 1_500) { age, debt, _ in age * debt > 0 ? 0.7 : 0.2 }
        var options = TrainingRun.Options()
        options.mostTrees = 150
        let model = try AutomaticRun(try LightGBMLibrary(), table, options).fit { _ in }
        #expect(model.kind == .trees || model.kind == .blend)
        #expect(model.discrimination.areaUnderCurve > 0.68)
        let sum = try #require(model.trials.first { $0.name == "regression" })
        #expect(sum.area < 0.6)
        #expect(TreeEnsemble(try LightGBMModel(text: model.text)).treeCount == model.treeCount)
    }

    @Test("Monotone columns are the trees' affair: nothing else competes")
    func monotone() throws {
        let table = try Self.table(rows: 300) { age, _, _ in age > 0 ? 0.6 : 0.2 }
        var options = TrainingRun.Options()
        options.monotone = ["age": 1]
        #expect(throws: TrainingRefusal.self) {
            try AutomaticRun(nil, table, options).fit { _ in }
        }
    }
}

@Suite("A regression in steps is the regression that it says")
struct RegressionRunTests {
    @Test("Its trees give its log-odds, in bins, missing values and unknown categories too")
    func trees() throws {
        var text = "a,b,bad\n"
        for row in 0..<400 {
            let a = Double((row * 37) % 101)
            let kind = ["x", "y"][row % 2]
            let isBad = (row * 53) % 97 < (a > 50 ? 40 : 15) + (kind == "y" ? 15 : 0)
            text += "\(row % 11 == 0 ? "" : a.description),\(kind),\(isBad ? 1 : 0)\n"
        }
        let table = try TrainingTable(csv: Array(text.utf8), target: "bad")
        let folds = TrainingRun.folds(table.outcomes, 5, 1)
        let found = try #require(
            try RegressionRun(table, TrainingRun.Options()).contender(folds) { _ in })
        #expect(found.area > 0.6)
        let model = try found.model(table, folds: folds, seed: 1, trials: [])
        let ensemble = TreeEnsemble(try LightGBMModel(text: model.text))
        // More of `a` is never less risk, bins score alike, and nothing moves beyond the ends.
        let raws = stride(from: -50.0, to: 200, by: 0.5).map { ensemble.rawScore([$0, 0]) }
        #expect(zip(raws, raws.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(Set(raws).count <= 32)
        #expect(raws.first == ensemble.rawScore([-1e9, 0]))
        #expect(raws.last == ensemble.rawScore([1e9, 0]))
        #expect(ensemble.rawScore([50, 1]) > ensemble.rawScore([50, 0]))
    }
}
