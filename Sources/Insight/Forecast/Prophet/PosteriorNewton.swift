/// Minimises by Newton's method as Stan has it, which Prophet takes below a hundred values, so
/// that it comes to rest where Prophet does. Stan's curvature is a millionth of the true one, for
/// differences of gradients are multiplied by their distance where they are to be divided: steps
/// begin a million times too long and are halved until the value does not rise. Where that stops
/// is often not the minimum, and parity means to stop there too.
struct PosteriorNewton {
    private let posterior: ProphetPosterior
    private var curvature: PosteriorCurvature

    private static let distance = 1e-3
    /// Central differences of fourth order: at so many distances, a gradient's weight.
    static let stencil: PosteriorCurvature.Stencil = [
        (-2, 1 / 12), (-1, -2 / 3), (1, 2 / 3), (2, -1 / 12),
    ]
    private static let leastStep = 1e-50
    private static let leastDrop = 1e-8
    private static let mostSteps = 10_000

    init(_ problem: ProphetFit.Problem) {
        posterior = ProphetPosterior(problem, sums: nil)
        curvature = PosteriorCurvature(problem, distance: Self.distance, stencil: Self.stencil)
    }

    /// Nil where the posterior is not defined at the start, or has no curvature on the way.
    mutating func minimum(from start: [Double]) -> [Double]? {
        var place = start
        var (value, gradient) = posterior(place)
        guard value.isFinite else { return nil }
        for _ in 0..<Self.mostSteps {
            let stansOwn = curvature(place).map { Self.distance * Self.distance * $0 }
            let system = SymmetricSystem(stansOwn, width: place.count)
            guard let direction = system.solvedUpwards(gradient) else { return nil }
            guard let next = lower(than: value, from: place, against: direction) else { break }
            let drop = value - next.value
            (place, value, gradient) = next
            if drop <= Self.leastDrop { break }
        }
        return place
    }

    /// After the first of ever smaller steps that does not rise; nil where each does.
    private func lower(
        than value: Double, from place: [Double], against direction: [Double]
    ) -> (place: [Double], value: Double, gradient: [Double])? {
        var step = 1.0
        while step >= Self.leastStep {
            let reached = zip(place, direction).map { $0 - step * $1 }
            let next = posterior(reached)
            if next.value <= value, next.gradient.allSatisfy({ $0.isFinite }) {
                return (reached, next.value, next.gradient)
            }
            step *= 0.5
        }
        return nil
    }
}
