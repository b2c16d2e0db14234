import Insight
import Wire

extension CoreFunction {
    /// `{"values":[number or null],"horizon","season","model"}`, oldest first; season is 1 and
    /// model is auto when absent -> `p10`, `p50`, `p90` and `season_part` a step, the `members`
    /// with their weights, the steps of the past that are `outliers`, and `mase` and `naive_mase`
    /// on the past, null where it is too short.
    static func writeForecast(
        for request: JSONRequest, to writer: inout JSONWriter
    ) throws(CallRefusal) {
        var values: [Double] = []
        for element in try request.required("values").value.array ?? [] {
            values.append(element.double ?? .nan)
        }
        let horizon = Int(clamping: try request.required("horizon").integer())
        let season = Int(clamping: try request["season"]?.integer() ?? 1)
        var model = ForecastModel.auto
        if let asked = request["model"] {
            guard let known = ForecastModel(named: try asked.text()) else {
                throw CallRefusal("forecast_model", "there is no such model", at: asked.pointer)
            }
            model = known
        }
        do throws(ForecastRefusal) {
            let forecast = try Forecaster(season: season, model: model)
                .forecast(values, horizon: horizon)
            write(forecast, values: values, season: season, to: &writer)
        } catch .seasonOutOfRange {
            throw CallRefusal(
                "forecast_season", "the series " + ForecastRefusal.seasonOutOfRange.message,
                at: "/season")
        } catch {
            throw CallRefusal("forecast_refused", "the series " + error.message, at: "/values")
        }
    }

    private static func write(
        _ forecast: SeriesForecast, values: [Double], season: Int, to writer: inout JSONWriter
    ) {
        forecast.writeMembers(to: &writer)
        writer.key("outliers")
        writer.beginArray()
        for step in forecast.outliers { writer.integer(Int64(step)) }
        writer.endArray()
        let naive = forecast.backtest.map { $0.asNaive }
        writer.key("mase")
        writer.double(Accuracy(forecast.backtest, known: values, season: season)?.mase ?? .nan)
        writer.key("naive_mase")
        writer.double(Accuracy(naive, known: values, season: season)?.mase ?? .nan)
    }
}
