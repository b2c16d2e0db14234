/// Random numbers that a seed repeats: SplitMix64 (G. Steele, D. Lea and C. Flood, 2014).
struct SeededGenerator {
    private var state: UInt64
    private var spare: Double?

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// At least 0 and below 1.
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Mean 0, deviation 1, two at a time by the polar method (G. Marsaglia and T. Bray, 1964).
    mutating func normal() -> Double {
        if let kept = spare {
            spare = nil
            return kept
        }
        while true {
            let (first, second) = (2 * uniform() - 1, 2 * uniform() - 1)
            let square = first * first + second * second
            guard square < 1, square > 0 else { continue }
            let factor = (-2 * Elementary.log(square) / square).squareRoot()
            spare = second * factor
            return first * factor
        }
    }

    /// Mean 0, mean size `size`.
    mutating func laplace(_ size: Double) -> Double {
        let place = uniform() - 0.5
        let rest = max(1 - 2 * place.magnitude, 0x1p-53)
        return place < 0 ? size * Elementary.log(rest) : -size * Elementary.log(rest)
    }
}
