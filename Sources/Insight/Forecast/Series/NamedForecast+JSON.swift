import Wire

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
        forecast.writeMembers(to: &writer)
        if !forecast.components.isEmpty { writeComponents(to: &writer) }
        writer.key("outliers")
        writer.beginArray()
        for time in outliers { writer.string(time.text) }
        writer.endArray()
        writer.key("level_shifts")
        writer.beginArray()
        for time in levelShifts { writer.string(time.text) }
        writer.endArray()
        writer.key("warnings")
        writer.beginArray()
        for warning in warnings { writer.string(warning.rawValue) }
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
            writer.numbers("values", component.values)
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
        writer.key("reach")
        writer.integer(Int64(reach))
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
        writer.key("naive_pinball")
        writer.double(naiveAccuracy.pinball)
        writer.key("naive_coverage")
        writer.double(naiveAccuracy.coverage)
        writer.key("naive_wins")
        writer.bool(naiveWins)
        writer.key("held_out")
        writer.bool(isHeldOut)
        writer.endObject()
    }
}
