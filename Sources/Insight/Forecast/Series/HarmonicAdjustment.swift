/// Several seasons at once, each as a sum of sines and cosines, estimated by ridge regression
/// beside a trend that may bend, so that neither takes the other for its own.
struct HarmonicAdjustment {
    /// A season's length in steps, and how many waves describe it.
    struct Wave: Sendable, Hashable {
        var length: Double
        var order: Int
    }

    let waves: [Wave]
    private var coefficients: [Double] = []

    /// - Parameter rounds: 0 for least squares; after some ten more, in which each value weighs one
    ///   over what it missed before, the waves are those of least absolute deviations
    ///   (E. Schlossmacher, 1973), which a few large values hardly move.
    init(_ values: [Double], waves: [Wave], penalty: Double = 1, rounds: Int = 0) {
        self.waves = waves
        let knots = min(max(values.count / 60, 3), 12)
        var penalties = [1e-9, 1e-6] + [Double](repeating: 0.05, count: knots)
        for wave in waves {
            for order in 1...max(wave.order, 1) where order <= wave.order {
                let size = penalty * Double(order) / Double(wave.order)
                penalties += [size, size]
            }
        }
        let centre = values.reduce(0, +) / Double(max(values.count, 1))
        let away = values.map { $0 - centre }
        var solution = solution(away, [], penalties, knots: knots)
        for _ in 0..<rounds {
            let misses = misses(away, solution, knots: knots)
            let usual = misses.sorted()[misses.count / 2]
            guard usual > 0 else { break }
            // Below half of the usual miss all weigh the same, or one would be met exactly.
            let weights = misses.map { usual / max($0, usual / 2) }
            let mean = weights.reduce(0, +) / Double(weights.count)
            solution = self.solution(away, weights, penalties.map { $0 * mean }, knots: knots)
        }
        coefficients = Array(solution[(2 + knots)...])
    }

    /// Ridge regression on a bending trend and the waves; no weights where all weigh 1.
    private func solution(
        _ values: [Double], _ weights: [Double], _ penalties: [Double], knots: Int
    ) -> [Double] {
        var equations = NormalEquations(width: penalties.count)
        var row = [Double](repeating: 0, count: penalties.count)
        for (step, value) in values.enumerated() {
            fill(&row, knots: knots, step: step, of: values.count)
            equations.add(row, value, weight: weights.isEmpty ? 1 : weights[step])
        }
        return equations.solved(penalties: penalties)
    }

    private func misses(_ values: [Double], _ solution: [Double], knots: Int) -> [Double] {
        var row = [Double](repeating: 0, count: solution.count)
        return values.indices.map { step in
            fill(&row, knots: knots, step: step, of: values.count)
            return (values[step] - zip(row, solution).reduce(0) { $0 + $1.0 * $1.1 }).magnitude
        }
    }

    /// Level, slope, a bend at each knot, and the waves.
    private func fill(_ row: inout [Double], knots: Int, step: Int, of count: Int) {
        let time = Double(step) * (1 / Double(max(count - 1, 1)))
        row[0] = 1
        row[1] = time
        for knot in 0..<knots {
            row[2 + knot] = max(0, time - Double(knot + 1) / Double(knots + 1))
        }
        fill(&row, from: 2 + knots, step: step)
    }

    /// The seasons' sum at a step counted from the series' first.
    func value(at step: Int) -> Double {
        var row = [Double](repeating: 0, count: coefficients.count)
        fill(&row, from: 0, step: step)
        var sum = 0.0
        for index in row.indices { sum += row[index] * coefficients[index] }
        return sum
    }

    private func fill(_ row: inout [Double], from start: Int, step: Int) {
        var column = start
        for wave in waves {
            let turn = 2 * Elementary.pi * Double(step) / wave.length
            let first = Elementary.sineAndCosine(turn)
            var (sine, cosine) = (first.sine, first.cosine)
            for _ in 0..<wave.order {
                row[column] = sine
                row[column + 1] = cosine
                column += 2
                (sine, cosine) = (
                    sine * first.cosine + cosine * first.sine,
                    cosine * first.cosine - sine * first.sine
                )
            }
        }
    }
}
