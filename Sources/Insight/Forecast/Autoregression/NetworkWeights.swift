/// The weights of a hidden layer beside a linear function, and how they are found.
struct NetworkWeights: Sendable {
    let lags: Int
    let hidden: Int
    /// The linear function's weights and constant; then for each unit its weights, its constant
    /// and its share in the sum.
    private(set) var flat: [Double]

    /// Deviations of the weights' priors: of the linear function's and the units' own, and of a
    /// unit's share, in deviations of what the best linear function leaves over.
    private static let weightPrior = 1.0
    private static let sharePrior = 0.5
    private static let mostSteps = 80

    init(lags: Int, hidden: Int) {
        self.lags = lags
        self.hidden = hidden
        flat = [Double](repeating: 0, count: lags + 1 + hidden * (lags + 2))
    }

    /// One step ahead of the last values, newest first.
    func value(_ recent: [Double]) -> Double {
        var units = [Double](repeating: 0, count: hidden)
        return recent.withUnsafeBufferPointer { value($0[...], &units) }
    }

    private func value(
        _ recent: Slice<UnsafeBufferPointer<Double>>, _ units: inout [Double]
    ) -> Double {
        let first = recent.startIndex
        var sum = flat[lags]
        for lag in 0..<lags { sum += flat[lag] * recent[first + lag] }
        var place = lags + 1
        for unit in 0..<hidden {
            var inner = flat[place + lags]
            for lag in 0..<lags { inner += flat[place + lag] * recent[first + lag] }
            units[unit] = Elementary.tanh(inner)
            sum += flat[place + lags + 1] * units[unit]
            place += lags + 2
        }
        return sum
    }

    /// Finds the weights for one step ahead at each value of a series.
    mutating func settle(on series: [Double], seed: UInt64) {
        let newestFirst = Array(series.reversed())
        let variance = setLinear(newestFirst)
        var chance = SeededGenerator(seed: seed)
        let spread = 1 / Double(lags).squareRoot()
        var place = lags + 1
        for _ in 0..<hidden {
            for lag in 0...lags { flat[place + lag] = spread * chance.normal() }
            flat[place + lags + 1] = 0.1 * variance.squareRoot() * chance.normal()
            place += lags + 2
        }
        let start = self
        var descent = PosteriorDescent { point in
            var trial = start
            trial.flat = point
            return trial.misfit(newestFirst, variance)
        }
        descent.mostSteps = Self.mostSteps
        if let found = descent.minimum(from: flat) { flat = found }
    }

    /// The best linear function; returns what it leaves over, its variance.
    private mutating func setLinear(_ newestFirst: [Double]) -> Double {
        var equations = NormalEquations(width: lags + 1)
        for step in 0..<(newestFirst.count - lags) {
            equations.add(
                Array(newestFirst[(step + 1)...(step + lags)]) + [1], newestFirst[step])
        }
        let solved = equations.solved(penalties: [Double](repeating: 1e-3, count: lags + 1))
        for index in solved.indices { flat[index] = solved[index] }
        var squares = 0.0
        for step in 0..<(newestFirst.count - lags) {
            var miss = newestFirst[step] - solved[lags]
            for lag in 0..<lags { miss -= solved[lag] * newestFirst[step + 1 + lag] }
            squares += miss * miss
        }
        return max(squares / Double(newestFirst.count - lags), 1e-12)
    }

    /// Minus the logarithm of the posterior, but for a constant, and its gradient.
    private func misfit(
        _ newestFirst: [Double], _ variance: Double
    ) -> (value: Double, gradient: [Double]) {
        var gradient = [Double](repeating: 0, count: flat.count)
        var units = [Double](repeating: 0, count: hidden)
        var sum = 0.0
        newestFirst.withUnsafeBufferPointer { series in
            for step in 0..<(series.count - lags) {
                let recent = series[(step + 1)...(step + lags)]
                let miss = value(recent, &units) - series[step]
                sum += miss * miss / (2 * variance)
                add(miss / variance, recent, units, to: &gradient)
            }
        }
        for index in flat.indices {
            let prior = isShare(index) ? Self.sharePrior * variance.squareRoot() : Self.weightPrior
            sum += flat[index] * flat[index] / (2 * prior * prior)
            gradient[index] += flat[index] / (prior * prior)
        }
        return (sum, gradient)
    }

    private func add(
        _ pull: Double, _ recent: Slice<UnsafeBufferPointer<Double>>, _ units: [Double],
        to gradient: inout [Double]
    ) {
        let first = recent.startIndex
        for lag in 0..<lags { gradient[lag] += pull * recent[first + lag] }
        gradient[lags] += pull
        var place = lags + 1
        for unit in 0..<hidden {
            let bend = pull * flat[place + lags + 1] * (1 - units[unit] * units[unit])
            for lag in 0..<lags { gradient[place + lag] += bend * recent[first + lag] }
            gradient[place + lags] += bend
            gradient[place + lags + 1] += pull * units[unit]
            place += lags + 2
        }
    }

    private func isShare(_ index: Int) -> Bool {
        index > lags && (index - lags - 1) % (lags + 2) == lags + 1
    }
}
