/// The network that finds lines of print: convolutions at half of a page's pixels, joined by some
/// that see a wider piece of it. `models/line-finder/network.py` trains it and is changed together
/// with this.
public struct LineFinderNetwork: Sendable {
    /// Height of capitals, in pixels, for which it was trained.
    public static let letterHeight = 8.0
    /// From top to bottom of a line whose capitals have that height.
    static let typicalLine = 10.5
    /// Pixels of the page to a side of a place.
    static let place = 2
    /// Rows and columns of a page are filled up to a multiple of this.
    private static let block = 8
    /// Pixels that the outputs "up" and "down" count as one.
    private static let reach: Float = 8

    private static let shapes: [(inputs: Int, outputs: Int, row: Int, column: Int)] = [
        (1, 12, 2, 2), (12, 16, 1, 1), (16, 24, 2, 2), (24, 32, 1, 1), (32, 32, 1, 2),
        (32, 32, 1, 1), (32, 32, 1, 1), (32, 16, 1, 1), (16, 16, 1, 1),
    ]
    /// After so many convolutions the fine plane is kept, after so many it comes back.
    private static let fine = 2
    private static let widened = 8

    private let convolutions: [Convolution]
    private let places: PackedWeights

    public init(
        _ weights: Safetensors, product: MatrixProduct? = nil
    ) throws(SafetensorsError) {
        var convolutions: [Convolution] = []
        for (index, shape) in Self.shapes.enumerated() {
            convolutions.append(
                Convolution(
                    try weights.tensor(
                        "convolution.\(index).weight", shape: [shape.outputs, shape.inputs, 3, 3]),
                    bias: try weights.tensor("convolution.\(index).bias", shape: [shape.outputs]),
                    inputs: shape.inputs, rowStep: shape.row, columnStep: shape.column,
                    product: product))
        }
        self.convolutions = convolutions
        places = PackedWeights(
            try weights.tensor("places.weight", shape: [3, 16]),
            bias: try weights.tensor("places.bias", shape: [3]), inputs: 16,
            product: product)
    }

    /// `ink`: rows of `width` pixels, 0 for paper and 255 for the blackest ink.
    func places(ink: [UInt8], width: Int, height: Int) -> LinePlaces {
        var result = LinePlaces(rows: (height + 1) / 2, columns: (width + 1) / 2)
        guard width > 0, height > 0, ink.count == width * height else {
            return LinePlaces(rows: 0, columns: 0)
        }
        var plane = Plane(
            height: Self.filled(height), width: Self.filled(width), channels: 1)
        for row in 0..<height {
            let start = plane.start(row, 0)
            for column in 0..<width {
                plane.numbers[start + column] = Float(ink[row * width + column]) / 255
            }
        }
        var kept: Plane?
        for (index, convolution) in convolutions.enumerated() {
            plane = convolution.applied(to: plane)
            if index + 1 == Self.fine { kept = plane }
            if index + 1 == Self.widened, var fine = kept {
                fine.add(widened: plane)
                plane = fine
            }
        }
        var row = [Float](repeating: 0, count: plane.width * 3)
        for index in 0..<result.rows {
            Self.product(plane, row: index, places, into: &row)
            for column in 0..<result.columns {
                result.middle[index * result.columns + column] = row[column * 3]
                result.up[index * result.columns + column] = row[column * 3 + 1] * Self.reach
                result.down[index * result.columns + column] = row[column * 3 + 2] * Self.reach
            }
        }
        return result
    }

    private static func filled(_ side: Int) -> Int { (side + block - 1) / block * block }

    private static func product(
        _ plane: Plane, row: Int, _ weights: PackedWeights, into result: inout [Float]
    ) {
        let start = plane.start(row, 0)
        plane.numbers.withUnsafeBufferPointer { source in
            result.withUnsafeMutableBufferPointer { target in
                guard let from = source.baseAddress, let to = target.baseAddress else { return }
                weights.multiply(
                    from + start, rows: plane.width, rowStride: plane.channels, into: to,
                    resultStride: 3)
            }
        }
    }
}

/// What the network says of every 2 by 2 pixels of a page.
struct LinePlaces {
    let rows: Int
    let columns: Int
    /// Above zero where the middle of a line runs.
    var middle: [Float]
    /// Pixels from the place to the upper and the lower edge of its line.
    var up: [Float]
    var down: [Float]

    init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        middle = [Float](repeating: -1, count: rows * columns)
        up = [Float](repeating: 0, count: rows * columns)
        down = [Float](repeating: 0, count: rows * columns)
    }
}

extension Plane {
    /// Adds a plane of half the height and a quarter of the width, each of its places on eight.
    mutating func add(widened other: Plane) {
        for row in 0..<height {
            for column in 0..<width {
                let target = start(row, column)
                let source = other.start(row / 2, column / 4)
                for channel in 0..<channels {
                    numbers[target + channel] += other.numbers[source + channel]
                }
            }
        }
    }
}
