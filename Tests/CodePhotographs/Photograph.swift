import Foundation
import Proof

/// A made-up photograph of one code on a printed page: the same picture for the same seed.
public struct Photograph {
    /// Pixels.
    public var width = 640
    public var height = 480
    /// The code's width in the picture as it would be seen straight on, in pixels.
    public var side = 400.0
    /// Where its middle lies, as a share of the picture.
    public var middle = (x: 0.5, y: 0.5)
    /// Degrees: in the picture's plane, around its upright and around its level axis.
    public var turn = 0.0
    public var yaw = 0.0
    public var pitch = 0.0
    /// How far bent paper bulges at the code's edge, as a share of its width.
    public var bend = 0.0
    /// Standard deviations, in pixels and in greys.
    public var blur = 0.5
    public var noise = 2.0
    /// Greys of ink and paper in full light.
    public var ink = 30.0
    public var paper = 220.0
    /// How much of the light is gone at the darker edge, from 0 to 1, and behind a shadow's edge.
    public var falloff = 0.0
    public var shadow = 0.0
    /// How wide a lamp's reflection is, as a share of the code; 0 for none.
    public var glare = 0.0
    public var isInverted = false
    public var isMirrored = false
    /// Whether lines of print surround the code.
    public var hasPrint = false
    public var seed: UInt64 = 1

    public init() {}

    public func picture(of grid: ModuleGrid) -> GreyPicture {
        var random = SeededNumbers(state: seed)
        let surface = PrintedSurface(grid: grid, photograph: self, random: &random)
        let view = PlaneView(self)
        let light = Light(self, random: &random)
        var values = [Float](repeating: 0, count: width * height)
        // Nine places a pixel, as a sensor gathers light over its area.
        let places = [1.0 / 6, 0.5, 5.0 / 6]
        for row in 0..<height {
            for column in 0..<width {
                var sum = 0.0
                for y in places {
                    for x in places {
                        sum += surface.grey(at: view.place(Double(column) + x, Double(row) + y))
                    }
                }
                let seen = light.falling(column: column, row: row) * sum / 9
                values[row * width + column] = Float(seen)
            }
        }
        blurred(&values)
        light.addGlare(to: &values)
        let pixels = values.map { value in
            UInt8(min(max(Double(value) + random.normal() * noise, 0), 255))
        }
        guard let picture = GreyPicture(width: width, height: height, pixels: pixels) else {
            preconditionFailure("a photograph of \(width) by \(height)")
        }
        return picture
    }

    /// By a Gaussian in both directions.
    private func blurred(_ values: inout [Float]) {
        guard blur > 0.1 else { return }
        let reach = Int((blur * 3).rounded(.up))
        var weights = (-reach...reach).map { Float(exp(-Double($0 * $0) / (2 * blur * blur))) }
        let sum = weights.reduce(0, +)
        weights = weights.map { $0 / sum }
        let passes = [(1, width, width, height), (width, height, 1, width)]
        for (step, length, stride, count) in passes {
            for line in 0..<count {
                let start = line * stride
                let old = (0..<length).map { values[start + $0 * step] }
                for at in 0..<length {
                    var value: Float = 0
                    for offset in -reach...reach {
                        value += weights[offset + reach] * old[min(max(at + offset, 0), length - 1)]
                    }
                    values[start + at * step] = value
                }
            }
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers in every run.
public struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    public init(state: UInt64) {
        self.state = state
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }

    public mutating func unit() -> Double {
        Double(next() >> 11) / 9_007_199_254_740_992
    }

    /// From `low` to `high`.
    public mutating func between(_ low: Double, _ high: Double) -> Double {
        low + (high - low) * unit()
    }

    /// Of mean 0 and deviation 1, nearly: the sum of twelve.
    public mutating func normal() -> Double {
        var sum = -6.0
        for _ in 0..<3 {
            let bits = next()
            for part in 0..<4 { sum += Double(bits >> UInt64(16 * part) & 0xffff) / 65_536 }
        }
        return sum
    }
}
