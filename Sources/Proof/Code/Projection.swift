/// A projective map of the plane, such as that from the modules of a code to the pixels of its
/// picture.
struct Projection {
    /// The map's matrix by rows, its ninth entry 1, between coordinates around zero.
    private var matrix: [Double]
    private let source: Frame
    private let target: Frame

    /// The map that takes each `from` nearest to its `to`, at least four of them; `nil` when they
    /// leave it open.
    init?(from: [PicturePoint], to: [PicturePoint]) {
        guard from.count == to.count, from.count >= 4 else { return nil }
        source = Frame(from)
        target = Frame(to)
        // Normal equations of the eight unknowns, with the right side as ninth column.
        var equations = [[Double]](repeating: Array(repeating: 0, count: 9), count: 8)
        for index in from.indices {
            let (p, q) = (source.inside(from[index]), target.inside(to[index]))
            Self.add([p.x, p.y, 1, 0, 0, 0, -p.x * q.x, -p.y * q.x, q.x], to: &equations)
            Self.add([0, 0, 0, p.x, p.y, 1, -p.x * q.y, -p.y * q.y, q.y], to: &equations)
        }
        guard let solution = Self.solve(&equations) else { return nil }
        matrix = solution
    }

    func point(_ x: Double, _ y: Double) -> PicturePoint {
        let p = source.inside(PicturePoint(x, y))
        let depth = 1 / (matrix[6] * p.x + matrix[7] * p.y + 1)
        return target.outside(
            PicturePoint(
                (matrix[0] * p.x + matrix[1] * p.y + matrix[2]) * depth,
                (matrix[3] * p.x + matrix[4] * p.y + matrix[5]) * depth))
    }

    private static func add(_ row: [Double], to equations: inout [[Double]]) {
        for i in 0..<8 where row[i] != 0 {
            for j in 0..<9 { equations[i][j] += row[i] * row[j] }
        }
    }

    /// By elimination with the largest pivot.
    private static func solve(_ equations: inout [[Double]]) -> [Double]? {
        for column in 0..<8 {
            var pivot = column
            for row in column..<8
            where equations[row][column].magnitude > equations[pivot][column].magnitude {
                pivot = row
            }
            guard equations[pivot][column].magnitude > 1e-12 else { return nil }
            equations.swapAt(column, pivot)
            for row in 0..<8 where row != column {
                let factor = equations[row][column] / equations[column][column]
                if factor == 0 { continue }
                for entry in column..<9 {
                    equations[row][entry] -= factor * equations[column][entry]
                }
            }
        }
        return (0..<8).map { equations[$0][8] / equations[$0][$0] }
    }

    /// Coordinates in which points lie around zero at a distance of about one.
    private struct Frame {
        private let centre: PicturePoint
        private let scale: Double

        init(_ points: [PicturePoint]) {
            let sum = points.reduce(PicturePoint(0, 0)) { $0 + $1 }
            let middle = sum * (1 / Double(points.count))
            let spread = points.reduce(0.0) { $0 + ($1 - middle).length } / Double(points.count)
            centre = middle
            scale = spread > 0 ? spread : 1
        }

        func inside(_ point: PicturePoint) -> PicturePoint {
            (point - centre) * (1 / scale)
        }

        func outside(_ point: PicturePoint) -> PicturePoint {
            point * scale + centre
        }
    }
}
