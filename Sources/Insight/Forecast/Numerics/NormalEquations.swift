/// Ridge regression by the normal equations, gathered row by row and solved by Cholesky's
/// factorisation: sums over i of w·(y − x·b)² plus penalty·b², least in b.
struct NormalEquations {
    let width: Int
    /// The lower triangle of XᵀX, row after row of full width.
    private var matrix: [Double]
    private var target: [Double]

    init(width: Int) {
        self.width = width
        matrix = [Double](repeating: 0, count: width * width)
        target = [Double](repeating: 0, count: width)
    }

    mutating func add(_ row: [Double], _ value: Double, weight: Double = 1) {
        matrix.withUnsafeMutableBufferPointer { matrix in
            row.withUnsafeBufferPointer { row in
                for first in 0..<width where row[first] != 0 {
                    let scaled = weight * row[first]
                    target[first] += scaled * value
                    let start = first * width
                    let sums = UnsafeMutableBufferPointer(
                        rebasing: matrix[start...(start + first)])
                    for second in sums.indices { sums[second] += scaled * row[second] }
                }
            }
        }
    }

    /// The sum of squares of each column.
    var diagonal: [Double] { (0..<width).map { matrix[$0 * width + $0] } }

    /// The sums of products times a vector, and the right-hand side.
    func product(_ vector: [Double]) -> (product: [Double], target: [Double]) {
        var result = [Double](repeating: 0, count: width)
        matrix.withUnsafeBufferPointer { matrix in
            vector.withUnsafeBufferPointer { vector in
                result.withUnsafeMutableBufferPointer { result in
                    for row in 0..<width {
                        let start = row * width
                        let entries = UnsafeBufferPointer(rebasing: matrix[start..<(start + row)])
                        let factor = vector[row]
                        var sum = 0.0
                        for column in entries.indices { sum += entries[column] * vector[column] }
                        for column in entries.indices {
                            result[column] += entries[column] * factor
                        }
                        result[row] += sum + matrix[start + row] * factor
                    }
                }
            }
        }
        return (result, target)
    }

    /// One penalty for each coefficient. Directions that the rows do not settle come out as 0.
    ///
    /// - Parameter pulls: added to the right-hand side; where a penalty is to draw towards
    ///   another value than 0, penalty times that value.
    func solved(penalties: [Double], pulls: [Double] = []) -> [Double] {
        var lower = matrix
        for index in 0..<width { lower[index * width + index] += penalties[index] }
        for column in 0..<width {
            var pivot = lower[column * width + column]
            for inner in 0..<column {
                pivot -= lower[column * width + inner] * lower[column * width + inner]
            }
            let root = pivot > 1e-12 ? pivot.squareRoot() : 0
            lower[column * width + column] = root
            for row in (column + 1)..<max(width, column + 1) {
                var sum = lower[row * width + column]
                for inner in 0..<column {
                    sum -= lower[row * width + inner] * lower[column * width + inner]
                }
                lower[row * width + column] = root > 0 ? sum / root : 0
            }
        }
        var solution = target
        for (index, pull) in pulls.enumerated() { solution[index] += pull }
        for row in 0..<width {
            for inner in 0..<row { solution[row] -= lower[row * width + inner] * solution[inner] }
            let pivot = lower[row * width + row]
            solution[row] = pivot > 0 ? solution[row] / pivot : 0
        }
        for row in stride(from: width - 1, through: 0, by: -1) {
            for inner in (row + 1)..<max(width, row + 1) {
                solution[row] -= lower[inner * width + row] * solution[inner]
            }
            let pivot = lower[row * width + row]
            solution[row] = pivot > 0 ? solution[row] / pivot : 0
        }
        return solution
    }
}
