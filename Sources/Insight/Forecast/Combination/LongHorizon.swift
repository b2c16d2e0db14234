/// Forecasts of days a month and more ahead. The members of a combination hold the near future
/// well, but a trend that goes on and the shape of a year matter more the further one looks. So the
/// Prophet model joins with a share that grows with the horizon, and past origins at the asked
/// horizon move it: decision 0006 still holds, they move it little.
struct LongHorizon {
    private struct Course {
        var median: [Double]
        /// What the season adds.
        var seasonal: [Double]
    }

    private struct Fold {
        var origin: Int
        /// What the combination and the Prophet model would have forecast from there.
        var usual: [Double]
        var prophet: [Double]
        /// NaN where no value is known.
        var actual: [Double]
        /// The same as intervals are measured on.
        var measured: [Double]
        /// Whether it was made with the level of today in view.
        var isTelling: Bool
    }

    private static let season = 7
    private static let year = 365
    /// The shortest horizon that counts as long, and the shortest past before an origin, which
    /// has seen a good part of a year twice.
    private static let leastHorizon = 28
    /// From here on last week says nothing of its own.
    static let farHorizon = 90
    private static let leastPast = 500
    /// What the Prophet model is fitted on: eight years; more would cost time and say little.
    private static let mostPast = 8 * year
    /// The days from which a change of level is seen.
    private static let lately = 56

    private let horizon: Int
    private let combination: Combination
    private var folds: [Fold] = []
    private let future: Course

    /// Nil where the series is not one of days, the horizon is short, or the past too short to
    /// try it.
    init?(_ combination: Combination, horizon: Int) {
        let series = combination.series
        let values = series.values
        guard combination.season == Self.season, horizon >= Self.leastHorizon,
            values.count - horizon >= Self.leastPast, !combination.plan.isRare,
            let future = Self.prophet(series.fitted, horizon)
        else { return nil }
        self.combination = combination
        self.horizon = horizon
        self.future = future
        for turn in 0..<2 {
            let origin = values.count - horizon - turn * (horizon / 2)
            guard origin >= Self.leastPast,
                series.known[origin..<(origin + horizon)].contains(where: { $0.isFinite }),
                let prophet = Self.prophet(series.fitted(upTo: origin), horizon)
            else { break }
            folds.append(
                Fold(
                    origin: origin, usual: combination.median(from: origin, horizon: horizon),
                    prophet: prophet.median,
                    actual: Array(series.known[origin..<(origin + horizon)]),
                    measured: Array(series.measured[origin..<(origin + horizon)]),
                    isTelling: origin >= series.settled))
        }
        guard !folds.isEmpty else { return nil }
    }

    /// The combination's forecast with the Prophet model mixed in.
    func forecast() -> SeriesForecast {
        let usual = combination.forecast(horizon: horizon)
        let limits = combination.limits
        let share = share
        let mixed = Self.mixed(
            Course(median: usual.median, seasonal: usual.seasonal), future, share)
        let pasts = folds.map {
            limits.held(PastOrigins.mixed([$0.usual, $0.prophet], [1 - share, share]))
        }
        let half = combination.widths(horizon: horizon).halves(
            zip(folds, pasts).filter { $0.0.isTelling }.map { fold, path in
                .init(count: fold.origin, misses: zip(fold.measured, path).map { $0 - $1 })
            })
        var refined = usual
        refined.median = limits.held(mixed.median)
        refined.seasonal = mixed.seasonal
        (refined.lower, refined.upper) = combination.bounds(of: refined.median, halves: half)
        refined.shares = usual.shares.map {
            .init(name: $0.name, weight: $0.weight * (1 - share))
        } + [.init(name: "Prophet model", weight: share)]
        refined.backtest = zip(folds, pasts).map { fold, path in
            let known = combination.series.filled(upTo: fold.origin)
            return BacktestFold(
                origin: fold.origin, median: path,
                lower: limits.held(zip(path, half).map { $0 - $1 }),
                upper: limits.held(zip(path, half).map { $0 + $1 }, isUpper: true),
                naive: SeriesView(known, season: Self.season)
                    .seasonalNaive(known, horizon: horizon),
                actual: fold.actual)
        }
        return refined
    }

    /// Of the Prophet model: a half, three quarters a year ahead, each weight over the square of
    /// what its model missed.
    private var share: Double {
        let reach = Double(min(horizon, Self.year)) / Double(Self.year)
        let given = 0.5 + 0.25 * reach
        let telling = folds.filter { $0.isTelling }
        let usual = telling.reduce(0) { $0 + Self.miss($1.usual, $1.actual) }
        let prophet = telling.reduce(0) { $0 + Self.miss($1.prophet, $1.actual) }
        let (own, other) = (given * usual * usual, (1 - given) * prophet * prophet)
        return own + other > 0 ? own / (own + other) : given
    }

    private static func miss(_ path: [Double], _ actual: [Double]) -> Double {
        zip(path, actual).reduce(0) { $0 + ($1.1.isFinite ? ($1.0 - $1.1).magnitude : 0) }
    }

    private static func mixed(_ usual: Course, _ prophet: Course, _ share: Double) -> Course {
        Course(
            median: PastOrigins.mixed([usual.median, prophet.median], [1 - share, share]),
            seasonal: PastOrigins.mixed([usual.seasonal, prophet.seasonal], [1 - share, share]))
    }

    /// Nil where the model cannot be fitted.
    private static func prophet(_ values: [Double], _ horizon: Int) -> Course? {
        var settings = ProphetSettings()
        settings.addsUsualSeasons = false
        settings.samples = 0
        settings.seasons = [
            .init("weekly", period: Double(season), order: 3),
            .init("yearly", period: 365.25, order: 10),
        ]
        let recent = max(values.count - mostPast, 0)..<values.count
        let last = (values.count - lately)..<values.count
        do throws(ProphetRefusal) {
            let model = try ProphetModel(
                times: recent.map(Double.init), values: Array(values[recent]), settings: settings)
            let fitted = try model.prediction(at: last.map(Double.init)).value
            let told = try model.prediction(
                at: (values.count..<(values.count + horizon)).map(Double.init))
            // Its trend bends too late for a change of the last weeks: half of that is believed.
            let away = zip(values[last], fitted).reduce(0) { $0 + $1.0 - $1.1 }
                / Double(2 * lately)
            return Course(
                median: told.value.map { $0 + away },
                seasonal: zip(told.value, told.trend).map { $0 - $1 })
        } catch {
            return nil
        }
    }
}
