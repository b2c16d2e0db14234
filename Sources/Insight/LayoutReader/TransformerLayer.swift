/// One layer of BERT's encoder (J. Devlin and others, 2018): every place looks at all others, then
/// thinks for itself; each half is added to what was there and brought to one scale.
struct TransformerLayer: Sendable {
    private let heads: Int
    private let hidden: Int
    /// Queries, keys and values of a place, one after another.
    private let looking: PackedWeights
    private let looked: PackedWeights
    private let inner: PackedWeights
    private let outer: PackedWeights
    private let norms: (LayerNorm, LayerNorm)

    init(
        _ weights: Safetensors, _ name: String, hidden: Int, heads: Int, inner size: Int
    ) throws(SafetensorsError) {
        self.heads = heads
        self.hidden = hidden
        looking = try PackedWeights(weights, "\(name).looking", inputs: hidden, outputs: 3 * hidden)
        looked = try PackedWeights(weights, "\(name).looked", inputs: hidden, outputs: hidden)
        inner = try PackedWeights(weights, "\(name).inner", inputs: hidden, outputs: size)
        outer = try PackedWeights(weights, "\(name).outer", inputs: size, outputs: hidden)
        norms = (
            try LayerNorm(weights, "\(name).norm.0", size: hidden),
            try LayerNorm(weights, "\(name).norm.1", size: hidden)
        )
    }

    /// `states`: by place, `hidden` numbers each.
    func applied(to states: [Float]) -> [Float] {
        let count = states.count / hidden
        var seen = looked.rows(of: attention(looking.rows(of: states), count))
        norms.0.apply(to: &seen, adding: states)
        var thought = inner.rows(of: seen)
        Gelu.apply(to: &thought)
        var result = outer.rows(of: thought)
        norms.1.apply(to: &result, adding: seen)
        return result
    }

    /// Softmax of queries times keys, times values, head by head (A. Vaswani and others,
    /// "Attention is all you need", 2017).
    private func attention(_ asked: [Float], _ count: Int) -> [Float] {
        let size = hidden / heads
        let scale = 1 / Float(size).squareRoot()
        let padded = (count + 7) / 8 * 8
        var result = [Float](repeating: 0, count: count * hidden)
        var shares = [Float](repeating: 0, count: count * padded)
        for head in 0..<heads {
            let (query, key, value) = (
                head * size, hidden + head * size, 2 * hidden + head * size
            )
            var keys = [Float](repeating: 0, count: count * size)
            var values = [Float](repeating: 0, count: size * count)
            for place in 0..<count {
                for unit in 0..<size {
                    keys[place * size + unit] = asked[place * 3 * hidden + key + unit] * scale
                    values[unit * count + place] = asked[place * 3 * hidden + value + unit]
                }
            }
            let byKey = PackedWeights(
                keys, bias: [Float](repeating: 0, count: count), inputs: size)
            byKey.multiply(
                asked, from: query, rows: count, rowStride: 3 * hidden, into: &shares, at: 0,
                resultStride: padded)
            Softmax.apply(to: &shares, rows: count, length: count, stride: padded)
            let byValue = PackedWeights(
                values, bias: [Float](repeating: 0, count: size), inputs: count)
            byValue.multiply(
                shares, from: 0, rows: count, rowStride: padded, into: &result, at: query,
                resultStride: hidden)
        }
        return result
    }
}

/// Brings the numbers of a place to mean 0 and variance 1, then to a learned scale (J. Ba and
/// others, "Layer normalization", 2016).
struct LayerNorm: Sendable {
    private static let least: Float = 1e-12
    private let scale: [Float]
    private let shift: [Float]

    init(_ weights: Safetensors, _ name: String, size: Int) throws(SafetensorsError) {
        scale = try weights.tensor("\(name).weight", shape: [size])
        shift = try weights.tensor("\(name).bias", shape: [size])
    }

