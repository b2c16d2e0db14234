/// A rolling backtest: each member's forecasts from origins before the series' end.
struct PastOrigins {
    private struct Origin {
        var count: Int
        /// A path for each member.
        var paths: [[Double]]
        var naive: [Double]
        /// NaN where no value is known.
        var actual: [Double]
        /// The same as intervals are measured on.
        var measured: [Double]
    }

    private var origins: [Origin] = []
    /// Those whose misses tell what to expect of today's.
    private var telling: [Origin] = []

    init(
        _ series: KnownSeries, season: Int, horizon: Int, plan: CombinationPlan,
        forms: [SmoothingForm?]
    ) {
        let count = series.values.count
        let places = OriginPlaces(
            in: count, horizon: horizon, folds: plan.folds,
            least: OriginPlaces.least(in: count, season: season), most: plan.mostReach,
            stride: plan.leastStride)
        let reach = places.reach
        for count in places.counts
        where series.known[count..<(count + reach)].contains(where: { $0.isFinite }) {
            let known = series.fitted(upTo: count)
            let view = plan.view(of: known, season: season)
            var forms = forms
            origins.append(
                Origin(
                    count: count, paths: Combination.paths(known, reach, plan, view, &forms),
                    naive: view.seasonalNaive(series.filled(upTo: count), horizon: reach),
                    actual: Array(series.known[count..<(count + reach)]),
                    measured: Array(series.measured[count..<(count + reach)])))
        }
        telling = origins.filter { $0.count >= series.settled }
    }

    static func mixed(_ paths: [[Double]], _ weights: [Double]) -> [Double] {
        var sum = [Double](repeating: 0, count: paths.first?.count ?? 0)
        for (path, weight) in zip(paths, weights) {
            for index in sum.indices { sum[index] += weight * path[index] }
        }
        return sum
    }

    /// Each member's path where the backtest went so far from this origin; otherwise nil.
    func paths(from count: Int, horizon: Int) -> [[Double]]? {
        origins.first { $0.count == count && $0.actual.count == horizon }?.paths
    }

    /// The plan's weights, moved towards the members that did better here.
    func weights(of plan: CombinationPlan) -> [Double] {
        var weights = plan.members.map { $0.weight }
        if plan.power > 0, !telling.isEmpty, weights.count > 1 {
            let errors = plan.members.indices.map { index in
                telling.reduce(0) { $0 + Self.error($1.paths[index], $1.actual) }
            }
            let least = errors.min() ?? 0
            let trust = plan.power * Double(telling.count) / Double(telling.count + 1)
            for index in weights.indices where errors[index] > 0 {
                weights[index] *= Elementary.power(max(least / errors[index], 1e-6), trust)
            }
        }
        let sum = weights.reduce(0, +)
        return weights.map { $0 / sum }
    }

    /// The mean over the known values.
    private static func error(_ path: [Double], _ actual: [Double]) -> Double {
        let known = zip(path, actual).filter { $1.isFinite }
        return known.reduce(0) { $0 + ($1.0 - $1.1).magnitude } / Double(max(known.count, 1))
    }

    /// What the combination missed at each origin.
    func misses(weights: [Double], limits: PathLimits) -> [IntervalWidths.Origin] {
        telling.map { origin in
            let path = limits.held(Self.mixed(origin.paths, weights))
            return IntervalWidths.Origin(
                count: origin.count, misses: zip(origin.measured, path).map { $0 - $1 })
        }
    }

    /// - Parameter halves: of the intervals, a step.
    func folds(
        weights: [Double], halves: [Double], limits: PathLimits
    ) -> [BacktestFold] {
        origins.map { origin in
            let median = limits.held(Self.mixed(origin.paths, weights))
            return BacktestFold(
                origin: origin.count, median: median,
                lower: limits.held(zip(median, halves).map { $0 - $1 }),
                upper: limits.held(zip(median, halves).map { $0 + $1 }, isUpper: true),
                naive: origin.naive, actual: origin.actual)
        }
    }
}
