import Insight
import Wire

extension CoreFunction {
    /// `{"values":[number or null],"horizon","season","model"}`, oldest first; the first step
    /// that is forecast follows the last number, and model is auto when absent -> `p10`, `p50`,
    /// `p90` and `season_part` a step, the `members` with their weights, the steps of the past that
    /// are `outliers`, and `mase` and `naive_mase` on the past, null where it is too short. Without
    /// dates the steps are counted, and season is 1 when absent.
    ///
    /// With `"first"`, the time of the first value, and `"frequency"`, as `commons forecast` takes
    /// it, the numbers are those of `commons forecast` for the same table: season is what the
    /// frequency lets one expect when absent, and the answer has `ds`, `frequency` and `season`.
    static func writeForecast(
        for request: JSONRequest, to writer: inout JSONWriter
    ) throws(CallRefusal) {
        let asked = try AskedForecast(request)
        do throws(ForecastRefusal) {
            if let series = try asked.dated {
                let named = try NamedForecast(
                    series, horizon: asked.horizon, model: asked.model, frequency: asked.frequency,
                    season: asked.season)
                write(named, to: &writer)
            } else {
                let season = asked.season ?? 1
                let forecast = try Forecaster(season: season, model: asked.model)
                    .forecast(asked.values, horizon: asked.horizon)
                func accuracy(_ folds: [BacktestFold]) -> Accuracy? {
                    Accuracy(folds, known: asked.values, season: season)
                }
                write(
                    forecast, accuracy(forecast.backtest),
                    naive: accuracy(forecast.backtest.map { $0.asNaive }), to: &writer)
            }
        } catch {
            throw asked.told(error)
        }
    }

    private static func write(_ named: NamedForecast, to writer: inout JSONWriter) {
        write(named.forecast, named.accuracy, naive: named.naiveAccuracy, to: &writer)
        writer.key("ds")
        writer.beginArray()
        for time in named.times { writer.string(time.text) }
        writer.endArray()
        writer.key("frequency")
        writer.string(named.frequency.name)
        writer.key("season")
        writer.integer(Int64(named.season))
    }

    private static func write(
        _ forecast: SeriesForecast, _ accuracy: Accuracy?, naive: Accuracy?,
        to writer: inout JSONWriter
    ) {
        forecast.writeMembers(to: &writer)
        writer.key("outliers")
        writer.beginArray()
        for step in forecast.outliers { writer.integer(Int64(step)) }
        writer.endArray()
        writer.key("mase")
        writer.double(accuracy?.mase ?? .nan)
        writer.key("naive_mase")
        writer.double(naive?.mase ?? .nan)
    }
}

/// What a forecast is asked for.
private struct AskedForecast {
    let values: [Double]
    let horizon: Int
    let season: Int?
    let model: ForecastModel
    let first: TimePoint?
    let frequency: Frequency?

    init(_ request: JSONRequest) throws(CallRefusal) {
        let values = try request.required("values").numbers()
        // As of a table, empty values at the end are steps to forecast.
        let count = values.lastIndex { !$0.isNaN }.map { $0 + 1 } ?? values.count
        self.values = Array(values[..<count])
        horizon = Int(clamping: try request.required("horizon").integer())
        season = try request["season"]?.integer().clamped
        model = try Self.model(request)
        guard request["first"] != nil || request["frequency"] != nil else {
            (first, frequency) = (nil, nil)
            return
        }
        let start = try request.required("first")
        let read = TimePoint(try start.text())
        guard let time = read?.asCompactDay ?? read else {
            throw CallRefusal(
                "wrong_kind", "expected a day, perhaps with a clock time", at: start.pointer)
        }
        let step = try request.required("frequency")
        guard let known = Frequency(name: try step.text()) else {
            throw CallRefusal("forecast_frequency", "there is no such frequency", at: step.pointer)
        }
        (first, frequency) = (time, known)
    }

    private static func model(_ request: JSONRequest) throws(CallRefusal) -> ForecastModel {
        guard let asked = request["model"] else { return .auto }
        guard let known = ForecastModel(named: try asked.text()) else {
            throw CallRefusal("forecast_model", "there is no such model", at: asked.pointer)
        }
        return known
    }

    /// Nil where the steps are counted.
    var dated: SeriesTable.Series? {
        get throws(ForecastRefusal) {
            guard let first, let frequency else { return nil }
            return try SeriesTable.Series(values, from: first, every: frequency)
        }
    }

    func told(_ refusal: ForecastRefusal) -> CallRefusal {
        switch refusal {
        case .seasonOutOfRange:
            CallRefusal("forecast_season", "the series " + refusal.message, at: "/season")
        case .unfitFrequency, .irregularTime, .timeOutOfRange:
            CallRefusal("forecast_refused", "the series " + refusal.message, at: "/first")
        default:
            CallRefusal("forecast_refused", "the series " + refusal.message, at: "/values")
        }
    }
}

extension Int64 {
    fileprivate var clamped: Int { Int(clamping: self) }
}
