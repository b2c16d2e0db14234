/// The forecast of one named series, with the times it speaks of.
public struct NamedForecast: Sendable {
    public let name: String
    public let times: [TimePoint]
    public let frequency: Frequency
    public let season: Int
    public let forecast: SeriesForecast
    /// The times of the past whose values stand alone (`SeriesForecast.outliers`).
    public let outliers: [TimePoint]
    /// The times from which on the series lies on another level (`SeriesForecast.levelShifts`).
    public let levelShifts: [TimePoint]
    /// Against the series' own past; nil where it is too short.
    public let accuracy: Accuracy?
    /// The same of the last season once more, with intervals of what that had missed before.
    public let naiveAccuracy: Accuracy?
    /// Whether the past origins knew nothing of what came after them, as those of the Prophet
    /// model. The combination and its members find weights, forms and interval widths with all
    /// origins in view, so that its scores are better than those of values never seen.
    public let isHeldOut: Bool
    /// The most steps that past origins were tried ahead, which may be fewer than are forecast;
    /// 0 where the series is too short for one.
    public var reach: Int { forecast.backtest.map { $0.actual.count }.max() ?? 0 }
    /// Why what was asked may not be what was meant.
    public let warnings: [ForecastWarning]

    /// The most steps, and the longest season, that can be asked for.
    public static let longestHorizon = Forecaster.longestHorizon
    public static let longestSeason = Forecaster.longestSeason

    /// The first step is the one after the last known value: what rows stand later without one are
    /// steps to forecast.
    ///
    /// - Parameters:
    ///   - frequency: nil to see it from the times.
    ///   - season: 1 to `longestSeason` steps; nil for what the frequency lets one expect, where
    ///     `auto` takes the week of steps that are parts of a day, if they show one.
    ///   - prophet: how the Prophet model is to see the series, where that is the model.
    ///   - triesPast: false to leave the Prophet model's backtest out, which fits it anew for
    ///     each origin.
    public init(
        _ series: SeriesTable.Series, horizon: Int, model: ForecastModel = .auto,
        frequency: Frequency? = nil, season: Int? = nil,
        prophet: ProphetSettings = ProphetSettings(), triesPast: Bool = true
    ) throws(ForecastRefusal) {
        let past = series.past
        let (timeline, values) = try Timeline.arranged(
            past.times, past.values, frequency: frequency)
        if model == .prophet, !prophet.holidays.isEmpty,
            past.times.contains(where: { $0.form == .number })
        {
            throw .unfitHolidays
        }
        let day = timeline.frequency.day
        // A day that was asked for by its steps is taken as the only season.
        let expected = Forecaster(
            season: season ?? timeline.frequency.season, model: model,
            day: season == nil || season != day ? day : nil)
        try expected.check(values, horizon: horizon)
        let forecaster = expected.suited(to: values)
        let season = forecaster.season
        times = try timeline.times(after: horizon)
        if model == .prophet {
            forecast = try ProphetForecast(past, settings: prophet, triesPast: triesPast)
                .forecast(
                    at: times.map { $0.days }, season: season,
                    columns: ProphetForecast.columns(
                        of: series, after: timeline, horizon: horizon))
        } else {
            forecast = try forecaster.forecast(values, horizon: horizon)
        }
        outliers = timeline.times(of: forecast.outliers)
        levelShifts = timeline.times(of: forecast.levelShifts)
        name = series.name
        self.frequency = timeline.frequency
        self.season = season
        isHeldOut = model == .prophet
        warnings = model == .prophet ? ForecastWarning.all(of: prophet, for: values) : []
        accuracy = Accuracy(forecast.backtest, known: values, season: season)
        // The Prophet model leaves gaps out, and its origins count known values.
        let known = model == .prophet ? values.filter { $0.isFinite } : values
        naiveAccuracy = Accuracy(
            forecast.backtest.map { $0.naiveRival(known: known, season: season) },
            known: values, season: season)
    }

    /// Whether repeating the last season would have done better on this series' past: by MASE, or
    /// by sMAPE where a season that repeats itself exactly leaves no scale.
    public var naiveWins: Bool {
        guard let accuracy, let naiveAccuracy else { return false }
        guard accuracy.mase.isFinite, naiveAccuracy.mase.isFinite else {
            return naiveAccuracy.smape < accuracy.smape
        }
        return naiveAccuracy.mase < accuracy.mase
    }
}
