/// The members of a plan fitted to one series, with the weights that its own past gave them.
struct Combination {
    let series: KnownSeries
    let season: Int
    let plan: CombinationPlan
    let view: SeriesView
    let limits: PathLimits
    /// A path for each member.
    let paths: [[Double]]
    let past: PastOrigins
    let weights: [Double]
    /// The smoothing form that each member chose on the whole series.
    private let forms: [SmoothingForm?]

    init(_ series: KnownSeries, season: Int, horizon: Int, plan: CombinationPlan) {
        self.series = series
        self.season = season
        self.plan = plan
        let values = series.fitted
        limits = PathLimits(values, seen: series.values)
        view = plan.view(of: values, season: season)
        var forms = [SmoothingForm?](repeating: nil, count: plan.members.count)
        paths = Self.paths(values, horizon, plan, view, &forms)
        past = PastOrigins(series, season: season, horizon: horizon, plan: plan, forms: forms)
        weights = past.weights(of: plan)
        self.forms = forms
    }

    /// The forecast, with what its past misses make of intervals and backtest.
    func forecast(horizon: Int) -> SeriesForecast {
        let median = limits.held(PastOrigins.mixed(paths, weights))
        let half = widths(horizon: horizon).halves(past.misses(weights: weights, limits: limits))
        let bounds = bounds(of: median, halves: half)
        let bare = view.adjustment.form == .none
            ? median
            : SeasonalAdjustment(
                form: view.adjustment.form,
                indices: view.adjustment.rotated(by: series.values.count)
            ).removed(from: median)
        return SeriesForecast(
            lower: bounds.lower, median: median, upper: bounds.upper,
            shares: zip(plan.members, weights).map { .init(name: $0.member.name, weight: $1) },
            seasonal: zip(median, bare).map { $0 - $1 },
            backtest: past.folds(weights: weights, halves: half, limits: limits),
            outliers: series.outliers,
            levelShifts: series.shifts.reversed().map { $0.step })
    }

    /// A last value that was taken for an outlier may as well be the first of a new level, so the
    /// interval reaches to it.
    func bounds(
        of median: [Double], halves: [Double]
    ) -> (lower: [Double], upper: [Double]) {
        let beyond = series.lastBeyond
        return (
            limits.held(zip(median, halves).map { $0 - max($1, -beyond) }),
            limits.held(zip(median, halves).map { $0 + max($1, beyond) }, isUpper: true)
        )
    }

    func widths(horizon: Int) -> IntervalWidths {
        IntervalWidths(
            view.adjustment.removed(from: series.fitted),
            seen: view.adjustment.removed(from: series.measured),
            growth: SeriesSize.growth(of: series.fitted, season: season), season: season,
            horizon: horizon)
    }

    /// What today's members with today's weights would have forecast with so many values.
    func median(from count: Int, horizon: Int) -> [Double] {
        if let known = past.paths(from: count, horizon: horizon) {
            return limits.held(PastOrigins.mixed(known, weights))
        }
        let known = series.fitted(upTo: count)
        var forms = forms
        let paths = Self.paths(
            known, horizon, plan, plan.view(of: known, season: season), &forms)
        return limits.held(PastOrigins.mixed(paths, weights))
    }

    /// - Parameter forms: nil where a member has still to choose; it leaves its choice there.
    static func paths(
        _ values: [Double], _ horizon: Int, _ plan: CombinationPlan, _ view: SeriesView,
        _ forms: inout [SmoothingForm?]
    ) -> [[Double]] {
        plan.members.indices.map { index in
            plan.members[index].member
                .forecast(values, horizon: horizon, view: view, form: &forms[index])
        }
    }
}
