/// A square system of equations whose matrix is symmetric.
struct SymmetricSystem {
    private let width: Int
    private let matrix: [Double]

    /// - Parameter matrix: row after row.
    init(_ matrix: [Double], width: Int) {
        self.matrix = matrix
        self.width = width
    }

    /// The right-hand side solved as if every eigenvalue were its own size, so that the solution
    /// never points against it; nil where that is not finite.
    func solvedUpwards(_ side: [Double]) -> [Double]? {
        if let solution = factored(side) { return solution }
        let solution = EigenSystem(matrix, width: width)?.solvedUpwards(side) ?? []
        guard solution.count == width else { return nil }
        return solution.allSatisfy { $0.isFinite } ? solution : nil
    }

    /// By Cholesky's factorisation; nil where an eigenvalue is not positive.
    private func factored(_ side: [Double]) -> [Double]? {
        var lower = matrix
        var solution = side
        for row in 0..<width {
            for column in 0...row {
                var sum = matrix[row * width + column]
                for inner in 0..<column {
                    sum -= lower[row * width + inner] * lower[column * width + inner]
                }
                if column < row {
                    lower[row * width + column] = sum / lower[column * width + column]
                } else {
                    guard sum > 1e-14 * matrix[row * width + row].magnitude else { return nil }
                    lower[row * width + row] = sum.squareRoot()
                }
            }
            for inner in 0..<row { solution[row] -= lower[row * width + inner] * solution[inner] }
            solution[row] /= lower[row * width + row]
        }
        for row in stride(from: width - 1, through: 0, by: -1) {
            for inner in (row + 1)..<max(width, row + 1) {
                solution[row] -= lower[inner * width + row] * solution[inner]
            }
            solution[row] /= lower[row * width + row]
        }
        return solution.allSatisfy { $0.isFinite } ? solution : nil
    }
}
