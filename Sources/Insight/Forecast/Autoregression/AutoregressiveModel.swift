/// An autoregression on the differences of a series, its order chosen by the corrected
/// information criterion. Coefficients by the method of J. Burg ("Maximum entropy spectral
/// analysis", 1975), whose solutions never explode.
public struct AutoregressiveModel: Sendable {
    /// How often the series is differenced: 0 or 1.
    public let differences: Int
    public let coefficients: [Double]
    /// The mean of what is modelled, shrunk towards zero for differences.
    public let mean: Double

    public init?(_ values: [Double], differences: Int, highestOrder: Int) {
        guard values.count > 6 + differences else { return nil }
        self.differences = differences
        let series = differences == 1 ? Self.differenced(values) : values
        mean = differences == 0
            ? series.reduce(0, +) / Double(series.count) : Self.trusted(series)
        let centre = mean
        let limit = min(highestOrder, series.count / 4)
        coefficients = Self.burg(series.map { $0 - centre }, limit: limit)
    }

    public func forecast(_ values: [Double], horizon: Int) -> [Double] {
        var recent = differences == 1 ? Self.differenced(values) : values
        var last = values.last ?? 0
        return (0..<max(horizon, 0)).map { _ in
            var next = mean
            for (lag, weight) in coefficients.enumerated() where recent.count > lag {
                next += weight * (recent[recent.count - 1 - lag] - mean)
            }
            recent.append(next)
            last = differences == 1 ? last + next : next
            return last
        }
    }

    /// The mean step: a drift counts as far as it stands out from its own error.
    static func trusted(_ steps: [Double]) -> Double {
        let count = Double(steps.count)
        let average = steps.reduce(0, +) / count
        let variance = steps.reduce(0) { $0 + ($1 - average) * ($1 - average) } / count
        let trust = average * average / (average * average + variance / count)
        return trust.isFinite ? average * trust : 0
    }

    static func differenced(_ values: [Double]) -> [Double] {
        zip(values.dropFirst(), values).map { $0 - $1 }
    }

    private static func burg(_ series: [Double], limit: Int) -> [Double] {
        let count = series.count
        var forward = series
        var backward = series
        var weights: [Double] = []
        var best: [Double] = []
        var power = series.reduce(0) { $0 + $1 * $1 } / Double(count)
        guard power > 0 else { return [] }
        var lowest = Self.criterion(power, order: 0, count: count)
        for order in 1...max(limit, 1) where order <= limit {
            var (product, energy) = (0.0, 0.0)
            for index in order..<count {
                product += forward[index] * backward[index - 1]
                energy += forward[index] * forward[index]
                energy += backward[index - 1] * backward[index - 1]
            }
            guard energy > 0 else { break }
            let reflection = 2 * product / energy
            let earlier = weights
            for lag in weights.indices {
                weights[lag] -= reflection * earlier[weights.count - 1 - lag]
            }
            weights.append(reflection)
            for index in stride(from: count - 1, through: order, by: -1) {
                let (ahead, behind) = (forward[index], backward[index - 1])
                forward[index] = ahead - reflection * behind
                backward[index] = behind - reflection * ahead
            }
            power *= 1 - reflection * reflection
            guard power > 0 else { break }
            let criterion = Self.criterion(power, order: order, count: count)
            if criterion < lowest {
                lowest = criterion
                best = weights
            }
        }
        return best
    }

    private static func criterion(_ power: Double, order: Int, count: Int) -> Double {
        let free = Double(order + 2)
        return Double(count) * Elementary.log(power)
            + 2 * free * Double(count) / max(Double(count) - free - 1, 1)
    }
}
