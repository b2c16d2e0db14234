/// One fitted member of the exponential smoothing family.
///
/// Level and trend before the first value are those of a straight line through the first seasons
/// and are not searched: on short series that forecasts better than the likelihood's own choice.
/// The seasonal states begin at the indices of classical decomposition.
public struct SmoothingModel: Sendable {
    public let form: SmoothingForm
    public let season: Int
    /// Smoothing of level, trend and season, and the trend's damping.
    public private(set) var alpha = 0.5
    public private(set) var beta = 0.0
    public private(set) var gamma = 0.0
    public private(set) var damping = 1.0
    /// The corrected information criterion of Akaike; infinite where there are too few values.
    public private(set) var criterion = Double.infinity

    private(set) var firstLevel = 0.0
    private(set) var firstSlope = 0.0
    private(set) var firstSeasons: [Double] = []

    /// Nil when the series is too short for the form or has values that the form cannot take.
    public init?(_ values: [Double], season: Int = 1, form: SmoothingForm) {
        let isSeasonal = form.season != .none
        guard values.count >= (isSeasonal ? 2 * season : 3), !isSeasonal || season > 1 else {
            return nil
        }
        self.form = form
        self.season = isSeasonal ? season : 1
        let isMultiplicative = form.season == .multiplicative || form.error == .multiplicative
        if isMultiplicative, values.contains(where: { $0 <= 0 }) { return nil }
        setFirstStates(values)
        let start = parameters
        let search = bounds(for: start)
        let count = Double(values.count)
        let best = search.minimise(from: start) { point in
            var model = self
            model.parameters = point
            let run = model.pass(values)
            return run.deviance
        }
        parameters = best.point
        guard best.value.isFinite else { return nil }
        // The first states and the errors' variance count as free too.
        let states = (form.trend == .none ? 1 : 2) + (isSeasonal ? season - 1 : 0)
        let free = Double(start.count + states + 1)
        if count - free - 1 > 0 {
            criterion = best.value + 2 * free + 2 * free * (free + 1) / (count - free - 1)
        }
    }

    /// The form with the least corrected information criterion.
    public static func best(_ values: [Double], season: Int = 1) -> SmoothingModel? {
        let forms = SmoothingForm.candidates(
            isPositive: values.allSatisfy { $0 > 0 },
            isSeasonal: season > 1 && values.count >= 2 * season + 5)
        return forms
            .compactMap { SmoothingModel(values, season: season, form: $0) }
            .min { $0.criterion < $1.criterion }
    }

    public func forecast(_ values: [Double], horizon: Int) -> [Double] {
        let states = pass(values)
        var factor = 0.0
        var weight = 1.0
        return (0..<max(horizon, 0)).map { step in
            if form.trend == .damped { weight *= damping }
            if form.trend != .none { factor += weight }
            let base = states.level + factor * states.slope
            guard form.season != .none else { return base }
            let index = states.seasons[(values.count + step) % season]
            return form.season == .additive ? base + index : base * index
        }
    }

    /// The parameters that are searched, in a fixed order: alpha, then as the form has them beta,
    /// damping and gamma. Beta is kept as a share of alpha, gamma of 1 − alpha.
    private var parameters: [Double] {
        get {
            var point = [alpha]
            if form.trend != .none { point.append(beta / alpha) }
            if form.trend == .damped { point.append(damping) }
            if form.season != .none { point.append(gamma / (1 - alpha)) }
            return point
        }
        set {
            alpha = newValue[0]
            var next = 1
            if form.trend != .none {
                beta = newValue[next] * alpha
                next += 1
            }
            if form.trend == .damped {
                damping = newValue[next]
                next += 1
            }
            if form.season != .none { gamma = newValue[next] * (1 - alpha) }
        }
    }

    private func bounds(for start: [Double]) -> SimplexSearch {
        var lower = [0.0001]
        var upper = [0.9999]
        var steps = [0.2]
        if form.trend != .none {
            lower.append(0.0001)
            upper.append(0.9999)
            steps.append(0.2)
        }
        if form.trend == .damped {
            lower.append(0.8)
            upper.append(0.98)
            steps.append(-0.05)
        }
        if form.season != .none {
            lower.append(0.0001)
            upper.append(0.9999)
            steps.append(0.1)
        }
        return SimplexSearch(
            lower: lower, upper: upper, steps: steps, evaluations: 60 + 40 * start.count,
            tolerance: 1e-3, isAbsolute: true)
    }

    /// R. Hyndman and others, "Forecasting with exponential smoothing", 2008, section 2.6.1.
    private mutating func setFirstStates(_ values: [Double]) {
        var adjusted = values
        if form.season != .none {
            let adjustment = SeasonalAdjustment(
                values, season: season,
                form: form.season == .additive ? .additive : .multiplicative)
            firstSeasons = adjustment.indices
            adjusted = adjustment.removed(from: values)
        }
        let count = min(max(10, 2 * season), adjusted.count)
        let line = StraightLine(Array(adjusted[..<count]))
        if form.trend == .none {
            firstLevel = adjusted[..<count].reduce(0, +) / Double(count)
        } else {
            firstLevel = line.intercept
            firstSlope = line.slope
            beta = 0.1 * alpha
        }
        alpha = form.trend == .none ? 0.5 : 0.3
        if form.trend != .none { beta = 0.1 * alpha }
        if form.trend == .damped { damping = 0.95 }
        if form.season != .none { gamma = 0.05 * (1 - alpha) }
    }
}
