/// Points and weights on (0, 1) that integrate polynomials up to degree 2·count − 1 exactly.
struct GaussLegendre {
    let points: [Double]
    let weights: [Double]

    init(count: Int) {
        // The roots of each Legendre polynomial separate those of the next one, so that a bracket
        // of each root is known without any guess.
        var roots: [Double] = [0]
        if count > 1 {
            for degree in 2...count {
                let borders = [-1.0] + roots + [1.0]
                roots = (0..<degree).map { index in
                    Self.root(degree, between: borders[index], and: borders[index + 1])
                }
            }
        }
        points = roots.map { (1 + $0) / 2 }
        weights = roots.map { root in
            let slope = Self.legendre(count, root).slope
            return 1 / ((1 - root * root) * slope * slope)
        }
    }

    /// Halving the bracket gives some twenty bits, Newton's steps the rest.
    private static func root(_ degree: Int, between low: Double, and high: Double) -> Double {
        var (low, high) = (low, high)
        let startsNegative = legendre(degree, low).value < 0
        for _ in 0..<24 {
            let middle = (low + high) / 2
            if (legendre(degree, middle).value < 0) == startsNegative {
                low = middle
            } else {
                high = middle
            }
        }
        var root = (low + high) / 2
        for _ in 0..<4 {
            let (value, slope) = legendre(degree, root)
            root -= value / slope
        }
        return root
    }

    private static func legendre(_ degree: Int, _ at: Double) -> (value: Double, slope: Double) {
        var (previous, value) = (1.0, at)
        if degree == 0 { return (1, 0) }
        for order in 1..<degree {
            let whole = Double(order)
            (previous, value) = (
                value, ((2 * whole + 1) * at * value - whole * previous) / (whole + 1)
            )
        }
        let span = at * at - 1
        let slope = span == 0 ? 0 : Double(degree) * (at * value - previous) / span
        return (value, slope)
    }
}
