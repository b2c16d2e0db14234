/// The second derivatives of `ProphetPosterior`, as Stan's differences of gradients tell them.
///
/// By one parameter alone the model is linear, unless it is logistic, so that a gradient is a
/// polynomial of at most third degree: differences of fourth order are its derivative exactly, and
/// sums over the series say the same at a hundredth of the cost. By the noise and of a logistic
/// trend they differ from it in the twelfth digit. Only the kinks of the change points' prior are
/// differenced, for their slope jumps within the distance.
struct PosteriorCurvature {
    /// At so many distances from a place, the weight of the gradient there.
    typealias Stencil = [(steps: Double, weight: Double)]

    private let problem: ProphetFit.Problem
    private let distance: Double
    private let stencil: Stencil
    private let isLinear: Bool
    /// Features that count in proportion to the trend.
    private let shares: [Int]
    /// Sums of products of the model's slopes; of a linear model the same at every place.
    private var products: [Double] = []

    init(_ problem: ProphetFit.Problem, distance: Double, stencil: Stencil) {
        self.problem = problem
        self.distance = distance
        self.stencil = stencil
        shares = problem.isMultiplicative.indices.filter { problem.isMultiplicative[$0] }
        isLinear = shares.isEmpty && problem.growth != .logistic
    }

    private var bends: Int { problem.changepoints.count }

    /// The matrix, row after row, of the parameters and then the logarithm of the noise.
    mutating func callAsFunction(_ place: [Double]) -> [Double] {
        let noise = Elementary.exp(place[place.count - 1])
        let variance = noise * noise
        let width = place.count - 1
        var parameters = ProphetParameters(startingAt: problem)
        parameters.flat = Array(place[..<width])
        let look = look(parameters)
        var matrix = [Double](repeating: 0, count: place.count * place.count)
        for row in 0..<width {
            for column in 0...row {
                let entry = look.products[row * width + column] / variance
                matrix[row * place.count + column] = entry
                matrix[column * place.count + row] = entry
            }
            matrix[row * place.count + width] = -2 * look.slopes[row] / variance
            matrix[width * place.count + row] = -2 * look.slopes[row] / variance
            matrix[row * place.count + row] += prior(row, parameters.flat)
        }
        matrix[width * place.count + width] = 2 * look.squares / variance + 8 * variance
        return matrix
    }

    private func prior(_ index: Int, _ flat: [Double]) -> Double {
        switch index {
        case 0..<2: return 1.0 / 25
        case 2..<(2 + bends):
            let sides = stencil.reduce(0) { sum, point in
                let moved = flat[index] + point.steps * distance
                return moved == 0 ? sum : sum + (moved > 0 ? point.weight : -point.weight)
            }
            return sides / (distance * problem.changepointPriorScale)
        default:
            let scale = problem.priorScales[index - 2 - bends]
            return 1 / (scale * scale)
        }
    }

    private struct Look {
        /// Half of the second derivatives of the sum of squared misses, the lower triangle.
        var products: [Double]
        /// Half of its gradient.
        var slopes: [Double]
        var squares = 0.0
    }

    private mutating func look(_ parameters: ProphetParameters) -> Look {
        let width = parameters.flat.count
        let knowsProducts = isLinear && !products.isEmpty
        var look = Look(
            products: knowsProducts ? products : [Double](repeating: 0, count: width * width),
            slopes: [Double](repeating: 0, count: width))
        var row = [Double](repeating: 0, count: width)
        for index in problem.values.indices {
            let miss = parameters.fill(&row, problem, at: index) - problem.values[index]
            look.squares += miss * miss
            for column in row.indices { look.slopes[column] += miss * row[column] }
            if !knowsProducts { Self.add(row, to: &look.products) }
            if !isLinear { bend(&look.products, parameters, miss, at: index) }
        }
        if isLinear { products = look.products }
        return look
    }

    private static func add(_ row: [Double], to products: inout [Double]) {
        let width = row.count
        products.withUnsafeMutableBufferPointer { products in
            row.withUnsafeBufferPointer { row in
                for first in row.indices where row[first] != 0 {
                    let factor = row[first]
                    let sums = UnsafeMutableBufferPointer(
                        rebasing: products[(first * width)...(first * width + first)])
                    for second in sums.indices { sums[second] += factor * row[second] }
                }
            }
        }
    }

    /// Adds what the model's own second derivatives at one time make of the miss there: those by
    /// two parameters of a logistic trend, and by one of the trend and one that multiplies it.
    private func bend(
        _ products: inout [Double], _ parameters: ProphetParameters, _ miss: Double, at index: Int
    ) {
        let width = parameters.flat.count
        let trend = trendSlopes(parameters, at: index)
        let features = index * problem.priorScales.count
        for share in shares {
            let factor = miss * trend.first * problem.features[features + share]
            let start = (2 + bends + share) * width
            for column in trend.line.indices {
                products[start + column] += factor * trend.line[column]
            }
        }
        guard problem.growth == .logistic else { return }
        let (_, multiplied) = parameters.parts(
            problem.features, from: features, problem.isMultiplicative)
        let factor = miss * (1 + multiplied)
        products[width] -= factor * trend.first
        for row in trend.line.indices where trend.line[row] != 0 {
            let own = factor * trend.second * trend.line[row]
            for column in 0...row { products[row * width + column] += own * trend.line[column] }
        }
    }

    /// The slopes of the line below the trend by the trend's parameters, and the first and the
    /// second derivative of the trend by that line.
    private func trendSlopes(
        _ parameters: ProphetParameters, at index: Int
    ) -> (line: [Double], first: Double, second: Double) {
        let (time, flat) = (problem.times[index], parameters.flat)
        var line = [Double](repeating: 0, count: 2 + bends)
        switch problem.growth {
        case .flat: line[1] = 1
        case .linear: (line[0], line[1]) = (time, 1)
        case .logistic: (line[0], line[1]) = (time - flat[1], -flat[0])
        }
        if problem.growth != .flat {
            for (bend, place) in problem.changepoints.enumerated() where time > place {
                line[2 + bend] = time - place
            }
        }
        guard problem.growth == .logistic else { return (line, 1, 0) }
        let capacity = problem.capacity
        let trend = ProphetParameters.trend(
            parameters.line(at: time, problem.changepoints, .logistic), capacity: capacity,
            .logistic)
        let first = trend * (1 - trend / capacity)
        return (line, first, first * (1 - 2 * trend / capacity))
    }
}
