/// Elementary functions without a mathematics library, so that server and browser agree to the
/// last bit. The error is below 2 units in the last place over the ranges forecasting uses.
enum Elementary {
    static let pi = 3.14159265358979323846

    static func exp(_ value: Double) -> Double { Exponential.exp(value) }

    /// The natural logarithm: value = 2^k · f with f near 1, and
    /// ln f = 2 artanh((f − 1) / (f + 1)) as a series. Minus infinity at zero, NaN below it.
    static func log(_ value: Double) -> Double {
        guard value > 0 else { return value == 0 ? -.infinity : .nan }
        guard value.isFinite else { return value }
        var exponent = Double(value.exponent)
        var fraction = value.significand
        if fraction > 1.4142135623730951 {
            fraction /= 2
            exponent += 1
        }
        let ratio = (fraction - 1) / (fraction + 1)
        let square = ratio * ratio
        // |ratio| <= 0.1716: the 12th term is below 1e-18. Written out, for no division is left.
        var sum = 1.0 / 23
        sum = sum * square + 1.0 / 21
        sum = sum * square + 1.0 / 19
        sum = sum * square + 1.0 / 17
        sum = sum * square + 1.0 / 15
        sum = sum * square + 1.0 / 13
        sum = sum * square + 1.0 / 11
        sum = sum * square + 1.0 / 9
        sum = sum * square + 1.0 / 7
        sum = sum * square + 1.0 / 5
        sum = sum * square + 1.0 / 3
        sum = sum * square + 1
        let high = exponent * 6.93147180369123816490e-01
        let low = exponent * 1.90821492927058770002e-10
        return high + (2 * ratio * sum + low)
    }

    /// base^exponent for a positive base.
    static func power(_ base: Double, _ exponent: Double) -> Double {
        if base == 0 { return exponent == 0 ? 1 : 0 }
        return exp(exponent * log(base))
    }

    static func tanh(_ value: Double) -> Double {
        if value > 20 { return 1 }
        if value < -20 { return -1 }
        let power = exp(2 * value)
        return (power - 1) / (power + 1)
    }

    /// Sine and cosine together: reduction to an eighth of a turn in two parts (W. Cody and
    /// W. Waite, "Software Manual for the Elementary Functions", 1980), then Taylor series.
    static func sineAndCosine(_ angle: Double) -> (sine: Double, cosine: Double) {
        guard angle.isFinite else { return (.nan, .nan) }
        let quarters = (angle * 0.63661977236758134308).rounded()
        let rest =
            (angle - quarters * 1.57079632673412561417) - quarters * 6.07710050650619224932e-11
        let square = rest * rest
        var sine = 1.0
        var cosine = 1.0
        var index = 18.0
        while index >= 2 {
            sine = 1 - sine * square / (index * (index + 1))
            cosine = 1 - cosine * square / (index * (index - 1))
            index -= 2
        }
        sine *= rest
        switch Int(quarters.truncatingRemainder(dividingBy: 4)) & 3 {
        case 0: return (sine, cosine)
        case 1: return (cosine, -sine)
        case 2: return (-sine, -cosine)
        default: return (-cosine, sine)
        }
    }
}
