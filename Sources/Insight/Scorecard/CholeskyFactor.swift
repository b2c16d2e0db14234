/// The lower triangle L of a symmetric positive definite matrix L·Lᵀ.
struct CholeskyFactor {
    private let size: Int
    private var lower: [Double]

    /// Nil when the matrix is not positive definite in double precision.
    init?(_ matrix: [Double], size: Int) {
        self.size = size
        lower = [Double](repeating: 0, count: size * size)
        for row in 0..<size {
            for column in 0...row {
                var sum = matrix[row * size + column]
                for place in 0..<column {
                    sum -= lower[row * size + place] * lower[column * size + place]
                }
                if row == column {
                    guard sum > matrix[row * size + row] * 1e-13 else { return nil }
                    lower[row * size + row] = sum.squareRoot()
                } else {
                    lower[row * size + column] = sum / lower[column * size + column]
                }
            }
        }
    }

    func solve(_ right: [Double]) -> [Double] {
        var values = right
        for row in 0..<size {
            for place in 0..<row { values[row] -= lower[row * size + place] * values[place] }
            values[row] /= lower[row * size + row]
        }
        for row in (0..<size).reversed() {
            for place in row + 1..<max(size, row + 1) {
                values[row] -= lower[place * size + row] * values[place]
            }
            values[row] /= lower[row * size + row]
        }
        return values
    }

    func inverse() -> [Double] {
        var inverse = [Double](repeating: 0, count: size * size)
        for column in 0..<size {
            var unit = [Double](repeating: 0, count: size)
            unit[column] = 1
            for (row, value) in solve(unit).enumerated() { inverse[row * size + column] = value }
        }
        return inverse
    }
}
