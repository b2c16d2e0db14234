/// The value below which a standard normal number lies with a given chance: M. Abramowitz and
/// I. Stegun, "Handbook of Mathematical Functions", 26.2.23; the error is below 4.5e-4.
enum NormalQuantile {
    static func value(_ chance: Double) -> Double {
        guard chance > 0, chance < 1 else { return chance >= 1 ? 8 : -8 }
        guard chance >= 0.5 else { return -value(1 - chance) }
        let root = (-2 * Elementary.log(1 - chance)).squareRoot()
        let above = 2.515517 + root * (0.802853 + root * 0.010328)
        let below = 1 + root * (1.432788 + root * (0.189269 + root * 0.001308))
        return root - above / below
    }
}
