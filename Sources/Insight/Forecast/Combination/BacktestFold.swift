/// One origin of a rolling backtest: what was forecast with the values before it, and what came.
public struct BacktestFold: Sendable {
    /// The number of values before it.
    public var origin: Int
    public var median: [Double]
    public var lower: [Double]
    public var upper: [Double]
    /// The plainest rival: the last season once more.
    public var naive: [Double]
    /// NaN where no value is known, at which nothing is measured.
    public var actual: [Double]
}

extension BacktestFold {
    /// The same origin as the plainest rival would have forecast it.
    public var asNaive: BacktestFold {
        BacktestFold(
            origin: origin, median: naive, lower: naive, upper: naive, naive: naive,
            actual: actual)
    }
}
