/// The most probable parameters of the Prophet model, found as Prophet finds them. Where its
/// methods find no way, by Gauss-Newton steps on reweighted least squares: a Laplace prior
/// |d|/scale lies below d²/(2c·scale) + c/(2·scale) and touches it at |d| = c (K. Lange, D. Hunter
/// and I. Yang, 2000), so that each step is one ridge regression; the deviation of the noise is
/// solved for in between. Where the model is linear the sums of products are gathered once, and a
/// step costs no look at the series at all.
struct ProphetFit {
    /// One series, scaled as the model wants it.
    struct Problem {
        var growth: ProphetSettings.Growth
        /// From 0 at the first to 1 at the last known value.
        var times: [Double]
        var values: [Double]
        var capacity: Double
        var changepoints: [Double]
        var changepointPriorScale: Double
        /// A row of features a time, one after another.
        var features: [Double]
        var priorScales: [Double]
        var isMultiplicative: [Bool]
    }

    private(set) var parameters: ProphetParameters
    private let problem: Problem
    private let isLinear: Bool
    private var equations: NormalEquations
    private var residuals: [Double]

    init(_ problem: Problem) {
        self.problem = problem
        isLinear = problem.growth != .logistic && !problem.isMultiplicative.contains(true)
        parameters = ProphetParameters(startingAt: problem)
        equations = NormalEquations(width: parameters.flat.count)
        residuals = []
        if isLinear { gather() }
        if descend() { return }
        if !isLinear { gather() }
        var damping = isLinear ? 0 : 1e-3
        var objective = settleNoise()
        var calm = 0
        for _ in 0..<Self.mostSteps {
            let kept = (parameters, equations, residuals)
            let flat = parameters.flat
            let weights = penalties(flat)
            let pulls = zip(equations.diagonal, flat).map { damping * $0 * $1 }
            let damped = zip(weights, equations.diagonal).map { $0 + damping * $1 }
            parameters.flat = equations.solved(penalties: damped, pulls: pulls)
            gather()
            let reached = settleNoise()
            guard reached <= objective || isLinear && calm < 3, reached.isFinite else {
                (parameters, equations, residuals) = kept
                damping = max(damping, 1e-6) * 10
                if damping > 1e8 { break }
                continue
            }
            damping = isLinear ? 0 : max(damping / 5, 1e-9)
            calm = objective - reached < Self.tolerance * Double(problem.values.count)
                ? calm + 1 : 0
            objective = reached
            if calm >= 3 { break }
        }
    }

    /// Prophet's own way, which ends where Prophet ends; false where it finds no way.
    private mutating func descend() -> Bool {
        var place = reached(from: parameters)
        if let low = lowStart, let other = reached(from: low),
            place.map({ Self.noise(of: other) < Self.clearlyLess * Self.noise(of: $0) }) ?? true
        {
            place = other
        }
        guard let place else { return false }
        parameters.flat = Array(place.dropLast())
        parameters.noise = Self.noise(of: place)
        return true
    }

    /// Prophet begins a logistic curve no lower than at a hundredth of the capacity. Where a whole
    /// series lies below that, its descent may end, and Prophet's does, with a trend of nothing
    /// and a series that is all noise; from where the series lies it finds its way.
    private var lowStart: ProphetParameters? {
        let least = ProphetParameters.leastShare
        guard problem.growth == .logistic,
            (problem.values.max() ?? 0) < least * problem.capacity
        else { return nil }
        // The largest value is 1 here.
        return ProphetParameters(startingAt: problem, least: least / problem.capacity)
    }

    /// The second way is taken only where Prophet's own clearly leads nowhere.
    private static let clearlyLess = 0.5

    private static func noise(of place: [Double]) -> Double {
        Elementary.exp(place[place.count - 1])
    }

    private func reached(from parameters: ProphetParameters) -> [Double]? {
        var start = parameters.flat + [0]
        for bend in problem.changepoints.indices { start[2 + bend] = 0 }
        return problem.values.count < Self.fewValues ? newton(from: start) : descent(from: start)
    }

    private func newton(from start: [Double]) -> [Double]? {
        var newton = PosteriorNewton(problem)
        return newton.minimum(from: start)
    }

    private func descent(from start: [Double]) -> [Double]? {
        let posterior = ProphetPosterior(problem, sums: isLinear ? equations : nil)
        var descent = PosteriorDescent { posterior($0) }
        return descent.minimum(from: start)
    }

    /// Below this Prophet takes Newton's method.
    private static let fewValues = 100
    private static let mostSteps = 400
    private static let tolerance = 1e-7

    /// The residuals and, where the last step changed them, the equations of the next step.
    private mutating func gather() {
        let width = parameters.flat.count
        let isFirst = residuals.isEmpty
        if isFirst { residuals = [Double](repeating: 0, count: problem.values.count) }
        if !isFirst, !isLinear { equations = NormalEquations(width: width) }
        var row = [Double](repeating: 0, count: width)
        let flat = parameters.flat
        for index in problem.values.indices {
            let fitted: Double
            if isLinear, !isFirst {
                fitted = parameters.value(problem, at: index)
            } else {
                fitted = parameters.fill(&row, problem, at: index)
            }
            let residual = problem.values[index] - fitted
            residuals[index] = residual
            guard isFirst || !isLinear else { continue }
            var target = residual
            for column in 0..<width { target += row[column] * flat[column] }
            equations.add(row, target)
        }
    }

    /// Ridge weights in units of the noise's variance.
    private func penalties(_ flat: [Double]) -> [Double] {
        let variance = parameters.noise * parameters.noise
        var penalties = [variance / 25, variance / 25]
        for index in problem.changepoints.indices {
            let size = max(flat[2 + index].magnitude, 1e-7)
            penalties.append(variance / (problem.changepointPriorScale * size))
        }
        for scale in problem.priorScales { penalties.append(variance / (scale * scale)) }
        return penalties
    }

    /// Solves for the noise: n/σ − S/σ³ + 4σ = 0. Returns minus the posterior's logarithm.
    private mutating func settleNoise() -> Double {
        let count = Double(residuals.count)
        let squares = residuals.reduce(0) { $0 + $1 * $1 }
        let variance = max(
            2 * squares / (count + (count * count + 16 * squares).squareRoot()), 1e-16)
        parameters.noise = variance.squareRoot()
        let flat = parameters.flat
        var sum = count * Elementary.log(parameters.noise) + squares / (2 * variance)
            + 2 * variance + (flat[0] * flat[0] + flat[1] * flat[1]) / 50
        for index in problem.changepoints.indices {
            sum += flat[2 + index].magnitude / problem.changepointPriorScale
        }
        let start = 2 + problem.changepoints.count
        for (index, scale) in problem.priorScales.enumerated() {
            let ratio = flat[start + index] / scale
            sum += ratio * ratio / 2
        }
        return sum
    }
}
