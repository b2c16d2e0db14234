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

    /// `rows` one behind another, `width` numbers each. Nil when the columns depend on each other
    /// without a ridge, a number is not finite, or only one outcome occurs.
    public init?(rows: [Double], width: Int, outcomes: [Bool], ridge: Double) {
        guard rows.count == width * outcomes.count, rows.allSatisfy({ $0.isFinite }),
            outcomes.contains(true), outcomes.contains(false)
        else { return nil }
        let size = width + 1
        var beta = [Double](repeating: 0, count: size)
        var loss = Self.loss(beta, rows, width, outcomes, ridge)
        for _ in 0..<Self.mostSteps {
            let (slope, information) = Self.derivatives(beta, rows, width, outcomes, ridge)
            guard let factor = CholeskyFactor(information, size: size) else { return nil }
            let step = factor.solve(slope)
            var length = 1.0
            var isBetter = false
            while length > 1e-10, !isBetter {
                let next = zip(beta, step).map { $0 - length * $1 }
                let nextLoss = Self.loss(next, rows, width, outcomes, ridge)
                if nextLoss <= loss + loss.magnitude * 1e-13 {
                    (beta, loss, isBetter) = (next, nextLoss, true)
                } else {
                    length /= 2
                }
            }
            if !isBetter || (step.map { $0.magnitude }.max() ?? 0) < 1e-13 { break }
        }
        let information = Self.derivatives(beta, rows, width, outcomes, ridge).information
        guard let factor = CholeskyFactor(information, size: size) else { return nil }
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

    private static func loss(
        _ beta: [Double], _ rows: [Double], _ width: Int, _ outcomes: [Bool], _ ridge: Double
    ) -> Double {
        var sum = 0.0
        for row in outcomes.indices {
            var value = beta[0]
            for column in 0..<width { value += beta[column + 1] * rows[row * width + column] }
            let tail = Elementary.log(1 + Elementary.exp(-value.magnitude))
            sum += max(value, 0) + tail - (outcomes[row] ? value : 0)
        }
        return sum + ridge / 2 * beta.dropFirst().reduce(0) { $0 + $1 * $1 }
    }

    private static func derivatives(
        _ beta: [Double], _ rows: [Double], _ width: Int, _ outcomes: [Bool], _ ridge: Double
    ) -> (slope: [Double], information: [Double]) {
        let size = width + 1
        var slope = beta.map { $0 * ridge }
        slope[0] = 0
        var information = [Double](repeating: 0, count: size * size)
        for place in 1..<size { information[place * size + place] = ridge }
        var known = [Double](repeating: 1, count: size)
        for row in outcomes.indices {
            for column in 0..<width { known[column + 1] = rows[row * width + column] }
            var value = 0.0
            for place in 0..<size { value += beta[place] * known[place] }
            let probability = 1 / (1 + Elementary.exp(-value))
            let weight = probability * (1 - probability)
            let rest = probability - (outcomes[row] ? 1 : 0)
            for first in 0..<size {
                slope[first] += rest * known[first]
                for second in 0...first {
                    information[first * size + second] += weight * known[first] * known[second]
                }
            }
        }
        for first in 0..<size {
            for second in 0..<first {
                information[second * size + first] = information[first * size + second]
            }
        }
        return (slope, information)
    }
}
