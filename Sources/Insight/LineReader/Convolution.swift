/// Numbers over a plane: rows, columns, channels; the channels of a place lie together, and a rim
/// of zeros one place wide surrounds it.
struct Plane {
    let height: Int
    let width: Int
    let channels: Int
    var numbers: [Float]

    init(height: Int, width: Int, channels: Int) {
        self.height = height
        self.width = width
        self.channels = channels
        numbers = [Float](repeating: 0, count: (height + 2) * (width + 2) * channels)
    }

    var rowStride: Int { (width + 2) * channels }

    /// The first number of a place; row and column -1 are the rim.
    func start(_ row: Int, _ column: Int) -> Int {
        (row + 1) * rowStride + (column + 1) * channels
    }
}

/// A convolution of 3 by 3 places with its normalisation folded in, negative results cut to zero.
struct Convolution: Sendable {
    let rowStep: Int
    let columnStep: Int
    private let weights: PackedWeights
    private let inputs: Int
    private let outputs: Int

    /// `numbers[output][input][row][column]`, as PyTorch keeps them.
    init(
        _ numbers: [Float], bias: [Float], inputs: Int, rowStep: Int, columnStep: Int,
        product: MatrixProduct? = nil
    ) {
        self.inputs = inputs
        outputs = bias.count
        self.rowStep = rowStep
        self.columnStep = columnStep
        // The places of a row are neighbours in a plane, with their channels together.
        var ordered = [Float](repeating: 0, count: numbers.count)
        for output in 0..<outputs {
            for input in 0..<inputs {
                for place in 0..<9 {
                    ordered[(output * 9 + place) * inputs + input] =
                        numbers[(output * inputs + input) * 9 + place]
                }
            }
        }
        weights = PackedWeights(ordered, bias: bias, inputs: 9 * inputs, product: product)
    }

    func applied(to plane: Plane) -> Plane {
        var result = Plane(
            height: (plane.height + rowStep - 1) / rowStep,
            width: (plane.width + columnStep - 1) / columnStep, channels: outputs)
        let (height, width) = (result.height, result.width)
        let targets = (0..<height).map { result.start($0, 0) }
        plane.numbers.withUnsafeBufferPointer { source in
            result.numbers.withUnsafeMutableBufferPointer { target in
                guard let from = source.baseAddress, let to = target.baseAddress else { return }
                for row in 0..<height {
                    weights.multiply(
                        from + plane.start(row * rowStep - 1, -1), rows: width,
                        rowStride: columnStep * inputs, runs: 3, runStride: plane.rowStride,
                        into: to + targets[row], resultStride: outputs, positive: true)
                }
            }
        }
        return result
    }
}