    func apply(to states: inout [Float], adding others: [Float]? = nil) {
        let size = scale.count
        for start in stride(from: 0, to: states.count, by: size) {
            var sum: Float = 0
            for unit in 0..<size {
                if let others { states[start + unit] += others[start + unit] }
                sum += states[start + unit]
            }
            let mean = sum / Float(size)
            var square: Float = 0
            for unit in 0..<size {
                let gap = states[start + unit] - mean
                square += gap * gap
            }
            let factor = 1 / (square / Float(size) + Self.least).squareRoot()
            for unit in 0..<size {
                states[start + unit] =
                    (states[start + unit] - mean) * factor * scale[unit] + shift[unit]
            }
        }
    }
}

/// `x · Φ(x)` (D. Hendrycks and K. Gimpel, 2016), with the error function by M. Abramowitz and
/// I. Stegun, "Handbook of mathematical functions", 7.1.26, good to 2e-7.
enum Gelu {
    static func apply(to numbers: inout [Float]) {
        for start in stride(from: 0, to: numbers.count, by: 8) {
            var eight = SIMD8<Float>.zero
            let count = min(8, numbers.count - start)
            for lane in 0..<count { eight[lane] = numbers[start + lane] }
            eight = of(eight)
            for lane in 0..<count { numbers[start + lane] = eight[lane] }
        }
    }

    static func of(_ value: SIMD8<Float>) -> SIMD8<Float> {
        let scaled = value * 0.70710678
        let size = scaled.replacing(with: -scaled, where: scaled .< 0)
        let step = 1 / (1 + 0.3275911 * size)
        var sum = step * 1.061405429 - 1.453152027
        sum = sum * step + 1.421413741
        sum = sum * step - 0.284496736
        sum = sum * step + 0.254829592
        let error = 1 - sum * step * Activation.exp(-(size * size))
        let signed = error.replacing(with: -error, where: scaled .< 0)
        return 0.5 * value * (1 + signed)
    }
}

/// Scores to shares that sum to 1.
enum Softmax {
    static func apply(to numbers: inout [Float], rows: Int, length: Int, stride: Int) {
        numbers.withUnsafeMutableBufferPointer { all in
            for row in 0..<rows {
                let start = row * stride
                var top = -Float.infinity
                for place in start..<start + length { top = max(top, all[place]) }
                var sum: Float = 0
                var place = start
                while place < start + length {
                    var eight = SIMD8<Float>(repeating: -.greatestFiniteMagnitude)
                    let count = min(8, start + length - place)
                    for lane in 0..<count { eight[lane] = all[place + lane] - top }
                    let powers = Activation.exp(eight)
                    for lane in 0..<count {
                        all[place + lane] = powers[lane]
                        sum += powers[lane]
                    }
                    place += 8
                }
                for place in start..<start + length { all[place] /= sum }
            }
        }
    }
}

extension PackedWeights {
    init(
        _ weights: Safetensors, _ name: String, inputs: Int, outputs: Int
    ) throws(SafetensorsError) {
        self.init(
            try weights.tensor("\(name).weight", shape: [outputs, inputs]),
            bias: try weights.tensor("\(name).bias", shape: [outputs]), inputs: inputs)
    }

    /// The products of all rows, which lie one after another.
    func rows(of source: [Float]) -> [Float] {
        let count = source.count / inputs
        var result = [Float](repeating: 0, count: count * outputs)
        multiply(
            source, from: 0, rows: count, rowStride: inputs, into: &result, at: 0,
            resultStride: outputs)
        return result
    }

    func multiply(
        _ source: [Float], from start: Int, rows: Int, rowStride: Int,
        into result: inout [Float], at end: Int, resultStride: Int
    ) {
        source.withUnsafeBufferPointer { from in
            result.withUnsafeMutableBufferPointer { to in
                guard let from = from.baseAddress, let to = to.baseAddress else { return }
                multiply(
                    from + start, rows: rows, rowStride: rowStride, into: to + end,
                    resultStride: resultStride)
            }
        }
    }
}
