import Wire

/// The forecast of one named series, with the times it speaks of.
public struct NamedForecast: Sendable {
    public let name: String
    public let times: [TimePoint]
    public let frequency: Frequency
    public let season: Int
    public let forecast: SeriesForecast
    /// Against the series' own past; nil where it is too short.
    public let accuracy: Accuracy?
    public let naiveAccuracy: Accuracy?

    /// - Parameters:
    ///   - frequency: nil to see it from the times.
    ///   - season: nil for what the frequency lets one expect.
    ///   - prophet: how the Prophet model is to see the series, where that is the model.
    ///   - triesPast: false to leave the Prophet model's backtest out, which fits it anew for
    ///     each origin.
    public init(
        _ series: SeriesTable.Series, horizon: Int, model: ForecastModel = .auto,
        frequency: Frequency? = nil, season: Int? = nil,
        prophet: ProphetSettings = ProphetSettings(), triesPast: Bool = true
    ) throws(ForecastRefusal) {
        name = series.name
        let past = model == .prophet ? ProphetForecast.past(of: series) : series
        let (timeline, values) = try Timeline.arranged(
            past.times, past.values, frequency: frequency)
        self.frequency = timeline.frequency
        self.season = max(season ?? timeline.frequency.season, 1)
        try Forecaster.check(values, horizon: horizon)
        times = (0..<horizon).map { timeline.time(at: timeline.count + $0) }
        if model == .prophet {
            forecast = try ProphetForecast(past, settings: prophet, triesPast: triesPast)
                .forecast(
                    at: times.map { $0.days }, season: self.season,
                    columns: ProphetForecast.columns(of: series, at: times))
        } else {
            forecast = try Forecaster(season: self.season, model: model)
                .forecast(values, horizon: horizon)
        }
        accuracy = Accuracy(forecast.backtest, known: values, season: self.season)
        naiveAccuracy = Accuracy(
            forecast.backtest.map { $0.asNaive }, known: values, season: self.season)
    }

    /// Whether repeating the last season would have done better on this series' past.
    public var naiveWins: Bool {
        guard let accuracy, let naiveAccuracy else { return false }
        return naiveAccuracy.mase < accuracy.mase
    }
}

extension NamedForecast {
    /// One JSON object with everything that is known.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("unique_id")
        writer.string(name)
        writer.key("frequency")
        writer.string(frequency.name)
        writer.key("season")
        writer.integer(Int64(season))
        writer.key("ds")
        writer.beginArray()
        for time in times { writer.string(time.text) }
        writer.endArray()
        Self.write("p10", forecast.lower, to: &writer)
        Self.write("p50", forecast.median, to: &writer)
        Self.write("p90", forecast.upper, to: &writer)
        Self.write("season_part", forecast.seasonal, to: &writer)
        if !forecast.components.isEmpty { writeComponents(to: &writer) }
        writer.key("members")
        writer.beginArray()
        for share in forecast.shares {
            writer.beginObject()
            writer.key("name")
            writer.string(share.name)
            writer.key("weight")
            writer.double(share.weight)
            writer.endObject()
        }
        writer.endArray()
        writeBacktest(to: &writer)
        writer.endObject()
    }

    /// `{"name","share","values"}`: shares of the trend, or in the series' units.
    private func writeComponents(to writer: inout JSONWriter) {
        writer.key("components")
        writer.beginArray()
        for component in forecast.components {
            writer.beginObject()
            writer.key("name")
            writer.string(component.name)
            writer.key("share")
            writer.bool(component.isShare)
            Self.write("values", component.values, to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }

    private func writeBacktest(to writer: inout JSONWriter) {
        guard let accuracy, let naiveAccuracy else { return }
        writer.key("backtest")
        writer.beginObject()
        writer.key("origins")
        writer.integer(Int64(forecast.backtest.count))
        writer.key("mase")
        writer.double(accuracy.mase)
        writer.key("smape")
        writer.double(accuracy.smape)
        writer.key("pinball")
        writer.double(accuracy.pinball)
        writer.key("coverage")
        writer.double(accuracy.coverage)
        writer.key("naive_mase")
        writer.double(naiveAccuracy.mase)
        writer.key("naive_smape")
        writer.double(naiveAccuracy.smape)
        writer.key("naive_wins")
        writer.bool(naiveWins)
        writer.endObject()
    }

    private static func write(
        _ key: StaticString, _ numbers: [Double], to writer: inout JSONWriter
    ) {
        writer.key(key)
        writer.beginArray()
        for number in numbers { writer.double(number) }
        writer.endArray()
    }
}
