/// The grey of each module of a code as a picture shows it.
struct ModuleSamples {
    private let dimension: Int
    /// Row by row; dark modules of an inverted code are the light ones of the picture.
    private let values: [Double]

    init(_ picture: GreyPicture, mesh: ModuleMesh, dimension: Int, isInverted: Bool) {
        self.dimension = dimension
        let middle = Double(dimension) / 2
        let side = (mesh.point(middle + 1, middle) - mesh.point(middle, middle)).length
        // Of large modules the mean of five places has less noise; in small ones it would blur.
        let isLarge = side > 3
        var values: [Double] = []
        values.reserveCapacity(dimension * dimension)
        for row in 0..<dimension {
            for column in 0..<dimension {
                let (x, y) = (Double(column) + 0.5, Double(row) + 0.5)
                let cell = mesh.cell(x, y)
                var value = picture.value(at: cell.point(x, y))
                if isLarge {
                    value += picture.value(at: cell.point(x - 0.22, y))
                    value += picture.value(at: cell.point(x + 0.22, y))
                    value += picture.value(at: cell.point(x, y - 0.22))
                    value += picture.value(at: cell.point(x, y + 0.22))
                    value /= 5
                }
                values.append(isInverted ? 255 - value : value)
            }
        }
        self.values = values
    }

    /// Dark is what is darker than the mean of the modules around it. `sharpening` takes back what
    /// a blurred picture has spread from each module over its neighbours.
    func grid(sharpening: Double) -> ModuleGrid? {
        let sharp = sharpening > 0 ? sharpened(sharpening) : values
        let means = means(of: sharp, reach: 6)
        let modules = sharp.indices.map { sharp[$0] < means[$0] }
        return ModuleGrid(dimension: dimension, modules: modules)
    }

    private func sharpened(_ strength: Double) -> [Double] {
        var result = values
        let last = dimension - 1
        for row in 0..<dimension {
            for column in 0..<dimension {
                let at = row * dimension + column
                // Beyond the edge lies the quiet zone, as light as the lightest beside it.
                let around =
                    (row > 0 ? values[at - dimension] : 255)
                    + (row < last ? values[at + dimension] : 255)
                    + (column > 0 ? values[at - 1] : 255) + (column < last ? values[at + 1] : 255)
                result[at] = values[at] + strength * (values[at] - around / 4)
            }
        }
        return result
    }

    /// Over squares that reach so many modules to each side.
    private func means(of values: [Double], reach: Int) -> [Double] {
        let width = dimension + 1
        var sums = [Double](repeating: 0, count: width * width)
        for row in 0..<dimension {
            var line = 0.0
            for column in 0..<dimension {
                line += values[row * dimension + column]
                sums[(row + 1) * width + column + 1] = sums[row * width + column + 1] + line
            }
        }
        var means = values
        for row in 0..<dimension {
            let (top, bottom) = (max(row - reach, 0), min(row + reach + 1, dimension))
            for column in 0..<dimension {
                let (left, right) = (max(column - reach, 0), min(column + reach + 1, dimension))
                let sum =
                    sums[bottom * width + right] - sums[top * width + right]
                    - sums[bottom * width + left] + sums[top * width + left]
                means[row * dimension + column] = sum / Double((bottom - top) * (right - left))
            }
        }
        return means
    }
}
