import Foundation
import Insight

/// The figures of one series as decimals that add up: the printed parts of a step sum to its
/// printed p50.
struct ForecastFigures {
    /// Digits after the decimal point, the same for the whole series.
    private let digits: Int
    private let scale: Double

    /// Nine figures of the largest number, and four after the point at least, as far as numbers
    /// stay exact.
    init(_ columns: [[Double]]) {
        let most = columns.joined().reduce(0) { max($0, $1.isFinite ? $1.magnitude : 0) }
        let exponent = most > 0 ? Int(log10(most).rounded(.down)) : 0
        digits = min(max(min(max(8 - exponent, 4), 14 - exponent), 0), 300)
        scale = pow(10, Double(digits))
    }

    func text(_ value: Double) -> String { text(ofUnits: units(value)) }

    /// The parts of one step. What rounding leaves over goes to those that it moved furthest.
    func texts(ofParts parts: [Double], sumTo total: Double) -> [String] {
        var rounded = parts.map(units)
        let left = units(total) - rounded.reduce(0, +)
        let sign: Double = left < 0 ? -1 : 1
        let order = parts.indices.sorted {
            sign * (parts[$0] * scale - rounded[$0]) > sign * (parts[$1] * scale - rounded[$1])
        }
        // Of sums that agree, less than one unit a part is left.
        if left.magnitude <= Double(parts.count) {
            for index in order.prefix(Int(left.magnitude)) { rounded[index] += sign }
        }
        return rounded.map(text(ofUnits:))
    }

    private func units(_ value: Double) -> Double { (value * scale).rounded() }

    /// Read back as a decimal, so that no digit comes from dividing.
    private func text(ofUnits units: Double) -> String {
        guard units.magnitude < 1e16, let whole = Int64(exactly: units) else {
            return (units / scale).description
        }
        return (Double("\(whole)e-\(digits)") ?? units / scale).description
    }
}
