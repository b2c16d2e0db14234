/// Logistic regression with a ridge on the slopes, by Newton's method (iteratively reweighted
/// least squares). The loss is Σ log-loss + ridge/2 · Σ slope², as scikit-learn's with
/// C = 1 / ridge.
public struct LogisticRegression: Equatable, Sendable {
    /// The intercept, then a slope for each column.
    public let coefficients: [Double]
    /// Of the coefficients, row after row: the inverse of the penalised information matrix.
    public let covariance: [Double]

    public var intercept: Double { coefficients[0] }
    public var slopes: ArraySlice<Double> { coefficients.dropFirst() }
    public var standardErrors: [Double] {
        let width = coefficients.count
        return (0..<width).map { covariance[$0 * width + $0].squareRoot() }
    }

    static let mostSteps = 100
    /// Newton's method squares what is missing: after such a step nothing is that a double shows.
    static let leastStep = 1e-9

    /// `rows` one behind another, `width` numbers each. Nil when the columns depend on each other
    /// without a ridge, a number is not finite, or only one outcome occurs.
    public init?(rows: [Double], width: Int, outcomes: [Bool], ridge: Double) {
        self.init(
            LogisticLoss(rows: rows, width: width, outcomes: outcomes, ridge: ridge), from: nil)
    }

    /// - Parameter start: coefficients that may be near; the answer does not depend on them.
    init?(_ loss: LogisticLoss, from start: [Double]?) {
        guard loss.rows.count == loss.width * loss.outcomes.count,
            loss.rows.allSatisfy({ $0.isFinite }),
            loss.outcomes.contains(true), loss.outcomes.contains(false)
        else { return nil }
        var beta = start ?? [Double](repeating: 0, count: loss.size)
        var value = loss.value(beta)
        var factor: CholeskyFactor?
        for _ in 0..<Self.mostSteps {
            let (slope, information) = loss.derivatives(beta)
            guard let found = CholeskyFactor(information, size: loss.size) else { return nil }
            factor = found
            let step = found.solve(slope)
            var length = 1.0
            var isBetter = false
            while length > 1e-10, !isBetter {
                let next = zip(beta, step).map { $0 - length * $1 }
                let nextValue = loss.value(next)
                if nextValue <= value + value.magnitude * 1e-13 {
                    (beta, value, isBetter) = (next, nextValue, true)
                } else {
                    length /= 2
                }
            }
            if !isBetter || (step.map { $0.magnitude }.max() ?? 0) < Self.leastStep { break }
        }
        guard let factor else { return nil }
        coefficients = beta
        covariance = factor.inverse()
    }

    /// The log-odds of the outcome.
    public func logOdds(_ row: [Double]) -> Double {
        zip(row, slopes).reduce(intercept) { $0 + $1.0 * $1.1 }
    }

    /// The standard error of these log-odds.
    public func standardError(_ row: [Double]) -> Double {
        let known = [1] + row
        var sum = 0.0
        for (first, left) in known.enumerated() {
            for (second, right) in known.enumerated() {
                sum += left * covariance[first * known.count + second] * right
            }
        }
        return max(sum, 0).squareRoot()
    }
}
