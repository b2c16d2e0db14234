import Insight
import Wire

/// What `commons score --reasons` adds to a row: the interval that the model's own out-of-fold
/// calibration gives rows of this probability, and the reasons.
struct ScoreExplanation {
    /// Features that no reason names because the law protects what their names or their categories
    /// say.
    let unnamed: [String]

    private let reasons: Reasons
    private let names: [String]
    private let intervals: ProbabilityBands

    static let header = ["probability_low", "probability_high"]
        + (1...Reasons.most).map { "reason_\($0)" }

    init(card: JSONValue?, model: LightGBMModel, protected: Set<String>) {
        let names = model.featureNames
        self.names = names
        unnamed = model.protectedFeatures(by: card).map(\.name)
        let protected = protected.union(unnamed)
        reasons = Reasons(
            groups: Reasons.groups(card: card, count: names.count),
            protected: Set(names.indices.filter { protected.contains(names[$0]) }))
        intervals = ProbabilityBands(card: card)
    }

    /// Nil without a card, or where fewer than 20 rows had such a probability.
    func interval(_ probability: Double) -> (low: Double, high: Double)? {
        intervals.interval(probability)
    }

    /// Names, most adverse first.
    func reasons(_ contributions: ArraySlice<Double>) -> [String] {
        reasons.reasons(contributions.dropLast()).map { names[$0.feature] }
    }
}
