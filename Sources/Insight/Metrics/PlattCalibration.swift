/// Scores to probabilities by a logistic curve, p = 1 / (1 + exp(−(slope·score + intercept))), with
/// targets drawn in from 0 and 1 (J. Platt, "Probabilistic outputs for support vector machines",
/// 1999); fitted by Newton's method (H. Lin, C. Lin, R. Weng, 2007) to full precision.
public struct PlattCalibration: Equatable, Sendable {
    public let slope: Double
    public let intercept: Double

    /// Scores that are log-odds as they are.
    public static let identity = PlattCalibration(slope: 1, intercept: 0)

    public init(slope: Double, intercept: Double) {
        self.slope = slope
        self.intercept = intercept
    }

    /// Nil when only one outcome occurs or a score is not finite.
    public init?(scores: [Double], outcomes: [Bool]) {
        let positives = Double(outcomes.count { $0 })
        let negatives = Double(outcomes.count) - positives
        guard positives > 0, negatives > 0, scores.count == outcomes.count,
            scores.allSatisfy({ $0.isFinite })
        else { return nil }
        let high = (positives + 1) / (positives + 2)
        let low = 1 / (negatives + 2)
        let targets = outcomes.map { $0 ? high : low }
        var line = (slope: 0.0, intercept: Elementary.log((positives + 1) / (negatives + 1)))
        var loss = Self.loss(line, scores, targets)
        for _ in 0..<100 {
            let step = Self.step(line, scores, targets)
            var length = 1.0
            var isBetter = false
            while length > 1e-10, !isBetter {
                let next = (line.slope - length * step.slope,
                    line.intercept - length * step.intercept)
                let nextLoss = Self.loss(next, scores, targets)
                // Near the end a better line differs by less than the loss can show.
                if nextLoss <= loss + loss.magnitude * 1e-13 {
                    (line, loss, isBetter) = (next, nextLoss, true)
                } else {
                    length /= 2
                }
            }
            if !isBetter || max(step.slope.magnitude, step.intercept.magnitude) < 1e-14 { break }
        }
        slope = line.slope
        intercept = line.intercept
    }

    public func probability(of score: Double) -> Double {
        1 / (1 + Exponential.exp(-(slope * score + intercept)))
    }

    private static func loss(
        _ line: (slope: Double, intercept: Double), _ scores: [Double], _ targets: [Double]
    ) -> Double {
        var sum = 0.0
        for (score, target) in zip(scores, targets) {
            let value = line.slope * score + line.intercept
            // log(1 + exp(value)) without overflow on either side.
            let tail = Elementary.log(1 + Exponential.exp(-value.magnitude))
            sum += max(value, 0) + tail - target * value
        }
        return sum
    }

    private static func step(
        _ line: (slope: Double, intercept: Double), _ scores: [Double], _ targets: [Double]
    ) -> (slope: Double, intercept: Double) {
        var (a, b, c, first, second) = (1e-12, 0.0, 1e-12, 0.0, 0.0)
        for (score, target) in zip(scores, targets) {
            let value = line.slope * score + line.intercept
            let probability = 1 / (1 + Exponential.exp(-value))
            let weight = probability * (1 - probability)
            a += score * score * weight
            b += score * weight
            c += weight
            first += (probability - target) * score
            second += probability - target
        }
        let determinant = a * c - b * b
        return ((c * first - b * second) / determinant, (a * second - b * first) / determinant)
    }
}
