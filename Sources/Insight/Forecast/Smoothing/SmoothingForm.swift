/// A member of the exponential smoothing family, ETS(error, trend, season): R. Hyndman,
/// A. Koehler, R. Snyder and S. Grose, "A state space framework for automatic forecasting using
/// exponential smoothing methods", International Journal of Forecasting 18, 2002.
public struct SmoothingForm: Sendable, Hashable {
    public enum Error: Sendable { case additive, multiplicative }
    public enum Trend: Sendable { case none, additive, damped }
    public enum Season: Sendable { case none, additive, multiplicative }

    public var error: Error
    public var trend: Trend
    public var season: Season

    public init(_ error: Error, _ trend: Trend, _ season: Season = .none) {
        self.error = error
        self.trend = trend
        self.season = season
    }

    /// The name that the literature has, such as `ETS(M,Ad,M)`.
    public var name: String {
        let trendName = trend == .none ? "N" : trend == .additive ? "A" : "Ad"
        let seasonName = season == .none ? "N" : season == .additive ? "A" : "M"
        return "ETS(\(error == .additive ? "A" : "M"),\(trendName),\(seasonName))"
    }

    /// Every form that suits the series, as the reference packages restrict them: additive errors
    /// do not meet a multiplicative season, and multiplication needs positive values.
    static func candidates(isPositive: Bool, isSeasonal: Bool) -> [SmoothingForm] {
        var forms: [SmoothingForm] = []
        for trend in [Trend.none, .additive, .damped] {
            forms.append(SmoothingForm(.additive, trend))
            if isPositive { forms.append(SmoothingForm(.multiplicative, trend)) }
            guard isSeasonal else { continue }
            forms.append(SmoothingForm(.additive, trend, .additive))
            guard isPositive else { continue }
            forms.append(SmoothingForm(.multiplicative, trend, .additive))
            forms.append(SmoothingForm(.multiplicative, trend, .multiplicative))
        }
        return forms
    }
}
