/// The network that reads a line of print: convolutions, then layers of gated recurrence in both
/// directions.
/// `models/line-reader/network.py` trains it and is changed together with this.
public struct LineNetwork: Sendable {
    /// Pixels from the top of a line's box to its bottom.
    public static let lineHeight = 32
    /// Pixels of width for which there is one distribution over letters.
    public static let step = 4

    private static let shapes: [(inputs: Int, outputs: Int, row: Int, column: Int)] = [
        (1, 24, 2, 2), (24, 48, 2, 2), (48, 80, 1, 1), (80, 128, 2, 1), (128, 128, 1, 1),
    ]
    private static let features = 192
    private static let hidden = 128
    private static let layers = 2
    private static let rowsLeft = 4

    private let convolutions: [Convolution]
    private let collapse: PackedWeights
    private let recurrences: [(forward: GatedRecurrence, backward: GatedRecurrence)]
    private let letters: PackedWeights

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
        collapse = try Self.collapse(weights, product)
        var recurrences: [(forward: GatedRecurrence, backward: GatedRecurrence)] = []
        for layer in 0..<Self.layers {
            let inputs = layer == 0 ? Self.features : 2 * Self.hidden
            recurrences.append(
                (
                    try GatedRecurrence(
                        weights, "forward.\(layer)", inputs: inputs, hidden: Self.hidden,
                        product: product),
                    try GatedRecurrence(
                        weights, "backward.\(layer)", inputs: inputs, hidden: Self.hidden,
                        product: product)
                ))
        }
        self.recurrences = recurrences
        letters = PackedWeights(
            try weights.tensor("letters.weight", shape: [LineAlphabet.classes, 2 * Self.hidden]),
            bias: try weights.tensor("letters.bias", shape: [LineAlphabet.classes]),
            inputs: 2 * Self.hidden, product: product)
    }

    /// All rows of a column become one step; the channels of a place lie together in a plane.
    private static func collapse(
        _ weights: Safetensors, _ product: MatrixProduct?
    ) throws(SafetensorsError) -> PackedWeights {
        let channels = shapes[shapes.count - 1].outputs
        let name = "convolution.\(shapes.count)"
        let numbers = try weights.tensor(
            "\(name).weight", shape: [features, channels, rowsLeft, 1])
        var ordered = [Float](repeating: 0, count: numbers.count)
        for output in 0..<features {
            for channel in 0..<channels {
                for row in 0..<rowsLeft {
                    ordered[(output * rowsLeft + row) * channels + channel] =
                        numbers[(output * channels + channel) * rowsLeft + row]
                }
            }
        }
        return PackedWeights(
            ordered, bias: try weights.tensor("\(name).bias", shape: [features]),
            inputs: channels * rowsLeft, product: product)
    }

    /// `ink`: 32 rows of `width` numbers, 0 for paper and 1 for ink; the width a multiple of 4.
    /// Returns for every 4 pixels the unscaled scores of all classes.
    public func scores(ink: [Float], width: Int) -> [Float] {
        let count = width / Self.step
        guard count > 0, ink.count == width * Self.lineHeight else { return [] }
        var plane = Plane(height: Self.lineHeight, width: width, channels: 1)
        for row in 0..<Self.lineHeight {
            for column in 0..<width {
                plane.numbers[plane.start(row, column)] = ink[row * width + column]
            }
        }
        for convolution in convolutions { plane = convolution.applied(to: plane) }
        var steps = [Float](repeating: 0, count: count * Self.features)
        let start = plane.start(0, 0)
        Self.product(plane.numbers, start, into: &steps) { from, to in
            collapse.multiply(
                from, rows: count, rowStride: plane.channels, runs: Self.rowsLeft,
                runStride: plane.rowStride, into: to, resultStride: Self.features, positive: true)
        }
        let both = 2 * Self.hidden
        for layer in recurrences {
            var states = [Float](repeating: 0, count: count * both)
            layer.forward.run(
                over: steps, count: count, backward: false, into: &states, resultStride: both,
                offset: 0)
            layer.backward.run(
                over: steps, count: count, backward: true, into: &states, resultStride: both,
                offset: Self.hidden)
            steps = states
        }
        var scores = [Float](repeating: 0, count: count * LineAlphabet.classes)
        Self.product(steps, 0, into: &scores) { from, to in
            letters.multiply(
                from, rows: count, rowStride: both, into: to,
                resultStride: LineAlphabet.classes)
        }
        return scores
    }

    private static func product(
        _ source: [Float], _ start: Int, into result: inout [Float],
        _ body: (UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void
    ) {
        source.withUnsafeBufferPointer { from in
            result.withUnsafeMutableBufferPointer { to in
                guard let from = from.baseAddress, let to = to.baseAddress else { return }
                body(from + start, to)
            }
        }
    }
}
