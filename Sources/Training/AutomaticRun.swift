import Insight

/// Lets a scorecard, a regression, boosted trees and their blends compete on the same seeded folds,
/// and takes the simplest of those that tell the outcomes apart as well as the best.
public struct AutomaticRun: Sendable {
    /// A difference of areas under the curve that nobody would see.
    public static let closeness = 0.001
    /// With fewer outcomes of a kind, how many trees and of which shape is decided by luck.
    static let fewestForTrees = ScorecardRun.fewestOutcomes
    static let shares = [0.25, 0.5, 0.75]

    private let library: LightGBMLibrary?
    private let table: TrainingTable
    private let options: TrainingRun.Options

    /// Without a library no trees compete.
    public init(
        _ library: LightGBMLibrary?, _ table: TrainingTable, _ options: TrainingRun.Options
    ) {
        self.library = library
        self.table = table
        self.options = options
    }

    public func fit(progress: (String) -> Void) throws(TrainingRefusal) -> TrainedModel {
        let folds = table.folds(options)
        let found = try contenders(progress: progress)
        guard let best = found.max(by: { $0.area < $1.area }),
            let chosen = found.first(where: { $0.area >= best.area - Self.closeness })
        else {
            throw TrainingRefusal(
                "nothing can be fitted: a scorecard needs at least "
                    + "\(ScorecardRun.fewestOutcomes) of each outcome, trees need LightGBM")
        }
        progress("all rows")
        return try chosen.model(
            table, folds: folds, seed: options.seed,
            trials: found.map { ModelTrial(name: $0.name, area: $0.area) })
    }

    /// The simplest first: what is a sum over the columns, then trees, then blends of both.
    func contenders(progress: (String) -> Void) throws(TrainingRefusal) -> [Contender] {
        let folds = table.folds(options)
        var found = try additive(folds, progress: progress)
        if found.count == 2 {
            found.append(found[0].blended(with: found[1], share: 0.5, outcomes: table.outcomes))
        }
        let events = table.outcomes.count { $0 }
        let isThin = min(events, table.rowCount - events) < Self.fewestForTrees
        guard let library, found.isEmpty || !isThin else { return found }
        let trees = try TrainingRun(library, table, options).contender(progress: progress)
        guard let sum = found.last else { return [trees] }
        return found + [trees]
            + Self.shares.map { sum.blended(with: trees, share: $0, outcomes: table.outcomes) }
    }

    /// Monotone columns are the trees' affair alone.
    private func additive(
        _ folds: [Int], progress: (String) -> Void
    ) throws(TrainingRefusal) -> [Contender] {
        guard options.monotone.isEmpty else { return [] }
        var found: [Contender] = []
        if let run = try? ScorecardRun(table, options),
            let card = try? run.contender(folds, progress: progress)
        {
            found.append(card)
        }
        if let regression = try RegressionRun(table, options).contender(folds, progress: progress) {
            found.append(regression)
        }
        return found
    }
}
