/// The dynamic optimised theta model (J. Fiorucci, T. Pellegrini, F. Louzada, F. Petropoulos and
/// A. Koehler, "Models for optimising the theta method and their relationship to state space
/// models", International Journal of Forecasting 32, 2016), and the theta method with θ = 2.
///
/// The series must have no season; `SeasonalAdjustment` takes it away and puts it back.
public struct ThetaModel: Sendable {
    public enum Form: Sendable {
        /// The line through all values; θ = 2 is the theta method, otherwise θ is optimised.
        case standard, optimised
        /// The line as it was at each step, with θ = 2 or optimised.
        case dynamic, dynamicOptimised
    }

    public let form: Form
    /// Smoothing of the level, 0.1 to 0.99.
    public private(set) var alpha: Double
    public private(set) var theta: Double
    /// The level before the first value.
    public private(set) var level: Double

    public init(_ values: [Double], form: Form) {
        self.form = form
        alpha = 0.5
        theta = 2
        level = (values.first ?? 0) / 2
        guard values.count > 3 else {
            level = values.first ?? 0
            return
        }
        let search = SimplexSearch(
            lower: [-1e300, 0.1, 1], upper: [1e300, 0.99, 1e10],
            steps: [max(level.magnitude * 0.5, 1e-6), 0.2, isOptimised ? 1 : 0],
            evaluations: isOptimised ? 260 : 160)
        let best = search.minimise(from: [level, alpha, theta]) { point in
            Self.run(values, horizon: 0, form: form, point).error
        }
        (level, alpha, theta) = (best.point[0], best.point[1], best.point[2])
    }

    private var isOptimised: Bool { form == .optimised || form == .dynamicOptimised }

    public func forecast(_ values: [Double], horizon: Int) -> [Double] {
        Self.run(values, horizon: horizon, form: form, [level, alpha, theta]).path
    }

    /// One step ahead at each value.
    func fitted(_ values: [Double]) -> [Double] {
        Self.run(values, horizon: 0, form: form, [level, alpha, theta], keepsFitted: true).path
    }

    private static func run(
        _ values: [Double], horizon: Int, form: Form, _ point: [Double], keepsFitted: Bool = false
    ) -> (error: Double, path: [Double]) {
        let (alpha, theta) = (point[1], point[2])
        let isDynamic = form == .dynamic || form == .dynamicOptimised
        let weight = 1 - 1 / theta
        let line = isDynamic ? StraightLine([]) : StraightLine(values)
        var level = point[0]
        var (mean, slope, intercept) = (0.0, 0.0, 0.0)
        var decay = 1.0
        var error = 0.0
        var path: [Double] = []
        if horizon > 0 { path.reserveCapacity(horizon) }
        for step in 0..<(values.count + horizon) {
            let (base, climb) = isDynamic ? (intercept, slope) : (line.intercept, line.slope)
            let next = decay * (1 - alpha)
            let prediction = level + weight * (decay * base + (1 - next) / alpha * climb)
            decay = next
            let value = step < values.count ? values[step] : prediction
            if step >= values.count || keepsFitted { path.append(prediction) }
            if step >= 3 {
                let miss = value - prediction
                error += miss * miss
            }
            level += alpha * (value - level)
            if isDynamic {
                let time = Double(step + 1)
                slope = step == 0
                    ? 0 : ((time - 2) * slope + 6 * (value - mean) / time) / (time + 1)
                mean += (value - mean) / time
                intercept = mean - slope * (time + 1) / 2
            }
        }
        return (error, path)
    }
}
