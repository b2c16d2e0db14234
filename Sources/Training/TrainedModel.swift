import Foundation
import Insight
import Wire

/// A fitted model with what its out-of-fold scores say about it.
public struct TrainedModel: Sendable {
    /// LightGBM's text, with the categories of the table as `pandas_categorical`.
    public let text: [UInt8]
    public let discrimination: Discrimination
    /// Of the calibrated probabilities.
    public let brier: Double
    public let logLoss: Double
    public let curve: [CalibrationBin]
    /// Of the calibrated probabilities: what the interval of a score says.
    public let bands: [ProbabilityBand]
    public let gains: GainsCurve?
    public let calibration: Calibration
    public let treeCount: Int
    public let leaves: Int
    public let seed: UInt64
    public let rowCount: Int
    public let eventCount: Int
    public let featureNames: [String]
    /// Those that any tree asks for.
    public let usedNames: [String]
    /// About its table.
    let tableFindings: [TableFinding]
    public let kind: ModelKind
    /// What competed with it, the chosen one too; empty when the kind was given.
    public let trials: [ModelTrial]
    /// Nil but for a scorecard.
    public let scorecard: Scorecard?
    /// By feature name: the texts of its codes.
    let categories: [String: [String]]
    /// By feature name: words among its numbers that were taken as missing.
    let missingWords: [String: [String]]
    /// By feature: why it is about no person (`ProtectedDeclaration`).
    let notProtected: [String: String]
    /// By feature: its group of those that move together, of which reasons name one.
    public let groups: [Int]

    /// Ranks of more rows cost much and tell nothing new; of a wide table fewer tell as much.
    private static let groupingRows = 500...5_000
    private static let groupingCells = 5_000_000

    init(
        text: [UInt8], table: TrainingTable, scores: [Double], folds: [Int], kind: ModelKind,
        leaves: Int, seed: UInt64, scorecard: Scorecard?, trials: [ModelTrial]
    ) throws(TrainingRefusal) {
        self.text = Self.named(text, table) + Self.categoryLine(table)
        let model = try TrainingRun.model(text)
        treeCount = model.treeCount
        let outcomes = table.outcomes
        guard let discrimination = Discrimination(scores: scores, outcomes: outcomes),
            let calibration = Calibration(
                scores: scores, outcomes: outcomes, isSum: scorecard != nil)
        else { throw TrainingRefusal("the scores could not be calibrated") }
        guard discrimination.areaUnderCurve > 0.5, calibration.rises else {
            throw TrainingRefusal(
                "\(kind.rawValue) tells outcomes no better than luck on rows that it had not seen")
        }
        self.discrimination = discrimination
        self.calibration = calibration
        // Calibrated by the other folds, so that no row's outcome is in its own probability.
        var probabilities = [Double](repeating: 0, count: scores.count)
        for fold in Set(folds) {
            let others = folds.indices.filter { folds[$0] != fold }
            let part = Calibration(
                scores: others.map { scores[$0] }, outcomes: others.map { outcomes[$0] },
                isSum: scorecard != nil)
            for row in folds.indices where folds[row] == fold {
                probabilities[row] = (part ?? calibration).probability(of: scores[row])
            }
        }
        brier = ProbabilityError.brier(probabilities, outcomes)
        logLoss = ProbabilityError.logLoss(probabilities, outcomes)
        curve = CalibrationBin.curve(probabilities, outcomes, bins: 10)
        bands = ProbabilityBand.bands(probabilities, outcomes)
        gains = GainsCurve(scores: scores, isBad: outcomes)
        self.kind = kind
        self.trials = trials
        self.leaves = leaves
        self.seed = seed
        rowCount = table.rowCount
        eventCount = outcomes.count { $0 }
        featureNames = table.featureNames
        let used = model.usedFeatures
        usedNames = table.featureNames.enumerated().filter { used.contains($0.offset) }
            .map(\.element)
        tableFindings = table.findings
        self.scorecard = scorecard
        var categories: [String: [String]] = [:]
        for column in table.columns { categories[column.name] = column.categories }
        self.categories = categories
        var words: [String: [String]] = [:]
        for column in table.columns where !column.missingWords.isEmpty {
            words[column.name] = column.missingWords
        }
        missingWords = words
        let names = table.featureNames
        notProtected = table.declared.filter { names.contains($0.key) }
        let rows = Self.groupingCells / max(1, table.columns.count)
        let compared = min(max(rows, Self.groupingRows.lowerBound), Self.groupingRows.upperBound)
        groups = CorrelatedGroups.groups(
            table.columns.map { Array($0.values.prefix(compared)) },
            isCategorical: table.columns.map { $0.categories != nil })
    }

    /// LightGBM notes `none` for a column in which it found nothing to split, of whatever kind:
    /// here it is known which ones are categories, so that each list has its column.
    private static func named(_ text: [UInt8], _ table: TrainingTable) -> [UInt8] {
        guard table.columns.contains(where: { $0.categories != nil }) else { return text }
        let key = "feature_infos="
        var lines = String(decoding: text, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        guard let place = lines.firstIndex(where: { $0.hasPrefix(key) }) else { return text }
        var ranges = lines[place].dropFirst(key.count).split(separator: " ").map(String.init)
        guard ranges.count == table.columns.count else { return text }
        for (feature, column) in table.columns.enumerated() where ranges[feature] == "none" {
            guard let categories = column.categories else { continue }
            ranges[feature] = categories.indices.map(\.description).joined(separator: ":")
        }
        lines[place] = Substring(key + ranges.joined(separator: " "))
        return Array(lines.joined(separator: "\n").utf8)
    }

    private static func categoryLine(_ table: TrainingTable) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginArray()
        for column in table.columns {
            guard let categories = column.categories else { continue }
            writer.beginArray()
            for category in categories { writer.string(category) }
            writer.endArray()
        }
        writer.endArray()
        return Array("\npandas_categorical:".utf8) + writer.bytes + [UInt8(ascii: "\n")]
    }
}
