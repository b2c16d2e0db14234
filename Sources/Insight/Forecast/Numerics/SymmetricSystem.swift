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
        let (values, vectors) = eigen()
        var solution = [Double](repeating: 0, count: width)
        for index in 0..<width {
            var share = 0.0
            for row in 0..<width { share += vectors[row * width + index] * side[row] }
            share /= values[index].magnitude
            for row in 0..<width { solution[row] += share * vectors[row * width + index] }
        }
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

    /// Eigenvalues, and eigenvectors as columns, by Jacobi's rotations (G. Golub and C. Van Loan,
    /// "Matrix Computations", 8.5).
    func eigen() -> (values: [Double], vectors: [Double]) {
        var matrix = matrix
        var vectors = [Double](repeating: 0, count: width * width)
        for index in 0..<width { vectors[index * width + index] = 1 }
        let whole = matrix.reduce(0) { $0 + $1 * $1 }
        for _ in 0..<Self.mostSweeps {
            var off = 0.0
            for row in 0..<width {
                for entry in matrix[(row * width)..<(row * width + row)] { off += entry * entry }
            }
            guard off > 1e-30 * whole else { break }
            for first in 0..<width {
                for second in (first + 1)..<max(width, first + 1) {
                    rotate(&matrix, &vectors, first, second)
                }
            }
        }
        return ((0..<width).map { matrix[$0 * width + $0] }, vectors)
    }

    private static let mostSweeps = 40

    /// Makes one entry beside the diagonal zero.
    private func rotate(
        _ matrix: inout [Double], _ vectors: inout [Double], _ first: Int, _ second: Int
    ) {
        let entry = matrix[first * width + second]
        guard entry != 0 else { return }
        let ratio = (matrix[second * width + second] - matrix[first * width + first]) / (2 * entry)
        let size = 1 / (ratio.magnitude + (1 + ratio * ratio).squareRoot())
        let tangent = ratio < 0 ? -size : size
        let cosine = 1 / (1 + tangent * tangent).squareRoot()
        let sine = tangent * cosine
        matrix.withUnsafeMutableBufferPointer { matrix in
            for index in 0..<width {
                let (one, other) = (matrix[index * width + first], matrix[index * width + second])
                matrix[index * width + first] = cosine * one - sine * other
                matrix[index * width + second] = sine * one + cosine * other
            }
            for index in 0..<width {
                let (one, other) = (matrix[first * width + index], matrix[second * width + index])
                matrix[first * width + index] = cosine * one - sine * other
                matrix[second * width + index] = sine * one + cosine * other
            }
        }
        vectors.withUnsafeMutableBufferPointer { vectors in
            for index in 0..<width {
                let (one, other) = (vectors[index * width + first], vectors[index * width + second])
                vectors[index * width + first] = cosine * one - sine * other
                vectors[index * width + second] = sine * one + cosine * other
            }
        }
    }
}
