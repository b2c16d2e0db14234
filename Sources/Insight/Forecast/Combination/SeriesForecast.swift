/// What a series may do next: one value a step for each of three chances.
public struct SeriesForecast: Sendable {
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
