/// Raw scores to probabilities: a step function where there are 1,000 of both outcomes, else a
/// logistic curve, which needs fewer (A. Niculescu-Mizil, R. Caruana, 2005).
public enum Calibration: Equatable, Sendable {
    case isotonic(IsotonicCalibration)
    case platt(PlattCalibration)

    static let manyOutcomes = 1_000

    /// Nil when only one outcome occurs or a score is not finite.
    public init?(scores: [Double], outcomes: [Bool]) {
        let events = outcomes.count { $0 }
        guard let platt = PlattCalibration(scores: scores, outcomes: outcomes) else { return nil }
        if min(events, outcomes.count - events) >= Self.manyOutcomes,
            let isotonic = IsotonicCalibration(scores: scores, outcomes: outcomes)
        {
            self = .isotonic(isotonic)
        } else {
            self = .platt(platt)
        }
    }

    public func probability(of score: Double) -> Double {
        switch self {
        case .isotonic(let steps): steps.probability(of: score)
        case .platt(let line): line.probability(of: score)
        }
    }

    public var name: String {
        switch self {
        case .isotonic: "isotonic"
        case .platt: "platt"
        }
    }
}
