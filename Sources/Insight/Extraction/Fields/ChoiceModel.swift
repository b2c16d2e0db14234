/// A conditional logit (D. McFadden, "Conditional logit analysis of qualitative choice
/// behavior", 1973): which of several candidates is the right one, or none of them. Its
/// probability is the confidence that is shown, so coefficients are fitted on papers with known
/// answers by `Benchmarks/receipts/fit.py`, never by hand.
struct ChoiceModel {
    var weights: [Double]
    /// The score of "none of these".
    var none: Double

    func score(_ evidence: [Double]) -> Double {
        zip(weights, evidence).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// One probability per candidate; what is missing to 1 belongs to "none".
    func probabilities(_ candidates: [[Double]]) -> [Double] {
        let scores = candidates.map(score)
        let top = max(scores.max() ?? none, none)
        let powers = scores.map { Exponential.exp($0 - top) }
        let sum = powers.reduce(Exponential.exp(none - top), +)
        return powers.map { $0 / sum }
    }
}

/// The natural exponential without a mathematics library, so that server and browser agree to the
/// last bit: range reduction by ln 2 in two parts (W. Cody and W. Waite, "Software Manual for the
/// Elementary Functions", 1980), then the Taylor series on [-ln 2 / 2, ln 2 / 2], whose 15th term
/// is below the precision of a Double.
enum Exponential {
    static func exp(_ value: Double) -> Double {
        if value < -700 { return 0 }
        let bounded = min(value, 700)
        // To the nearest whole number: what is added leaves no room for a fraction.
        let twos = (bounded * 1.4426950408889634 + 6_755_399_441_055_744) - 6_755_399_441_055_744
        let rest = (bounded - twos * 6.93147180369123816490e-01) - twos * 1.90821492927058770002e-10
        // Written out, for no division is left, and in pairs, which do not wait for each other.
        let (square, fourth) = (rest * rest, rest * rest * rest * rest)
        let first = (1 + rest) + square * (1 / 2.0 + rest * (1 / 6.0))
        let second = (1 / 24.0 + rest * (1 / 120.0)) + square * (1 / 720.0 + rest * (1 / 5_040.0))
        let third = (1 / 40_320.0 + rest * (1 / 362_880.0))
            + square * (1 / 3_628_800.0 + rest * (1 / 39_916_800.0))
        let last = (1 / 479_001_600.0 + rest * (1 / 6_227_020_800.0))
            + square * (1 / 87_178_291_200.0)
        let sum = first + fourth * (second + fourth * (third + fourth * last))
        // Of a whole number within ±1,010: 2 to that power.
        return sum * Double(bitPattern: UInt64(Int64(twos) + 1_023) << 52)
    }
}
