/// Minus the logarithm of the Prophet model's posterior, with its gradient. The places are the
/// parameters, then the logarithm of the noise.
struct ProphetPosterior {
    private enum Misfit {
        /// Sums of products, where the model is linear: no look at the series is needed then.
        case summed(NormalEquations, squares: Double)
        case looked(ProphetMisfit)
    }

    let problem: ProphetFit.Problem
    private let misfit: Misfit

    /// - Parameter sums: nil where the model is not linear.
    init(_ problem: ProphetFit.Problem, sums: NormalEquations?) {
        self.problem = problem
        misfit =
            if let sums {
                .summed(sums, squares: problem.values.reduce(0) { $0 + $1 * $1 })
            } else {
                .looked(ProphetMisfit(problem))
            }
    }

    func callAsFunction(_ place: [Double]) -> (value: Double, gradient: [Double]) {
        let flat = Array(place.dropLast())
        let noise = Elementary.exp(place[place.count - 1])
        let variance = noise * noise
        let (misses, slopes) = squares(flat)
        let count = Double(problem.values.count)
        var value = count * place[place.count - 1] + misses / (2 * variance) + 2 * variance
        var gradient = slopes.map { $0 / variance }
        for index in 0..<2 {
            value += flat[index] * flat[index] / 50
            gradient[index] += flat[index] / 25
        }
        let bends = problem.changepoints.count
        for index in 2..<(2 + bends) where flat[index] != 0 {
            value += flat[index].magnitude / problem.changepointPriorScale
            gradient[index] += (flat[index] > 0 ? 1 : -1) / problem.changepointPriorScale
        }
        for (index, scale) in problem.priorScales.enumerated() {
            let ratio = flat[2 + bends + index] / scale
            value += ratio * ratio / 2
            gradient[2 + bends + index] += ratio / scale
        }
        gradient.append(count - misses / variance + 4 * variance)
        return (value, gradient)
    }

    /// The sum of squared misses, and half its gradient.
    private func squares(_ flat: [Double]) -> (Double, [Double]) {
        switch misfit {
        case .looked(let misfit): return misfit(flat)
        case .summed(let sums, let squares):
            let (product, target) = sums.product(flat)
            var misses = squares
            for index in flat.indices {
                misses += flat[index] * (product[index] - 2 * target[index])
            }
            return (max(misses, 0), zip(product, target).map { $0 - $1 })
        }
    }
}
