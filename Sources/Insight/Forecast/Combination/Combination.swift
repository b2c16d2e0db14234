/// The members of a plan fitted to one series, with the weights that its own past gave them.
struct Combination {
    let values: [Double]
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

    init(_ values: [Double], season: Int, horizon: Int, plan: CombinationPlan) {
        self.values = values
        self.season = season
        self.plan = plan
        limits = PathLimits(values)
        view = SeriesView(values, season: season, waves: plan.waveScales)
        var forms = [SmoothingForm?](repeating: nil, count: plan.members.count)
        paths = Self.paths(values, horizon, plan, view, &forms)
        past = PastOrigins(values, season: season, horizon: horizon, plan: plan, forms: forms)
        weights = past.weights(of: plan)
        self.forms = forms
    }

    /// The forecast, with what its past misses make of intervals and backtest.
    func forecast(horizon: Int) -> SeriesForecast {
        let median = limits.held(PastOrigins.mixed(paths, weights))
        let half = widths(horizon: horizon).halves(past.misses(weights: weights, limits: limits))
        let bare = view.adjustment.form == .none
            ? median
            : SeasonalAdjustment(
                form: view.adjustment.form, indices: view.adjustment.rotated(by: values.count)
            ).removed(from: median)
        return SeriesForecast(
            lower: limits.held(zip(median, half).map { $0 - $1 }), median: median,
            upper: limits.held(zip(median, half).map { $0 + $1 }, isUpper: true),
            shares: zip(plan.members, weights).map { .init(name: $0.member.name, weight: $1) },
            seasonal: zip(median, bare).map { $0 - $1 },
            backtest: past.folds(weights: weights, halves: half, limits: limits))
    }

    func widths(horizon: Int) -> IntervalWidths {
        IntervalWidths(
            view.adjustment.removed(from: values),
            growth: SeriesSize.growth(of: values, season: season), season: season,
            horizon: horizon)
    }

    /// What today's members with today's weights would have forecast with so many values.
    func median(from count: Int, horizon: Int) -> [Double] {
        if let known = past.paths(from: count, horizon: horizon) {
            return limits.held(PastOrigins.mixed(known, weights))
        }
        let known = Array(values[..<count])
        var forms = forms
        let paths = Self.paths(
            known, horizon, plan, SeriesView(known, season: season, waves: plan.waveScales), &forms)
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
