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

    private var level = 0.0
    private var slope = 0.0
    private var seasons: [Double] = []

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
            seasons = adjustment.indices
            adjusted = adjustment.removed(from: values)
        }
        let count = min(max(10, 2 * season), adjusted.count)
        let line = StraightLine(Array(adjusted[..<count]))
        if form.trend == .none {
            level = adjusted[..<count].reduce(0, +) / Double(count)
        } else {
            level = line.intercept
            slope = line.slope
            beta = 0.1 * alpha
        }
        alpha = form.trend == .none ? 0.5 : 0.3
        if form.trend != .none { beta = 0.1 * alpha }
        if form.trend == .damped { damping = 0.95 }
        if form.season != .none { gamma = 0.05 * (1 - alpha) }
    }
}

extension SmoothingModel {
    struct Pass {
        var level: Double
        var slope: Double
        var seasons: [Double]
        /// n·log of the squared errors' sum, plus for multiplicative errors 2·Σ log|prediction|:
        /// −2 log likelihood but for a constant.
        var deviance: Double
    }

    /// Runs through the series once.
    func pass(_ values: [Double], fitted: ((Int, Double) -> Void)? = nil) -> Pass {
        var (level, slope) = (self.level, self.slope)
        var seasons = self.seasons
        var errors = 0.0
        var scale = 1.0
        var logarithms = 0.0
        let trendShare = alpha > 0 ? beta / alpha : 0
        let damping = form.trend == .damped ? self.damping : 1
        let isRelative = form.error == .multiplicative
        var position = 0
        for index in values.indices {
            let value = values[index]
            let climb = damping * slope
            let base = level + climb
            var (prediction, target, share) = (base, value, value)
            switch form.season {
            case .none: break
            case .additive:
                prediction += seasons[position]
                target -= seasons[position]
                share = value - base
            case .multiplicative:
                prediction *= seasons[position]
                target /= max(seasons[position], 1e-8)
                share = value / (base.magnitude > 1e-8 ? base : 1e-8)
            }
            fitted?(index, prediction)
            var miss = value - prediction
            if isRelative {
                let size = max(prediction.magnitude, 1e-8)
                miss /= size
                scale *= size
                // Multiplied up and logged rarely: a logarithm costs as much as the whole step.
                if scale > 1e100 || scale < 1e-100 {
                    logarithms += Elementary.log(scale)
                    scale = 1
                }
            }
            errors += miss * miss
            let next = base + alpha * (target - base)
            if form.trend != .none { slope = climb + trendShare * (next - level - climb) }
            level = next
            if form.season != .none {
                seasons[position] += gamma * (share - seasons[position])
                position += 1
                if position == season { position = 0 }
            }
        }
        var deviance = Double(values.count) * Elementary.log(max(errors, 1e-280))
        if isRelative { deviance += 2 * (logarithms + Elementary.log(scale)) }
        return Pass(level: level, slope: slope, seasons: seasons, deviance: deviance)
    }
}
