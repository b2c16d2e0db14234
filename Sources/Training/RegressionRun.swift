import Insight

/// Fits a ridge logistic regression to a table, each column in steps; how strong the ridge is
/// follows from the same seeded folds that judge it. Where outcomes are few, which ridge is best is
/// decided by luck, so the strongest is taken of those that are as good as the best one.
struct RegressionRun {
    private let table: TrainingTable
    private let options: TrainingRun.Options

    static let ridges: [Double] = [1_000, 100, 10, 1]
    /// Multiplications of one step of Newton's method; a table that needs more has rows enough for
    /// trees.
    static let mostWork = 400_000_000

    private struct Trial {
        let area: Double
        let ridge: Double
        let scores: [Double]
    }

    private struct Fit {
        let columns: [(place: Int, column: LinearColumn)]
        let regression: LogisticRegression

        func logOdds(_ table: TrainingTable, _ row: Int) -> Double {
            var known: [Double] = []
            for (place, column) in columns {
                column.append(table.columns[place].values[row], to: &known)
            }
            return regression.logOdds(known)
        }

        func terms() -> [(feature: Int, steps: [Step])] {
            var start = regression.slopes.startIndex
            return columns.map { place, column in
                defer { start += column.width }
                let slopes = regression.slopes[start..<start + column.width]
                return (place, column.steps(slopes))
            }
        }
    }

    init(_ table: TrainingTable, _ options: TrainingRun.Options) {
        self.table = table
        self.options = options
    }

    /// Nil when the table is too large, or no regression can be fitted.
    func contender(
        _ folds: [Int], progress: (String) -> Void
    ) throws(TrainingRefusal) -> Contender? {
        let all = Array(0..<table.rowCount)
        let width = columns(all).reduce(1) { $0 + $1.column.width }
        guard width > 1, table.rowCount * width * width <= Self.mostWork else { return nil }
        var trials: [Trial] = []
        for ridge in Self.ridges {
            progress("regression, ridge \(ridge)")
            var scores = [Double](repeating: 0, count: table.rowCount)
            for fold in 0..<options.folds {
                let seen = all.filter { folds[$0] != fold }
                guard let fit = fit(seen, ridge) else { return nil }
                for row in all where folds[row] == fold { scores[row] = fit.logOdds(table, row) }
            }
            let area = Discrimination(scores: scores, outcomes: table.outcomes)?.areaUnderCurve ?? 0
            trials.append(Trial(area: area, ridge: ridge, scores: scores))
        }
        guard let best = chosen(trials), let final = fit(all, best.ridge) else { return nil }
        let terms = final.terms()
        let text = StepTrees(terms, intercept: final.regression.intercept, table).text()
        return Contender(
            .regression, scores: best.scores, outcomes: table.outcomes,
            leaves: terms.map(\.steps.count).max() ?? 0,
            members: [Contender.Member(share: 1) { () throws(TrainingRefusal) in [text] }])
    }

    /// Of `trials`, the strongest ridge first.
    private func chosen(_ trials: [Trial]) -> Trial? {
        let best = trials.enumerated().max {
            $0.element.area == $1.element.area
                ? $0.offset > $1.offset : $0.element.area < $1.element.area
        }?.element
        let events = table.outcomes.count { $0 }
        guard let best, min(events, table.rowCount - events) < AutomaticRun.fewestForTrees else {
            return best
        }
        let doubt = Self.standardError(best.area, events: events, of: table.rowCount)
        return trials.first { $0.area >= best.area - doubt / 2 }
    }

    /// Of an area under the curve, by J. Hanley and B. McNeil (1982).
    private static func standardError(_ area: Double, events: Int, of rows: Int) -> Double {
        let (bad, good) = (Double(events), Double(rows - events))
        let ofBad = area / (2 - area) - area * area
        let ofGood = 2 * area * area / (1 + area) - area * area
        let variance = area * (1 - area) + (bad - 1) * ofBad + (good - 1) * ofGood
        return (max(variance, 0) / (bad * good)).squareRoot()
    }

    private func columns(_ rows: [Int]) -> [(place: Int, column: LinearColumn)] {
        table.columns.enumerated().compactMap { place, column in
            LinearColumn(column, rows: rows).map { (place, $0) }
        }
    }

    private func fit(_ rows: [Int], _ ridge: Double) -> Fit? {
        let columns = columns(rows)
        let width = columns.reduce(0) { $0 + $1.column.width }
        var known: [Double] = []
        known.reserveCapacity(rows.count * width)
        for row in rows {
            for (place, column) in columns {
                column.append(table.columns[place].values[row], to: &known)
            }
        }
        return LogisticRegression(
            rows: known, width: width, outcomes: rows.map { table.outcomes[$0] }, ridge: ridge
        ).map { Fit(columns: columns, regression: $0) }
    }
}
