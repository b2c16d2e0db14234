import Insight

/// Fits a points scorecard to a table: cross-validated on seeded folds with the bins made anew in
/// each, then fitted to all rows.
public struct ScorecardRun: Sendable {
    private let table: TrainingTable
    private let options: TrainingRun.Options

    /// Fewer outcomes of a kind than this make bins by luck: an expert's scorecard is better.
    public static let fewestOutcomes = 30

    public init(_ table: TrainingTable, _ options: TrainingRun.Options) throws(TrainingRefusal) {
        guard options.monotone.isEmpty else {
            throw TrainingRefusal("a scorecard's bins are monotone by themselves")
        }
        let events = table.outcomes.count { $0 }
        guard min(events, table.rowCount - events) >= Self.fewestOutcomes else {
            throw TrainingRefusal(
                "\(events) events in \(table.rowCount) rows are too few for bins: at least "
                    + "\(Self.fewestOutcomes) of each outcome are needed")
        }
        self.table = table
        self.options = options
    }

    public func fit(progress: (String) -> Void) throws(TrainingRefusal) -> TrainedModel {
        let folds = table.folds(options)
        return try contender(folds, progress: progress).model(
            table, folds: folds, seed: options.seed, trials: [])
    }

    func contender(
        _ folds: [Int], progress: (String) -> Void
    ) throws(TrainingRefusal) -> Contender {
        var scores = [Double](repeating: 0, count: table.rowCount)
        for fold in 0..<options.folds {
            progress("scorecard, fold \(fold + 1) of \(options.folds)")
            let card = try scorecard(folds.indices.filter { folds[$0] != fold })
            for row in folds.indices where folds[row] == fold {
                scores[row] = card.logOdds(table.columns.map { $0.values[row] })
            }
        }
        let card = try scorecard(Array(0..<table.rowCount))
        let text = StepTrees(card, table).text()
        return Contender(
            .scorecard, scores: scores, outcomes: table.outcomes,
            leaves: card.characteristics.map(\.bins.count).max() ?? 0,
            members: [Contender.Member(share: 1) { () throws(TrainingRefusal) in [text] }],
            scorecard: card)
    }

    private func scorecard(_ rows: [Int]) throws(TrainingRefusal) -> Scorecard {
        let columns = table.columns.map { column in
            Scorecard.Column(
                name: column.name, values: rows.map { column.values[$0] },
                isCategorical: column.categories != nil)
        }
        guard let card = Scorecard(columns, isBad: rows.map { table.outcomes[$0] }) else {
            throw TrainingRefusal("no column tells the outcomes apart well enough for a scorecard")
        }
        return card
    }
}
