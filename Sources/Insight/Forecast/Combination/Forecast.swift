/// What a series may do next: one value a step for each of three chances.
public struct Forecast: Sendable {
    /// One chance in ten to lie below.
    public var lower: [Double]
    public var median: [Double]
    /// One chance in ten to lie above.
    public var upper: [Double]
    /// Who took part, and with which share; the shares sum to 1.
    public var shares: [Share]
    /// The part of the median that the season adds at each step; zeros where there is none.
    public var seasonal: [Double]
    /// How each past origin's forecast went; empty where the series is too short for one.
    public var backtest: [BacktestFold]

    public struct Share: Sendable {
        public var name: String
        public var weight: Double
    }
}

/// One origin of a rolling backtest: what was forecast with the values before it, and what came.
public struct BacktestFold: Sendable {
    /// The number of values before it.
    public var origin: Int
    public var median: [Double]
    public var lower: [Double]
    public var upper: [Double]
    /// The plainest rival: the last season once more.
    public var naive: [Double]
    public var actual: [Double]
}
