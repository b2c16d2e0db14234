/// How well forecasts did, by the field's usual measures.
public struct Accuracy: Sendable, Equatable {
    /// Mean absolute error over the mean absolute seasonal difference of the known values
    /// (R. Hyndman and A. Koehler, 2006); NaN where those never differ.
    public var mase: Double
    /// Mean of 200·|error| / (|forecast| + |value|), per cent; 0 where both are 0.
    public var smape: Double
    /// Mean pinball loss of the 10 %, 50 % and 90 % quantiles, over the same scale as MASE.
    public var pinball: Double
    /// Share of the values within the 80 % interval.
    public var coverage: Double

    /// Over the known values of all folds of a series' backtest; nil without any.
    public init?(_ folds: [BacktestFold], known: [Double], season: Int) {
        let scale = Self.scale(known, season: season)
        var (misses, shares, losses, inside, count) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for fold in folds {
            for index in fold.actual.indices where fold.actual[index].isFinite {
                let (value, median) = (fold.actual[index], fold.median[index])
                let (lower, upper) = (fold.lower[index], fold.upper[index])
                misses += (value - median).magnitude
                shares += Self.symmetricShare(median, value)
                losses += Self.pinball(lower, value, 0.1) + Self.pinball(median, value, 0.5)
                    + Self.pinball(upper, value, 0.9)
                if lower <= value, value <= upper { inside += 1 }
                count += 1
            }
        }
        guard count > 0 else { return nil }
        mase = misses / count / scale
        smape = shares / count
        pinball = losses / (3 * count) / scale
        coverage = inside / count
    }

    public static func pinball(_ quantile: Double, _ value: Double, _ chance: Double) -> Double {
        value >= quantile ? chance * (value - quantile) : (1 - chance) * (quantile - value)
    }

    static func symmetricShare(_ forecast: Double, _ value: Double) -> Double {
        let size = forecast.magnitude + value.magnitude
        return size > 0 ? 200 * (forecast - value).magnitude / size : 0
    }

    /// The mean absolute difference from one season before.
    static func scale(_ known: [Double], season: Int) -> Double {
        let lag = known.count > season ? max(season, 1) : 1
        var (sum, count) = (0.0, 0.0)
        for index in known.indices.dropFirst(lag) {
            let step = (known[index] - known[index - lag]).magnitude
            guard step.isFinite else { continue }
            sum += step
            count += 1
        }
        return sum > 0 ? sum / count : .nan
    }
}
