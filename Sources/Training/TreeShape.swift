/// How large trees may grow and how much each may say.
struct TreeShape: Sendable {
    let leaves: Int
    let leafRows: Int
    let rate: Double
    let featureShare: Double
    let ridge: Double

    /// From nearly additive to deep: small tables are served best by the first, large ones by the
    /// last. Chosen on tables of 200 to 100,000 rows (`Benchmarks/train`).
    static let all = [
        TreeShape(leaves: 2, leafRows: 15, rate: 0.1, featureShare: 0.3, ridge: 10),
        TreeShape(leaves: 5, leafRows: 20, rate: 0.05, featureShare: 0.3, ridge: 10),
        TreeShape(leaves: 15, leafRows: 20, rate: 0.03, featureShare: 0.4, ridge: 10),
        TreeShape(leaves: 15, leafRows: 20, rate: 0.02, featureShare: 0.5, ridge: 1),
        TreeShape(leaves: 15, leafRows: 20, rate: 0.02, featureShare: 0.8, ridge: 0),
        TreeShape(leaves: 31, leafRows: 10, rate: 0.04, featureShare: 0.5, ridge: 5),
        TreeShape(leaves: 63, leafRows: 5, rate: 0.05, featureShare: 0.5, ridge: 10),
    ]

    /// LightGBM's parameters. A leaf never asks for more than a twentieth of a small table.
    func text(_ table: TrainingTable, _ options: TrainingRun.Options, seed: UInt64) -> String {
        var text = "objective=binary metric=auc verbosity=-1 deterministic=true force_row_wise=true"
        text += " seed=\(seed % 1_000_000) num_leaves=\(leaves) learning_rate=\(rate)"
        text += " min_data_in_leaf=\(min(leafRows, table.rowCount / 20)) lambda_l2=\(ridge)"
        text += " feature_fraction=\(featureShare) bagging_fraction=0.8 bagging_freq=1"
        // Threads cost more than they bring on small tables, and most when others want the cores.
        if table.rowCount < TrainingRun.manyRows { text += " num_threads=1" }
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
}
