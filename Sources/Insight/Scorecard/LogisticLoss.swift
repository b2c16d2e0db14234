/// What a ridge logistic regression makes least, Σ log-loss + ridge/2 · Σ slope², on one table.
struct LogisticLoss {
    /// One row behind another, `width` numbers each.
    let rows: [Double]
    let width: Int
    let outcomes: [Bool]
    let ridge: Double

    /// The coefficients: the intercept, then the slopes.
    var size: Int { width + 1 }

    func value(_ beta: [Double]) -> Double {
        var sum = 0.0
        for (row, logOdds) in logOdds(beta).enumerated() {
            let tail = Elementary.log(1 + Elementary.exp(-logOdds.magnitude))
            sum += max(logOdds, 0) + tail - (outcomes[row] ? logOdds : 0)
        }
        return sum + ridge / 2 * beta.dropFirst().reduce(0) { $0 + $1 * $1 }
    }

    /// By row.
    func logOdds(_ beta: [Double]) -> [Double] {
        rows.withUnsafeBufferPointer { rows in
            outcomes.indices.map { row in
                var value = beta[0]
                for column in 0..<width { value += beta[column + 1] * rows[row * width + column] }
                return value
            }
        }
    }

    /// The gradient, and the matrix of second derivatives: symmetric, row after row.
    func derivatives(_ beta: [Double]) -> (slope: [Double], information: [Double]) {
        let size = size
        var slope = beta.map { $0 * ridge }
        slope[0] = 0
        var information = [Double](repeating: 0, count: size * size)
        for place in 1..<size { information[place * size + place] = ridge }
        let values = logOdds(beta)
        // Rows that are missing from the last block weigh nothing.
        var block = [Double](repeating: 0, count: Self.blockRows * size)
        for first in stride(from: 0, to: outcomes.count, by: Self.blockRows) {
            var weights = SIMD4<Double>.zero
            for place in 0..<min(Self.blockRows, outcomes.count - first) {
                let row = first + place
                let probability = 1 / (1 + Elementary.exp(-values[row]))
                let rest = probability - (outcomes[row] ? 1 : 0)
                weights[place] = probability * (1 - probability)
                block[place * size] = 1
                slope[0] += rest
                for column in 0..<width {
                    let value = rows[row * width + column]
                    block[place * size + column + 1] = value
                    slope[column + 1] += rest * value
                }
            }
            Self.add(block, weights, to: &information, size: size)
        }
        for first in 0..<size {
            for second in 0..<first {
                information[second * size + first] = information[first * size + second]
            }
        }
        return (slope, information)
    }

    private static let blockRows = 4

    /// Four rows at once: the matrix is read and written once for all of them.
    private static func add(
        _ block: [Double], _ weights: SIMD4<Double>, to information: inout [Double], size: Int
    ) {
        block.withUnsafeBufferPointer { block in
            information.withUnsafeMutableBufferPointer { information in
                for first in 0..<size {
                    let start = first * size
                    let one = weights[0] * block[first]
                    let two = weights[1] * block[size + first]
                    let three = weights[2] * block[2 * size + first]
                    let four = weights[3] * block[3 * size + first]
                    for second in 0...first {
                        information[start + second] +=
                            one * block[second] + two * block[size + second]
                            + three * block[2 * size + second] + four * block[3 * size + second]
                    }
                }
            }
        }
    }
}
