/// One direction of a gated recurrent unit (K. Cho and others, 2014) in the form of PyTorch: the
/// reset gate acts after the product with the state.
struct GatedRecurrence: Sendable {
    /// A multiple of eight.
    let hidden: Int
    private let input: PackedWeights
    private let state: PackedWeights

    init(
        _ weights: Safetensors, _ side: String, inputs: Int, hidden: Int,
        product: MatrixProduct? = nil
    ) throws(SafetensorsError) {
        self.hidden = hidden
        input = PackedWeights(
            try weights.tensor("\(side).weight_ih", shape: [3 * hidden, inputs]),
            bias: try weights.tensor("\(side).bias_ih", shape: [3 * hidden]), inputs: inputs,
            product: product)
        state = PackedWeights(
            try weights.tensor("\(side).weight_hh", shape: [3 * hidden, hidden]),
            bias: try weights.tensor("\(side).bias_hh", shape: [3 * hidden]), inputs: hidden)
    }

    /// Writes the state after each step to `result[step * resultStride + offset ...]`.
    func run(
        over steps: [Float], count: Int, backward: Bool, into result: inout [Float],
        resultStride: Int, offset: Int
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
            for unit in stride(from: 0, to: hidden, by: 8) {
                let reset = Activation.sigmoid(
                    Self.eight(fromInput, base + unit) + Self.eight(fromState, unit))
                let update = Activation.sigmoid(
                    Self.eight(fromInput, base + hidden + unit)
                        + Self.eight(fromState, hidden + unit))
                let new = Activation.tanh(
                    Self.eight(fromInput, base + 2 * hidden + unit)
                        + reset * Self.eight(fromState, 2 * hidden + unit))
                let next = new + update * (Self.eight(memory, unit) - new)
                for lane in 0..<8 {
                    memory[unit + lane] = next[lane]
                    result[step * resultStride + offset + unit + lane] = next[lane]
                }
            }
        }
    }

    private static func eight(_ numbers: [Float], _ start: Int) -> SIMD8<Float> {
        SIMD8(
            numbers[start], numbers[start + 1], numbers[start + 2], numbers[start + 3],
            numbers[start + 4], numbers[start + 5], numbers[start + 6], numbers[start + 7])
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

/// The curves of a network, eight numbers at a time and without a mathematics library, so that all
/// platforms agree. Good to about 1e-7.
enum Activation {
    static func sigmoid(_ value: SIMD8<Float>) -> SIMD8<Float> { 1 / (1 + exp(-value)) }

    static func tanh(_ value: SIMD8<Float>) -> SIMD8<Float> { 2 / (1 + exp(-2 * value)) - 1 }

    /// Adding this to a number below four million rounds it to a whole one, which then stands in
    /// the low bits.
    private static let rounder: Float = 12_582_912

    /// As `Exponential.exp`, in single precision: what remains after the powers of two is less
    /// than ln 2 / 2, where the series' eighth power is below the precision.
    static func exp(_ value: SIMD8<Float>) -> SIMD8<Float> {
        let bounded = value.clamped(
            lowerBound: SIMD8(repeating: -87), upperBound: SIMD8(repeating: 87))
        let shifted = bounded * 1.442695 + rounder
        let twos = shifted - rounder
        let coarse: SIMD8<Float> = bounded - twos * 0.693359375
        let rest: SIMD8<Float> = coarse + twos * 2.1219444e-4
        var sum = rest * (1 / 5040) + 1 / 720
        sum = sum * rest + 1 / 120
        sum = sum * rest + 1 / 24
        sum = sum * rest + 1 / 6
        sum = sum * rest + 0.5
        sum = sum * rest + 1
        sum = sum * rest + 1
        let bits = unsafeBitCast(shifted, to: SIMD8<Int32>.self)
        let power = (bits &- Int32(bitPattern: rounder.bitPattern) &+ 127) &<< 23
        return sum * unsafeBitCast(power, to: SIMD8<Float>.self)
    }
}
