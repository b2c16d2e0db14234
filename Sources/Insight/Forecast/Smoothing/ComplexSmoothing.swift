/// Complex exponential smoothing (I. Svetunkov, N. Kourentzes and J. Ord, "Complex exponential
/// smoothing", Naval Research Logistics 69, 2022) without season: a level, and beside it what
/// the errors hint at, smoothed together by one complex weight.
public struct ComplexSmoothing: Sendable {
    public private(set) var real = 1.3
    public private(set) var imaginary = 1.0
    private var level = 0.0
    private var hint = 0.0

    public init?(_ values: [Double]) {
        guard values.count > 4 else { return nil }
        level = values.prefix(12).reduce(0, +) / Double(min(values.count, 12))
        hint = level / 1.1
        let reach = max(level.magnitude * 0.1, 1e-6)
        let search = SimplexSearch(
            lower: [0.01, 0.01, -1e300, -1e300], upper: [2.5, 2.5, 1e300, 1e300],
            steps: [0.1, 0.1, reach, reach], evaluations: 420)
        let best = search.minimise(from: [real, imaginary, level, hint]) { point in
            Self.run(values, horizon: 0, point).error
        }
        guard best.value.isFinite else { return nil }
        (real, imaginary, level, hint) = (
            best.point[0], best.point[1], best.point[2], best.point[3]
        )
    }

    public func forecast(_ values: [Double], horizon: Int) -> [Double] {
        Self.run(values, horizon: horizon, [real, imaginary, level, hint]).path
    }

    /// The weights keep the states from exploding (section 3 of the paper).
    private static func isStable(_ real: Double, _ imaginary: Double) -> Bool {
        (real - 2.5) * (real - 2.5) + imaginary * imaginary > 1.25
            && (real - 0.5) * (real - 0.5) + (imaginary - 1) * (imaginary - 1) > 0.25
            && (real - 1.5) * (real - 1.5) + (imaginary - 0.5) * (imaginary - 0.5) < 1.5
    }

    private static func run(
        _ values: [Double], horizon: Int, _ point: [Double]
    ) -> (error: Double, path: [Double]) {
        let (real, imaginary) = (point[0], point[1])
        guard isStable(real, imaginary) else { return (.infinity, []) }
        var (level, hint) = (point[2], point[3])
        var error = 0.0
        var path: [Double] = []
        for step in 0..<(values.count + horizon) {
            let miss = step < values.count ? values[step] - level : 0
            if step >= values.count { path.append(level) }
            error += miss * miss
            let next = level - (1 - imaginary) * hint + (real - imaginary) * miss
            hint = level + (1 - real) * hint + (real + imaginary) * miss
            level = next
        }
        return (error, path)
    }
}
