/// How far probabilities are from what happened.
public enum ProbabilityError {
    /// The mean squared difference (G. Brier, 1950). NaN for no rows.
    public static func brier(_ probabilities: [Double], _ outcomes: [Bool]) -> Double {
        var sum = 0.0
        for (probability, outcome) in zip(probabilities, outcomes) {
            let difference = probability - (outcome ? 1 : 0)
            sum += difference * difference
        }
        return sum / Double(probabilities.count)
    }

    /// The mean negative log-likelihood; probabilities keep 2⁻⁵² from 0 and 1, as in scikit-learn.
    public static func logLoss(_ probabilities: [Double], _ outcomes: [Bool]) -> Double {
        let epsilon = 0x1p-52
        var sum = 0.0
        for (probability, outcome) in zip(probabilities, outcomes) {
            let bounded = min(max(probability, epsilon), 1 - epsilon)
            sum -= Elementary.log(outcome ? bounded : 1 - bounded)
        }
        return sum / Double(probabilities.count)
    }
}

/// One bin of a calibration curve.
public struct CalibrationBin: Equatable, Sendable {
    public let count: Int
    public let meanProbability: Double
    public let share: Double

    /// Bins of equal width over 0 to 1, without empty ones (scikit-learn's `calibration_curve`).
    public static func curve(
        _ probabilities: [Double], _ outcomes: [Bool], bins: Int
    ) -> [CalibrationBin] {
        var counts = [Int](repeating: 0, count: bins)
        var sums = [Double](repeating: 0, count: bins)
        var positives = [Int](repeating: 0, count: bins)
        for (probability, outcome) in zip(probabilities, outcomes) {
            // A border belongs to the bin below it.
            let edges = 1..<bins
            let bin = edges.first { probability <= Double($0) / Double(bins) }.map { $0 - 1 }
                ?? bins - 1
            counts[bin] += 1
            sums[bin] += probability
            if outcome { positives[bin] += 1 }
        }
        return (0..<bins).filter { counts[$0] > 0 }.map { bin in
            let count = Double(counts[bin])
            return CalibrationBin(
                count: counts[bin], meanProbability: sums[bin] / count,
                share: Double(positives[bin]) / count)
        }
    }
}
