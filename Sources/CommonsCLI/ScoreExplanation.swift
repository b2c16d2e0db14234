import Insight
import Wire

/// What `commons score --reasons` adds to a row: the interval that the model's own out-of-fold
/// calibration gives rows of this probability, and the reasons.
struct ScoreExplanation {
    private let reasons: Reasons
    private let names: [String]
    /// In rising order of probability; empty for a model without a card.
    private let bands: [(mean: Double, interval: ShareInterval)]

    static let header = ["probability_low", "probability_high"]
        + (1...Reasons.most).map { "reason_\($0)" }

    init(card: [UInt8]?, names: [String], protected: Set<String>) {
        self.names = names
        let value = card.flatMap { try? JSONValue.parse($0) }
        let groups = value?["groups"]?.array?.compactMap { $0.double.map { Int($0) } } ?? []
        let isWhole = groups.count == names.count && groups.allSatisfy(names.indices.contains)
        reasons = Reasons(
            groups: isWhole ? groups : Array(names.indices),
            protected: Set(names.indices.filter { protected.contains(names[$0]) }))
        bands = (value?["curve"]?.array ?? []).compactMap { bin in
            guard let rows = bin["rows"]?.double, let share = bin["share"]?.double,
                let mean = bin["mean_probability"]?.double, rows >= 20,
                let interval = ShareInterval(
                    events: Int((rows * share).rounded()), rows: Int(rows))
            else { return nil }
            return (mean, interval)
        }
    }

    /// Nil without a card, or where fewer than 20 rows had such a probability.
    func interval(_ probability: Double) -> (low: Double, high: Double)? {
        guard let nearest = bands.min(by: {
            abs($0.mean - probability) < abs($1.mean - probability)
        }), abs(nearest.mean - probability) <= 0.1
        else { return nil }
        // The band's width around this row's own probability.
        let shift = probability - nearest.interval.share
        return (
            max(0, min(nearest.interval.low + shift, probability)),
            min(1, max(nearest.interval.high + shift, probability))
        )
    }

    /// Names, most adverse first.
    func reasons(_ contributions: ArraySlice<Double>) -> [String] {
        reasons.reasons(contributions.dropLast()).map { names[$0.feature] }
    }
}
