/// One direction of a gated recurrent unit (K. Cho and others, 2014) in the form of PyTorch: the
/// reset gate acts after the product with the state.
struct GatedRecurrence: Sendable {
    let hidden: Int
    private let input: PackedWeights
    private let state: PackedWeights

    init(
        _ weights: Safetensors, _ side: String, inputs: Int, hidden: Int
    ) throws(SafetensorsError) {
        self.hidden = hidden
        input = PackedWeights(
            try weights.tensor("\(side).weight_ih", shape: [3 * hidden, inputs]),
            bias: try weights.tensor("\(side).bias_ih", shape: [3 * hidden]), inputs: inputs)
        state = PackedWeights(
            try weights.tensor("\(side).weight_hh", shape: [3 * hidden, hidden]),
            bias: try weights.tensor("\(side).bias_hh", shape: [3 * hidden]), inputs: hidden)
    }

    /// Writes the state after each step to `result[step * stride + offset ...]`.
    func run(
        over steps: [Float], count: Int, backward: Bool, into result: inout [Float], stride: Int,
        offset: Int
    ) {
        let gates = 3 * hidden
        var fromInput = [Float](repeating: 0, count: count * gates)
        multiply(input, steps, at: 0, rows: count, into: &fromInput)
        var memory = [Float](repeating: 0, count: hidden)
        var fromState = [Float](repeating: 0, count: gates)
        for place in 0..<count {
            let step = backward ? count - 1 - place : place
            multiply(state, memory, at: 0, rows: 1, into: &fromState)
            let base = step * gates
            for unit in 0..<hidden {
                let reset = Activation.sigmoid(fromInput[base + unit] + fromState[unit])
                let update = Activation.sigmoid(
                    fromInput[base + hidden + unit] + fromState[hidden + unit])
                let new = Activation.tanh(
                    fromInput[base + 2 * hidden + unit] + reset * fromState[2 * hidden + unit])
                memory[unit] = new + update * (memory[unit] - new)
                result[step * stride + offset + unit] = memory[unit]
            }
        }
    }

    private func multiply(
        _ weights: PackedWeights, _ source: [Float], at start: Int, rows: Int,
        into result: inout [Float]
    ) {
        source.withUnsafeBufferPointer { from in
            result.withUnsafeMutableBufferPointer { to in
                guard let from = from.baseAddress, let to = to.baseAddress else { return }
                weights.multiply(
                    from + start, rows: rows, rowStride: weights.inputs, into: to,
                    resultStride: weights.outputs)
            }
        }
    }
}

/// The curves of a network, from the core's own exponential so that all platforms agree.
enum Activation {
    static func sigmoid(_ value: Float) -> Float {
        Float(1 / (1 + Exponential.exp(-Double(value))))
    }

    static func tanh(_ value: Float) -> Float {
        Float(2 / (1 + Exponential.exp(-2 * Double(value))) - 1)
    }
}
