/// The lower triangle L of a symmetric positive definite matrix L·Lᵀ. All loops run along rows, as
/// the numbers lie in memory.
struct CholeskyFactor {
    private let size: Int
    private var lower: [Double]

    /// Nil when the matrix is not positive definite in double precision.
    init?(_ matrix: [Double], size: Int) {
        self.size = size
        lower = [Double](repeating: 0, count: size * size)
        for row in 0..<size {
            for column in 0...row {
                let sum = matrix[row * size + column]
                    - Self.product(lower, row * size, column * size, column)
                if row == column {
                    guard sum > matrix[row * size + row] * 1e-13 else { return nil }
                    lower[row * size + row] = sum.squareRoot()
                } else {
                    lower[row * size + column] = sum / lower[column * size + column]
                }
            }
        }
    }

    /// Of two stretches of one list.
    private static func product(
        _ values: [Double], _ first: Int, _ second: Int, _ count: Int
    ) -> Double {
        values.withUnsafeBufferPointer { values in
            var sums = SIMD4<Double>.zero
            let whole = count / 4 * 4
            for place in stride(from: 0, to: whole, by: 4) {
                let (left, right) = (first + place, second + place)
                sums[0] += values[left] * values[right]
                sums[1] += values[left + 1] * values[right + 1]
                sums[2] += values[left + 2] * values[right + 2]
                sums[3] += values[left + 3] * values[right + 3]
            }
            for place in whole..<count { sums[0] += values[first + place] * values[second + place] }
            return sums.sum()
        }
    }

    func solve(_ right: [Double]) -> [Double] {
        var values = right
        for row in 0..<size {
            for place in 0..<row { values[row] -= lower[row * size + place] * values[place] }
            values[row] /= lower[row * size + row]
        }
        for row in (0..<size).reversed() {
            values[row] /= lower[row * size + row]
            for place in 0..<row { values[place] -= lower[row * size + place] * values[row] }
        }
        return values
    }

    /// (L⁻¹)ᵀ·L⁻¹.
    func inverse() -> [Double] {
        var own = [Double](repeating: 0, count: size * size)
        var inverse = own
        own.withUnsafeMutableBufferPointer { own in
            inverse.withUnsafeMutableBufferPointer { inverse in
                invert(into: own)
                for row in 0..<size {
                    for first in 0...row {
                        let factor = own[row * size + first]
                        for second in 0...first {
                            inverse[first * size + second] += factor * own[row * size + second]
                        }
                    }
                }
                for first in 0..<size {
                    for second in 0..<first {
                        inverse[second * size + first] = inverse[first * size + second]
                    }
                }
            }
        }
        return inverse
    }

    /// L⁻¹ into zeros.
    private func invert(into own: UnsafeMutableBufferPointer<Double>) {
        for row in 0..<size {
            for before in 0..<row {
                let factor = lower[row * size + before]
                for place in 0...before {
                    own[row * size + place] -= factor * own[before * size + place]
                }
            }
            let scale = 1 / lower[row * size + row]
            for place in 0..<row { own[row * size + place] *= scale }
            own[row * size + row] = scale
        }
    }
}
