/// Raw scores to probabilities: a rising line with bends where there are 1,000 of both outcomes,
/// else a logistic curve, which needs fewer (A. Niculescu-Mizil, R. Caruana, 2005).
public enum Calibration: Equatable, Sendable {
    case centred(CentredCalibration)
    /// Steps, of models that were trained by earlier releases.
    case isotonic(IsotonicCalibration)
    case platt(PlattCalibration)

    static let manyOutcomes = 1_000
    /// Under a line that rises less, everybody has one probability.
    static let leastSlope = 0.01

    /// - Parameter isSum: whether the score is a sum of points, which only a straight line leaves
    ///   one.
    /// - Returns: nil when only one outcome occurs or a score is not finite.
    public init?(scores: [Double], outcomes: [Bool], isSum: Bool = false) {
        let events = outcomes.count { $0 }
        guard let platt = PlattCalibration(scores: scores, outcomes: outcomes) else { return nil }
        if !isSum, min(events, outcomes.count - events) >= Self.manyOutcomes,
            let centred = CentredCalibration(
                scores: scores, outcomes: outcomes, beyond: platt)
        {
            self = .centred(centred)
        } else {
            self = .platt(platt)
        }
    }

    public func probability(of score: Double) -> Double {
        switch self {
        case .centred(let bends): bends.probability(of: score)
        case .isotonic(let steps): steps.probability(of: score)
        case .platt(let line): line.probability(of: score)
        }
    }

    /// The same as log-odds; nil of steps, which are none where nothing or everything was bad.
    public func logOdds(of score: Double) -> Double? {
        switch self {
        case .centred(let bends): bends.logOdds(of: score)
        case .isotonic: nil
        case .platt(let line): line.slope * score + line.intercept
        }
    }

    /// Whether a higher score is ever a higher probability, and never a lower one.
    public var rises: Bool {
        switch self {
        case .centred: true
        case .isotonic(let steps):
            zip(steps.probabilities, steps.probabilities.dropFirst()).contains { $0 < $1 }
        case .platt(let line): line.slope >= Self.leastSlope
        }
    }

    public var name: String {
        switch self {
        case .centred: "centred isotonic"
        case .isotonic: "isotonic"
        case .platt: "platt"
        }
    }
}
