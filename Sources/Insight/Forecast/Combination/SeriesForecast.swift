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
    /// What the model says made the median, by name; empty where level and season say it all.
    public var components: [ForecastComponent] = []
    /// How each past origin's forecast went; empty where the series is too short for one.
    public var backtest: [BacktestFold]
    /// Steps of the past, counted from 0, in order, whose values stand alone and were taken for
    /// outliers: methods saw what their neighbours and the season let one expect instead, errors
    /// were measured on the values as they were.
    public var outliers: [Int]
    /// Steps of the past, in order, from which on the series lies on another level: methods saw
    /// what came before on the level of today, or not at all where nothing had moved until then or
    /// where a trend came to rest.
    public var levelShifts: [Int]

    public init(
        lower: [Double], median: [Double], upper: [Double], shares: [Share],
        seasonal: [Double], components: [ForecastComponent] = [], backtest: [BacktestFold],
        outliers: [Int] = [], levelShifts: [Int] = []
    ) {
        self.lower = lower
        self.median = median
        self.upper = upper
        self.shares = shares
        self.seasonal = seasonal
        self.components = components
        self.backtest = backtest
        self.outliers = outliers
        self.levelShifts = levelShifts
    }

    /// The same as told of a past with so many more steps before it, from which on the level is
    /// another.
    func later(by steps: Int) -> SeriesForecast {
        var later = self
        later.outliers = outliers.map { $0 + steps }
        later.levelShifts = [steps] + levelShifts.map { $0 + steps }
        for index in later.backtest.indices { later.backtest[index].origin += steps }
        return later
    }

    public struct Share: Sendable {
        public var name: String
        public var weight: Double
    }
}

/// One part of a forecast: the trend, a season, a holiday, a regressor.
public struct ForecastComponent: Sendable {
    public var name: String
    /// Whether the values are shares of the trend; otherwise they are in the series' units.
    public var isShare: Bool
    public var values: [Double]

    public init(name: String, isShare: Bool, values: [Double]) {
        self.name = name
        self.isShare = isShare
        self.values = values
    }
}
