import Insight
import Wire

extension CoreFunction {
    /// `{"values":[number or null],"horizon","season","model"}`, oldest first; season is 1 and
    /// model is auto when absent -> `p10`, `p50`, `p90` and `season_part` a step, the `members`
    /// with their weights, and `mase` and `naive_mase` on the past, null where it is too short.
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
        guard 1...Self.longestSeason ~= season else {
            throw CallRefusal(
                "forecast_season", "season must be from 1 to \(Self.longestSeason)", at: "/season")
        }
        do throws(ForecastRefusal) {
            let forecast = try Forecaster(season: season, model: model)
                .forecast(values, horizon: horizon)
            write(forecast, values: values, season: season, to: &writer)
        } catch {
            throw CallRefusal("forecast_refused", "the series " + error.message, at: "/values")
        }
    }

    private static let longestSeason = 10_000

    private static func write(
        _ forecast: SeriesForecast, values: [Double], season: Int, to writer: inout JSONWriter
    ) {
        writer.key("p10")
        write(forecast.lower, to: &writer)
        writer.key("p50")
        write(forecast.median, to: &writer)
        writer.key("p90")
        write(forecast.upper, to: &writer)
        writer.key("season_part")
        write(forecast.seasonal, to: &writer)
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
        let naive = forecast.backtest.map { $0.asNaive }
        writer.key("mase")
        writer.double(Accuracy(forecast.backtest, known: values, season: season)?.mase ?? .nan)
        writer.key("naive_mase")
        writer.double(Accuracy(naive, known: values, season: season)?.mase ?? .nan)
    }

    private static func write(_ numbers: [Double], to writer: inout JSONWriter) {
        writer.beginArray()
        for number in numbers { writer.double(number) }
        writer.endArray()
    }
}
