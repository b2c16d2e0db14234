import Insight

/// One shape of trees, cross-validated: all folds grow together, and the number of trees is where
/// their mean area under the curve was highest, so that no fold is judged by its own luck.
struct FoldTrial {
    let shape: TreeShape
    let area: Double
    let trees: Int
    /// By row, from the model that did not see it.
    let scores: [Double]

    init(
        _ shape: TreeShape, library: LightGBMLibrary, table: TrainingTable, folds: [Int],
        options: TrainingRun.Options
    ) throws(TrainingRefusal) {
        let text = shape.text(table, options, seed: options.seed)
        var boosters: [(booster: Booster, rows: [Int])] = []
        for fold in 0..<options.folds {
            let seen = folds.indices.filter { folds[$0] != fold }
            let unseen = folds.indices.filter { folds[$0] == fold }
            let data = try BoosterTable(library, table, seen, options: text)
            let validation = try BoosterTable(
                library, table, unseen, options: text, reference: data)
            boosters.append((try Booster(data, validation: validation, options: text), unseen))
        }
        var (top, topTree, tree) = (-1.0, 1, 0)
        growing: while tree < options.mostTrees, tree - topTree < options.patience {
            var sum = 0.0
            for (booster, _) in boosters {
                if try booster.grow() { break growing }
                sum += try booster.validationMetric()
            }
            tree += 1
            if sum > top { (top, topTree) = (sum, tree) }
        }
        var scores = [Double](repeating: 0, count: table.rowCount)
        for (booster, rows) in boosters {
            let ensemble = try TrainingRun.ensemble(booster.text(trees: topTree))
            for (row, raw) in zip(rows, ensemble.rawScores(table.rows(rows))) { scores[row] = raw }
        }
        self.shape = shape
        trees = topTree
        self.scores = scores
        area = Discrimination(scores: scores, outcomes: table.outcomes)?.areaUnderCurve ?? 0
    }
}
