import Wire

/// What a model's raw score means, as LightGBM's `objective=` names it.
public enum Objective: Equatable, Sendable {
    /// Probability = 1 / (1 + exp(−slope · raw)).
    case binary(slope: Double)
    /// The raw score itself.
    case identity
    /// exp(raw): counts and amounts that are never negative.
    case exponential
    /// sign(raw) · raw²: fitted to the square root.
    case squared

    /// Nil for an objective that gives several scores or is unknown.
    init?(words: [String]) {
        switch words.first {
        case "binary":
            var slope = 1.0
            for word in words.dropFirst() where word.hasPrefix("sigmoid:") {
                guard let value = DoubleText.parse(String(word.dropFirst("sigmoid:".utf8.count))),
                    value > 0, value.isFinite
                else { return nil }
                slope = value
            }
            self = .binary(slope: slope)
        case "cross_entropy": self = .binary(slope: 1)
        case "regression", "regression_l1", "huber", "fair", "quantile", "mape", "lambdarank",
            "rank_xendcg", "custom":
            self = words.contains("sqrt") ? .squared : .identity
        case "poisson", "gamma", "tweedie": self = .exponential
        default: return nil
        }
    }

    public var isProbability: Bool {
        if case .binary = self { return true }
        return false
    }

    /// The log-odds of `answer(to:)`; nil of an objective that gives no probability.
    public func logOdds(of raw: Double) -> Double? {
        if case .binary(let slope) = self { return slope * raw }
        return nil
    }

    /// The answer on the target's own scale.
    public func answer(to raw: Double) -> Double {
        switch self {
        case .binary(let slope): 1 / (1 + Exponential.exp(-slope * raw))
        case .identity: raw
        case .exponential: Exponential.exp(raw)
        case .squared: raw < 0 ? -(raw * raw) : raw * raw
        }
    }
}
