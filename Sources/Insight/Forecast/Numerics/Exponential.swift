/// The natural exponential without a mathematics library, so that server and browser agree to the
/// last bit: range reduction by ln 2 in two parts (W. Cody and W. Waite, "Software Manual for the
/// Elementary Functions", 1980), then the Taylor series on [-ln 2 / 2, ln 2 / 2], whose 15th term
/// is below the precision of a Double. Nothing in it branches, so that a loop of it works on
/// several values at once.
enum Exponential {
    static func exp(_ value: Double) -> Double {
        let bounded = value > 700 ? 700 : value < -700 ? -700 : value
        // To the nearest whole number: what is added leaves no room for a fraction.
        let shifted = bounded * 1.4426950408889634 + 6_755_399_441_055_744
        let twos = shifted - 6_755_399_441_055_744
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
        // Of the whole number, within ±1,010, which the lowest bits hold: 2 to that power.
        let power = Double(bitPattern: (shifted.bitPattern &+ 1_023) &<< 52)
        return value < -700 ? 0 : sum * power
    }
}
