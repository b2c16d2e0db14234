/// An autoregression that need not be linear, after O. Triebe, N. Laptev and R. Rajagopal,
/// "AR-Net", 2019, and the lagged part of NeuralProphet: what lies off the trend is a linear
/// function of its last values plus a small hidden layer of them. Seasons are taken away before,
/// as waves, and put back after.
///
/// All weights are those most probable under normal priors, in units of what the best linear
/// function leaves over, so that the layer speaks only where it explains much more than that.
public struct AutoregressiveNetwork: Sendable {
    /// How many values back it looks.
    public let lags: Int
    /// Whether the trend is a walk's drift, to which no value returns, and not a line.
    public let isWalk: Bool
    private let line: StraightLine
    private let drift: Double
    private let scale: Double
    private let largest: Double
    private var weights: NetworkWeights

    private static let fewestValues = 16
    private static let mostLags = 30
    private static let hidden = 4
    /// From this likeness to the value before a series counts as a walk.
    private static let walkLikeness = 0.5

    /// - Parameters:
    ///   - season: steps of a season, back to which it looks where there are values enough.
    ///   - seed: of the hidden layer's first weights.
    /// - Returns: nil below sixteen values and where the trend says everything.
    public init?(_ values: [Double], season: Int, seed: UInt64 = 1) {
        guard values.count >= Self.fewestValues else { return nil }
        lags = max(min(season > 1 ? season + 2 : 6, Self.mostLags, values.count / 8), 2)
        line = StraightLine(values)
        var rest = Self.rest(values, off: line)
        let likeness = Autocorrelation.values(rest, upTo: 1)
        isWalk = likeness.count > 1 && likeness[1] > Self.walkLikeness
        if isWalk {
            let steps = AutoregressiveModel.differenced(values)
            drift = AutoregressiveModel.trusted(steps)
            let drift = drift
            rest = steps.map { $0 - drift }
        } else {
            drift = 0
        }
        let squares = rest.reduce(0) { $0 + $1 * $1 }
        scale = (squares / Double(rest.count)).squareRoot()
        let size = values.reduce(0) { max($0, $1.magnitude) }
        guard scale > 1e-9 * size else { return nil }
        let scale = scale
        let scaled = rest.map { $0 / scale }
        largest = scaled.reduce(0) { max($0, $1.magnitude) }
        weights = NetworkWeights(lags: lags, hidden: Self.hidden)
        weights.settle(on: scaled, seed: seed)
    }

    /// One step ahead of a series that begins like the one it was fitted on.
    public func next(after values: [Double]) -> Double { forecast(values, horizon: 1)[0] }

    /// Continues the series that it was fitted on, or one that begins like it.
    public func forecast(_ values: [Double], horizon: Int) -> [Double] {
        let rest = isWalk
            ? AutoregressiveModel.differenced(values).map { $0 - drift }
            : Self.rest(values, off: line)
        guard rest.count >= lags else {
            return [Double](repeating: values.last ?? 0, count: max(horizon, 0))
        }
        // Newest first, as the weights have it.
        var recent = Array(rest.suffix(lags).reversed()).map { $0 / scale }
        // Of what was never seen the weights know nothing: half as far again at most.
        let bound = 1.5 * largest
        var level = values[values.count - 1]
        return (0..<max(horizon, 0)).map { step in
            let next = min(max(weights.value(recent), -bound), bound)
            recent.removeLast()
            recent.insert(next, at: 0)
            if isWalk {
                level += drift + next * scale
                return level
            }
            return line.value(at: values.count + step) + next * scale
        }
    }

    private static func rest(_ values: [Double], off line: StraightLine) -> [Double] {
        values.enumerated().map { $1 - line.value(at: $0) }
    }
}
