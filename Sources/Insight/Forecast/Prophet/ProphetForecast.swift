/// The Prophet model as one of the forecaster's models: with intervals, components and a backtest.
struct ProphetForecast {
    let times: [Double]
    let values: [Double]
    var columns = ProphetColumns()
    var settings: ProphetSettings
    var triesPast = true

    init(times: [Double], values: [Double], settings: ProphetSettings) {
        self.times = times
        self.values = values
        self.settings = settings
    }

    init(_ series: SeriesTable.Series, settings: ProphetSettings, triesPast: Bool) {
        let order = series.times.indices.sorted { series.times[$0] < series.times[$1] }
        times = order.map { series.times[$0].days }
        values = order.map { series.values[$0] }
        for (name, column) in series.columns {
            columns.values[name] = order.map { column[$0] }
        }
        self.settings = settings
        self.triesPast = triesPast
    }

    /// - Parameters:
    ///   - later: days since 1970, all after the last known one.
    ///   - season: steps of the season that the backtest's plainest rival repeats.
    func forecast(
        at later: [Double], season: Int, columns future: ProphetColumns = ProphetColumns()
    ) throws(ForecastRefusal) -> SeriesForecast {
        let (model, prediction) = try Self.fitted { () throws(ProphetRefusal) in
            let model = try ProphetModel(
                times: times, values: values, columns: columns, settings: settings)
            return (model, try model.prediction(at: later, columns: future))
        }
        var seasonal = [Double](repeating: 0, count: later.count)
        for component in prediction.components where model.isSeason(component.name) {
            for step in seasonal.indices {
                let part = component.values[step]
                seasonal[step] += component.mode == .additive ? part : part * prediction.trend[step]
            }
        }
        return held(
            SeriesForecast(
                lower: prediction.lower, median: prediction.value, upper: prediction.upper,
                shares: [.init(name: "Prophet model", weight: 1)], seasonal: seasonal,
                components: Self.components(of: prediction),
                backtest: triesPast ? folds(horizon: later.count, season: season) : []))
    }

    /// The trend first, which shares multiply, and the floor that it lies above, if there is one.
    private static func components(of prediction: ProphetPrediction) -> [ForecastComponent] {
        var components = [
            ForecastComponent(name: "trend", isShare: false, values: prediction.trend)
        ]
        if prediction.floor != 0 {
            let floor = prediction.trend.map { _ in prediction.floor }
            components.append(ForecastComponent(name: "floor", isShare: false, values: floor))
        }
        return components + prediction.components.map {
            ForecastComponent(
                name: $0.name, isShare: $0.mode == .multiplicative, values: $0.values)
        }
    }

    /// What never was negative is not forecast so, with a component that says what that adds, and
    /// what never changed stays without doubt: there the model knows only its own rounding.
    private func held(_ told: SeriesForecast) -> SeriesForecast {
        var forecast = told
        let floor = Self.floor(of: values)
        let known = values.filter { $0.isFinite }
        if let constant = known.first, known.allSatisfy({ $0 == constant }) {
            let path = told.median.map { _ in constant }
            (forecast.lower, forecast.median, forecast.upper) = (path, path, path)
            forecast.seasonal = path.map { _ in 0 }
            for index in forecast.components.indices {
                forecast.components[index].values = index == 0 ? path : forecast.seasonal
            }
            return forecast
        }
        forecast.lower = told.lower.map { max($0, floor) }
        forecast.median = told.median.map { max($0, floor) }
        forecast.upper = told.upper.map { max($0, floor) }
        let added = zip(forecast.median, told.median).map { $0 - $1 }
        if added.contains(where: { $0 != 0 }) {
            forecast.components.append(
                ForecastComponent(name: "held_at_zero", isShare: false, values: added))
        }
        return forecast
    }

    private static func floor(of values: [Double]) -> Double {
        values.contains { $0 < 0 } ? -.infinity : 0
    }

    private static func fitted<Value>(
        _ body: () throws(ProphetRefusal) -> Value
    ) throws(ForecastRefusal) -> Value {
        do throws(ProphetRefusal) { return try body() } catch { throw .prophet(error) }
    }

    /// The same origins as the combination's; one at which the model cannot be fitted is left out.
    private func folds(horizon: Int, season: Int) -> [BacktestFold] {
        let known = values.indices.filter { values[$0].isFinite }
        let places = OriginPlaces(
            in: known.count, horizon: horizon, folds: 3,
            least: OriginPlaces.least(in: known.count, season: season))
        return places.counts.compactMap { count in
            fold(known[..<count], known[count..<(count + places.reach)], season: season)
        }
    }

    private func fold(
        _ past: ArraySlice<Int>, _ later: ArraySlice<Int>, season: Int
    ) -> BacktestFold? {
        let known = past.map { values[$0] }
        do throws(ProphetRefusal) {
            let prediction = try ProphetModel(
                times: past.map { times[$0] }, values: known, columns: part(past),
                settings: settings
            ).prediction(at: later.map { times[$0] }, columns: part(later))
            let floor = Self.floor(of: known)
            return BacktestFold(
                origin: past.count, median: prediction.value.map { max($0, floor) },
                lower: prediction.lower.map { max($0, floor) },
                upper: prediction.upper.map { max($0, floor) },
                naive: SeriesView(known, season: season)
                    .seasonalNaive(known, horizon: later.count),
                actual: later.map { values[$0] })
        } catch {
            return nil
        }
    }

    private func part(_ rows: ArraySlice<Int>) -> ProphetColumns {
        ProphetColumns(columns.values.mapValues { column in rows.map { column[$0] } })
    }

    /// What the table says of the columns at the steps after a timeline; NaN where it has no row.
    static func columns(
        of series: SeriesTable.Series, after timeline: Timeline, horizon: Int
    ) -> ProphetColumns {
        guard !series.columns.isEmpty else { return ProphetColumns() }
        var rows: [Int: Int] = [:]
        for (row, time) in series.times.enumerated() {
            if let step = timeline.step(of: time) { rows[step] = row }
        }
        return ProphetColumns(
            series.columns.mapValues { column in
                (0..<horizon).map { step in rows[timeline.count + step].map { column[$0] } ?? .nan }
            })
    }
}
