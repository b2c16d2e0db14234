/// What there is to multiply: `result[row * resultStride + o] = bias[o] + Σ source[start(row) + i]
/// · weights[o, i]`, where a row of the source is gathered from `runs` stretches of `inputs / runs`
/// numbers that lie `runStride` apart, and rows lie `rowStride` apart.
public struct MatrixTask {
    public var source: UnsafePointer<Float>
    public var rows: Int
    public var rowStride: Int
    public var runs = 1
    public var runStride = 0
    /// By panel of eight outputs, then by input: eight weights. Missing outputs of the last panel
    /// have zeros, which are not written.
    public var panels: UnsafePointer<Float>
    /// Filled up to whole panels.
    public var bias: UnsafePointer<Float>
    public var inputs: Int
    public var outputs: Int
    public var result: UnsafeMutablePointer<Float>
    public var resultStride: Int
    /// Negative results become zero.
    public var positive: Bool
}

/// A faster loop than this room's own, where the processor has one.
public typealias MatrixProduct = @Sendable (MatrixTask) -> Void

/// Products of a matrix of numbers with weights, the one loop in which a network spends its time.
/// Weights are held in panels of eight columns, so that a panel streams through the cache.
struct PackedWeights: Sendable {
    let inputs: Int
    let outputs: Int
    /// By panel, then by input: eight outputs. Missing columns of the last panel are zero.
    private let panels: [SIMD8<Float>]
    private let bias: [SIMD8<Float>]
    private let product: MatrixProduct?

    /// `weights[output * inputs + input]`
    init(_ weights: [Float], bias numbers: [Float], inputs: Int, product: MatrixProduct? = nil) {
        self.inputs = inputs
        self.product = product
        outputs = numbers.count
        let count = (numbers.count + 7) / 8
        var panels = [SIMD8<Float>](repeating: .zero, count: count * inputs)
        var bias = [SIMD8<Float>](repeating: .zero, count: count)
        for output in numbers.indices {
            bias[output / 8][output % 8] = numbers[output]
            for input in 0..<inputs {
                panels[output / 8 * inputs + input][output % 8] = weights[output * inputs + input]
            }
        }
        self.panels = panels
        self.bias = bias
    }

    /// As `MatrixTask` says.
    func multiply(
        _ source: UnsafePointer<Float>, rows: Int, rowStride: Int, runs: Int = 1,
        runStride: Int = 0, into result: UnsafeMutablePointer<Float>, resultStride: Int,
        positive: Bool = false
    ) {
        if let product, rows > 1 {
            return withNumbers { panels, bias in
                product(
                    MatrixTask(
                        source: source, rows: rows, rowStride: rowStride, runs: runs,
                        runStride: runStride, panels: panels, bias: bias, inputs: inputs,
                        outputs: outputs, result: result, resultStride: resultStride,
                        positive: positive))
            }
        }
        if rows == 1, runs == 1, !positive { return multiply(row: source, into: result) }
        var row = 0
        while row < rows {
            let group = min(4, rows - row)
            // A short last group repeats its last row, and writes it once.
            let first = source + row * rowStride
            let second = source + (row + min(1, group - 1)) * rowStride
            let third = source + (row + min(2, group - 1)) * rowStride
            let fourth = source + (row + group - 1) * rowStride
            for panel in bias.indices {
                let sums = sum(
                    panel, (first, second, third, fourth), runs: runs, runStride: runStride)
                let target = result + row * resultStride + panel * 8
                store(sums.0, target, panel, positive)
                if group > 1 { store(sums.1, target + resultStride, panel, positive) }
                if group > 2 { store(sums.2, target + 2 * resultStride, panel, positive) }
                if group > 3 { store(sums.3, target + 3 * resultStride, panel, positive) }
            }
            row += group
        }
    }

    private func withNumbers(_ body: (UnsafePointer<Float>, UnsafePointer<Float>) -> Void) {
        panels.withUnsafeBytes { panels in
            bias.withUnsafeBytes { bias in
                guard let panels = panels.baseAddress, let bias = bias.baseAddress else { return }
                body(
                    panels.assumingMemoryBound(to: Float.self),
                    bias.assumingMemoryBound(to: Float.self))
            }
        }
    }

    /// One row alone: four panels at a time instead of four rows.
    private func multiply(row: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>) {
        panels.withUnsafeBufferPointer { all in
            guard let weights = all.baseAddress else { return }
            var panel = 0
            while panel < bias.count {
                let last = bias.count - 1
                let second = min(panel + 1, last)
                let third = min(panel + 2, last)
                let fourth = min(panel + 3, last)
                var (a, b, c, d) = (bias[panel], bias[second], bias[third], bias[fourth])
                let starts = (
                    weights + panel * inputs, weights + second * inputs, weights + third * inputs,
                    weights + fourth * inputs
                )
                for place in 0..<inputs {
                    let number = row[place]
                    a += starts.0[place] * number
                    b += starts.1[place] * number
                    c += starts.2[place] * number
                    d += starts.3[place] * number
                }
                store(a, result + panel * 8, panel, false)
                store(b, result + second * 8, second, false)
                store(c, result + third * 8, third, false)
                store(d, result + fourth * 8, fourth, false)
                panel += 4
            }
        }
    }

    private typealias Four = (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>)
    private typealias Rows = (
        UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>
    )

    @inline(__always)
    private func sum(_ panel: Int, _ rows: Rows, runs: Int, runStride: Int) -> Four {
        let start = bias[panel]
        return panels.withUnsafeBufferPointer { all -> Four in
            guard var weights = all.baseAddress.map({ $0 + panel * inputs }) else {
                return (start, start, start, start)
            }
            var (a, b, c, d) = (start, start, start, start)
            let length = inputs / runs
            for run in 0..<runs {
                let offset = run * runStride
                for place in offset..<offset + length {
                    let weight = weights.pointee
                    weights += 1
                    a += weight * rows.0[place]
                    b += weight * rows.1[place]
                    c += weight * rows.2[place]
                    d += weight * rows.3[place]
                }
            }
            return (a, b, c, d)
        }
    }

    @inline(__always)
    private func store(
        _ sum: SIMD8<Float>, _ target: UnsafeMutablePointer<Float>, _ panel: Int, _ positive: Bool
    ) {
        let values = positive ? sum.replacing(with: 0, where: sum .< 0) : sum
        let count = min(8, outputs - panel * 8)
        for index in 0..<count { target[index] = values[index] }
    }
}
