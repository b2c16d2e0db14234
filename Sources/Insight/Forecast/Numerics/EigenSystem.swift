/// The eigenvalues of a symmetric matrix, with what turns a vector into the eigenvectors'
/// coordinates and back: Householder's reflections to three diagonals, then implicit QL steps with
/// Wilkinson's shift (G. Golub and C. Van Loan, "Matrix Computations", 8.3). No eigenvector is
/// written down, since turning one vector is all that solving takes.
struct EigenSystem {
    /// In the order in which they were found.
    private(set) var values: [Double]
    /// The entries beside the diagonal while there are any.
    private var beside: [Double]
    private var reflections: [Reflection] = []
    private var rotations: [Rotation] = []

    /// `x - factor (v x) v` on the places from `first` on.
    fileprivate struct Reflection {
        var first: Int
        var vector: [Double]
        var factor: Double
    }

    private struct Rotation {
        var place: Int
        var cosine: Double
        var sine: Double
    }

    private static let mostSteps = 60

    /// Nil where an entry is not finite, or the steps come to no end.
    ///
    /// - Parameter matrix: row after row.
    init?(_ matrix: [Double], width: Int) {
        guard matrix.allSatisfy({ $0.isFinite }) else { return nil }
        values = [Double](repeating: 0, count: width)
        beside = values
        reflect(matrix, width)
        for place in 0..<width {
            guard settle(place) else { return nil }
        }
    }

    /// The right-hand side solved as if every eigenvalue were its own size.
    func solvedUpwards(_ side: [Double]) -> [Double] {
        var turned = side
        for reflection in reflections { reflection.turn(&turned) }
        for one in rotations {
            let (low, high) = (turned[one.place], turned[one.place + 1])
            turned[one.place] = one.cosine * low - one.sine * high
            turned[one.place + 1] = one.sine * low + one.cosine * high
        }
        for index in turned.indices { turned[index] /= values[index].magnitude }
        for one in rotations.reversed() {
            let (low, high) = (turned[one.place], turned[one.place + 1])
            turned[one.place] = one.cosine * low + one.sine * high
            turned[one.place + 1] = one.cosine * high - one.sine * low
        }
        for reflection in reflections.reversed() { reflection.turn(&turned) }
        return turned
    }

    /// Leaves three diagonals, column after column.
    private mutating func reflect(_ full: [Double], _ width: Int) {
        var matrix = full
        for column in 0..<width {
            values[column] = matrix[column * width + column]
            guard column + 1 < width else { break }
            let first = column + 1
            var vector = (first..<width).map { matrix[$0 * width + column] }
            let size = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard vector.dropFirst().contains(where: { $0 != 0 }), size > 0 else {
                beside[column] = vector[0]
                continue
            }
            let left = vector[0] > 0 ? -size : size
            beside[column] = left
            vector[0] -= left
            let factor = 1 / (size * (size + (vector[0] + left).magnitude))
            reflections.append(Reflection(first: first, vector: vector, factor: factor))
            Self.reflect(&matrix, vector, factor, from: first, width)
        }
    }

    /// Both sides of the part of the matrix from a place on.
    private static func reflect(
        _ matrix: inout [Double], _ vector: [Double], _ factor: Double, from first: Int,
        _ width: Int
    ) {
        let count = vector.count
        var product = [Double](repeating: 0, count: count)
        matrix.withUnsafeMutableBufferPointer { matrix in
            vector.withUnsafeBufferPointer { vector in
                product.withUnsafeMutableBufferPointer { product in
                    for row in 0..<count {
                        let start = (first + row) * width + first
                        let entries = UnsafeMutableBufferPointer(
                            rebasing: matrix[start..<(start + count)])
                        let scaled = factor * vector[row]
                        for index in 0..<count { product[index] += scaled * entries[index] }
                    }
                    var share = 0.0
                    for index in 0..<count { share += product[index] * vector[index] }
                    share *= factor / 2
                    for index in 0..<count { product[index] -= share * vector[index] }
                    for row in 0..<count {
                        let start = (first + row) * width + first
                        let entries = UnsafeMutableBufferPointer(
                            rebasing: matrix[start..<(start + count)])
                        let (own, other) = (vector[row], product[row])
                        for index in 0..<count {
                            entries[index] -= own * product[index] + other * vector[index]
                        }
                    }
                }
            }
        }
    }

    /// QL steps until the entry beside this place is nothing; false where it stays.
    private mutating func settle(_ place: Int) -> Bool {
        for _ in 0..<Self.mostSteps {
            var end = place
            while end + 1 < values.count {
                let size = values[end].magnitude + values[end + 1].magnitude
                if size + beside[end].magnitude == size { break }
                end += 1
            }
            if end == place { return true }
            step(from: place, to: end)
        }
        return false
    }

    private mutating func step(from place: Int, to end: Int) {
        let ratio = (values[place + 1] - values[place]) / (2 * beside[place])
        let root = (ratio * ratio + 1).squareRoot()
        let shift = beside[place] / (ratio + (ratio < 0 ? -root : root))
        var bulge = values[end] - values[place] + shift
        var (cosine, sine, taken) = (1.0, 1.0, 0.0)
        for index in stride(from: end - 1, through: place, by: -1) {
            let (off, kept) = (sine * beside[index], cosine * beside[index])
            let size = (off * off + bulge * bulge).squareRoot()
            beside[index + 1] = size
            guard size > 0 else {
                // The matrix falls apart here: the next step goes on with a part.
                values[index + 1] -= taken
                beside[end] = 0
                return
            }
            (sine, cosine) = (off / size, bulge / size)
            bulge = values[index + 1] - taken
            let turned = (values[index] - bulge) * sine + 2 * cosine * kept
            taken = sine * turned
            values[index + 1] = bulge + taken
            bulge = cosine * turned - kept
            rotations.append(Rotation(place: index, cosine: cosine, sine: sine))
        }
        values[place] -= taken
        beside[place] = bulge
        beside[end] = 0
    }
}

extension EigenSystem.Reflection {
    fileprivate func turn(_ side: inout [Double]) {
        var share = 0.0
        for (index, own) in vector.enumerated() { share += own * side[first + index] }
        share *= factor
        for (index, own) in vector.enumerated() { side[first + index] -= share * own }
    }
}
