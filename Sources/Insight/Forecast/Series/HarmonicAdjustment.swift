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

    init(_ values: [Double], waves: [Wave], penalty: Double = 1) {
        self.waves = waves
        let knots = min(max(values.count / 60, 3), 12)
        let terms = waves.reduce(0) { $0 + 2 * $1.order }
        let width = 2 + knots + terms
        let scale = 1 / Double(max(values.count - 1, 1))
        var equations = NormalEquations(width: width)
        var row = [Double](repeating: 0, count: width)
        let centre = values.reduce(0, +) / Double(max(values.count, 1))
        for (step, value) in values.enumerated() {
            let time = Double(step) * scale
            row[0] = 1
            row[1] = time
            for knot in 0..<knots {
                row[2 + knot] = max(0, time - Double(knot + 1) / Double(knots + 1))
            }
            fill(&row, from: 2 + knots, step: step)
            equations.add(row, value - centre)
        }
        var penalties = [1e-9, 1e-6] + [Double](repeating: 0.05, count: knots)
        for wave in waves {
            for order in 1...max(wave.order, 1) where order <= wave.order {
                let size = penalty * Double(order) / Double(wave.order)
                penalties += [size, size]
            }
        }
        coefficients = Array(equations.solved(penalties: penalties)[(2 + knots)...])
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
