/// Forecasts one series by a combination of methods, or by one alone.
public struct Forecaster: Sendable {
    /// Steps of one season, 1 to `longestSeason`; 1 where there is none.
    public var season: Int
    /// How: by one method, or by the combination that suits the series.
    public var model: ForecastModel
    /// Steps of a day where a step is a part of one; the combination looks for a week then.
    public var day: Int?

    public init(season: Int, model: ForecastModel = .auto, day: Int? = nil) {
        self.season = season
        self.model = model
        self.day = day
    }

    /// The same with the week for the season, where the day is the season and the combination is
    /// to forecast values that show a week.
    public func suited(to values: [Double]) -> Forecaster {
        guard model == .auto, let day, day == season, values.count <= Self.mostValues,
            let filled = SeriesRepair.filled(values, season: season),
            WeekOfDays.isSeen(in: filled, day: day)
        else { return self }
        var forecaster = self
        forecaster.season = WeekOfDays.length(day: day)
        return forecaster
    }

    /// - Parameters:
    ///   - values: one a step, oldest first; NaN where a value is missing.
    ///   - horizon: steps to forecast, at least 1.
    public func forecast(
        _ values: [Double], horizon: Int
    ) throws(ForecastRefusal) -> SeriesForecast {
        try check(values, horizon: horizon)
        let suited = suited(to: values)
        guard suited.season == season else {
            return try suited.forecast(values, horizon: horizon)
        }
        guard let filled = SeriesRepair.filled(values, season: season) else { throw .noValues }
        let known = values.filter { $0.isFinite }
        if known.count < 3 { return standing(known, horizon: horizon) }
        // A method asked for by name does what its name says with a season.
        if let repeated = RepeatedSeason(filled, season: model == .auto ? season : 1) {
            return repeated.forecast(horizon: horizon)
        }
        if model == .prophet { return try prophet(values, horizon: horizon) }
        if model == .auto, let start = tellingStart(of: filled) {
            return try forecast(Array(values[start...]), horizon: horizon).later(by: start)
        }
        let combination = combination(values, filled, horizon: horizon)
        guard model == .auto else { return combination.forecast(horizon: horizon) }
        if let long = LongHorizon(combination, horizon: horizon) { return long.forecast() }
        let forecast = combination.forecast(horizon: horizon)
        return combination.plan.closed?.emptied(forecast, after: filled.count) ?? forecast
    }

    /// The step from which on alone a series tells what comes; nil where all of it does.
    private func tellingStart(of filled: [Double]) -> Int? {
        if let first = LevelShift.all(in: filled, season: season).last {
            return first.hasStillPast ? first.step : nil
        }
        return CombinationPlan.isRare(filled)
            ? nil : RestingLevel.start(in: filled, season: season, day: day)
    }

    /// Refuses what no model is to be asked.
    func check(_ values: [Double], horizon: Int) throws(ForecastRefusal) {
        guard 1...Self.longestSeason ~= season else { throw .seasonOutOfRange }
        guard 1...Self.longestHorizon ~= horizon else { throw .horizonOutOfRange }
        guard values.count <= Self.mostValues else { throw .tooManyValues }
        guard !values.contains(where: { $0.magnitude > Self.mostMagnitude }) else {
            throw .valueTooLarge
        }
        guard values.contains(where: { $0.isFinite }) else { throw .noValues }
    }

    public static let longestSeason = 10_000
    static let longestHorizon = 10_000
    static let mostValues = 200_000
    /// What a value may be, up and down.
    static let mostMagnitude = 1e15

    /// A series of fewer than three values stays where it is.
    private func standing(_ values: [Double], horizon: Int) -> SeriesForecast {
        let last = values[values.count - 1]
        let spread = values.map { ($0 - last).magnitude }.max() ?? 0
        let path = [Double](repeating: last, count: horizon)
        let limits = PathLimits(values, seen: values)
        return SeriesForecast(
            lower: limits.held(path.map { $0 - spread }), median: path,
            upper: limits.held(path.map { $0 + spread }, isUpper: true),
            shares: [.init(name: Member(.naive, .absent).name, weight: 1)],
            seasonal: path.map { _ in 0 }, backtest: [])
    }

    /// Without dates the steps are days without a weekday, and the season is one of waves.
    private func prophet(
        _ values: [Double], horizon: Int
    ) throws(ForecastRefusal) -> SeriesForecast {
        var settings = ProphetSettings()
        settings.addsUsualSeasons = false
        if season > 1, values.count >= 2 * season {
            settings.seasons = [
                .init("season", period: Double(season), order: max(min(season / 2, 10), 1))
            ]
        }
        return try ProphetForecast(
            times: values.indices.map(Double.init), values: values, settings: settings
        ).forecast(
            at: (values.count..<(values.count + horizon)).map(Double.init), season: season)
    }

    private func combination(
        _ values: [Double], _ filled: [Double], horizon: Int
    ) -> Combination {
        var plan = CombinationPlan.suited(
            to: filled, season: season, horizon: horizon, day: model == .auto ? day : nil)
        if let member = model.member { plan.members = [(member, 1)] }
        // A method asked for by name does what its name says; what is rare and what crosses zero
        // lives of its large values.
        let series = KnownSeries(
            values, filled: filled, season: season,
            keepsOutliers: model != .auto || plan.isRare
                || CombinationPlan.hasBothSigns(filled),
            followsShifts: model == .auto && !plan.isRare)
        return Combination(series, season: season, horizon: horizon, plan: plan)
    }
}
