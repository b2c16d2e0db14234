import Insight

/// Fits boosted trees: several shapes of trees are cross-validated on the same seeded folds with
/// early stopping, the best one is fitted to all rows, and its out-of-fold scores, which no tree
/// has seen, give the metrics and the calibration.
public struct TrainingRun: Sendable {
    public struct Options: Sendable {
        public var seed: UInt64 = 1
        public var folds = 5
        public var mostTrees = 2000
        public var patience = 60
        /// 1 or -1 by feature name.
        public var monotone: [String: Int] = [:]
        public init() {}
    }

    struct Shape: Sendable {
        let leaves: Int
        let leafRows: Int
        let rate: Double
        let featureShare: Double
    }

    static let shapes = [
        Shape(leaves: 15, leafRows: 20, rate: 0.03, featureShare: 0.7),
        Shape(leaves: 5, leafRows: 20, rate: 0.05, featureShare: 0.5),
        Shape(leaves: 31, leafRows: 40, rate: 0.03, featureShare: 0.5),
    ]

    private let library: LightGBMLibrary
    private let table: TrainingTable
    private let options: Options
    /// By row: its fold.
    private let folds: [Int]

    public init(
        _ library: LightGBMLibrary, _ table: TrainingTable, _ options: Options
    ) throws(TrainingRefusal) {
        for name in options.monotone.keys.sorted() where !table.featureNames.contains(name) {
            throw TrainingRefusal("there is no feature \(name) to keep monotone")
        }
        self.library = library
        self.table = table
        self.options = options
        folds = Self.folds(table.outcomes, options.folds, options.seed)
    }

    public func fit(progress: (String) -> Void) throws(TrainingRefusal) -> TrainedModel {
        var best: (shape: Shape, trial: Trial)?
        for (index, shape) in Self.shapes.enumerated() {
            progress("shape \(index + 1) of \(Self.shapes.count)")
            let trial = try validate(shape)
            if trial.area > (best?.trial.area ?? -1) { best = (shape, trial) }
        }
        guard let best else { throw TrainingRefusal("no shape of trees could be fitted") }
        progress("all rows")
        let everything = Array(0..<table.rowCount)
        let data = try boosterTable(everything, best.shape, reference: nil)
        let booster = try Booster(data, options: text(best.shape))
        for _ in 0..<best.trial.trees where try booster.grow() { break }
        return try TrainedModel(
            text: booster.text(trees: -1), table: table, scores: best.trial.scores, folds: folds,
            leaves: best.shape.leaves, seed: options.seed)
    }

    private struct Trial {
        let area: Double
        let trees: Int
        /// By row, from the model that did not see it.
        let scores: [Double]
    }

    private func validate(_ shape: Shape) throws(TrainingRefusal) -> Trial {
        var boosters: [(booster: Booster, rows: [Int])] = []
        var trees = 0
        for fold in 0..<options.folds {
            let seen = folds.indices.filter { folds[$0] != fold }
            let unseen = folds.indices.filter { folds[$0] == fold }
            let data = try boosterTable(seen, shape, reference: nil)
            let booster = try Booster(
                data, validation: boosterTable(unseen, shape, reference: data),
                options: text(shape))
            var (top, topTree, tree) = (-1.0, 0, 0)
            while tree < options.mostTrees, tree - topTree < options.patience {
                if try booster.grow() { break }
                tree += 1
                let metric = try booster.validationMetric()
                if metric > top { (top, topTree) = (metric, tree) }
            }
            trees += topTree
            boosters.append((booster, unseen))
        }
        // One number of trees for all folds, so that no fold is judged by its own luck.
        let count = max(1, (trees + options.folds / 2) / options.folds)
        var scores = [Double](repeating: 0, count: table.rowCount)
        for (booster, rows) in boosters {
            let ensemble = try Self.ensemble(booster.text(trees: count))
            for (row, raw) in zip(rows, ensemble.rawScores(table.rows(rows))) { scores[row] = raw }
        }
        let found = Discrimination(scores: scores, outcomes: table.outcomes)
        return Trial(area: found?.areaUnderCurve ?? 0, trees: count, scores: scores)
    }

    static func ensemble(_ text: [UInt8]) throws(TrainingRefusal) -> TreeEnsemble {
        do throws(ModelTextError) {
            return TreeEnsemble(try LightGBMModel(text: text))
        } catch {
            throw TrainingRefusal("LightGBM's own model cannot be read: \(error)")
        }
    }

    private func boosterTable(
        _ rows: [Int], _ shape: Shape, reference: BoosterTable?
    ) throws(TrainingRefusal) -> BoosterTable {
        try BoosterTable(
            library, rows: table.rows(rows), labels: table.labels(rows),
            names: table.featureNames, options: text(shape), reference: reference)
    }

    private func text(_ shape: Shape) -> String {
        var text = "objective=binary metric=auc verbosity=-1 deterministic=true force_row_wise=true"
        text += " seed=\(options.seed % 1_000_000) num_leaves=\(shape.leaves)"
        text += " learning_rate=\(shape.rate) min_data_in_leaf=\(leafRows(shape)) lambda_l2=1"
        text += " feature_fraction=\(shape.featureShare) bagging_fraction=0.8 bagging_freq=1"
        let categorical = table.columns.indices.filter { table.columns[$0].categories != nil }
        if !categorical.isEmpty {
            text += " categorical_feature=" + categorical.map(\.description).joined(separator: ",")
        }
        if !options.monotone.isEmpty {
            let signs = table.featureNames.map { (options.monotone[$0] ?? 0).description }
            text += " monotone_constraints=" + signs.joined(separator: ",")
        }
        return text
    }

    /// A leaf never asks for more than a twentieth of a small table.
    private func leafRows(_ shape: Shape) -> Int { min(shape.leafRows, table.rowCount / 20) }

    /// Both outcomes are dealt to the folds in turn, after a shuffle by the seed.
    static func folds(_ outcomes: [Bool], _ count: Int, _ seed: UInt64) -> [Int] {
        var generator = SplitMix(state: seed)
        var folds = [Int](repeating: 0, count: outcomes.count)
        for outcome in [true, false] {
            let rows = outcomes.indices.filter { outcomes[$0] == outcome }
                .shuffled(using: &generator)
            for (place, row) in rows.enumerated() { folds[row] = place % count }
        }
        return folds
    }
}

/// SplitMix64 (G. Steele, D. Lea, C. Flood, 2014): the same folds from the same seed everywhere.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
