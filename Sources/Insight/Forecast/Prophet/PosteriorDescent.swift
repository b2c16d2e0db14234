/// Minimises by the limited-memory method of Broyden, Fletcher, Goldfarb and Shanno with a line
/// search for Wolfe's conditions (J. Nocedal and S. Wright, "Numerical Optimization", 2006,
/// algorithms 3.5, 3.6 and 7.5). Memory, first step and the ends of the search are those of Stan,
/// so that it comes to rest where Prophet does: the kinks of a Laplace prior often stop both
/// before the minimum.
struct PosteriorDescent {
    struct Point {
        var place: [Double]
        var value: Double
        var gradient: [Double]
    }

    /// A value and a gradient; not finite where the function is not defined.
    let objective: ([Double]) -> (value: Double, gradient: [Double])
    private var pairs: [(step: [Double], change: [Double], inverse: Double)] = []

    init(_ objective: @escaping ([Double]) -> (value: Double, gradient: [Double])) {
        self.objective = objective
    }

    private static let memory = 5
    private static let firstStep = 1e-3
    private static let leastStep = 1e-12
    var mostSteps = 10_000

    /// Nil where the line search finds no way down.
    mutating func minimum(from start: [Double]) -> [Double]? {
        guard var point = point(at: start) else { return nil }
        var direction = point.gradient.map { -$0 }
        var last: (slope: Double, step: Double, rise: Double, direction: [Double])?
        var isReset = true
        for _ in 0..<mostSteps {
            var step = Self.firstStep
            if let last, !isReset {
                let guess = CubicStep.lowest(
                    slope: last.slope, at: last.step, rise: last.rise,
                    slopeThere: Self.product(point.gradient, last.direction),
                    within: Self.leastStep...1)
                step = min(1, 1.01 * guess)
            }
            guard let next = WolfeSearch(objective: self.point(at:), origin: point, direction)
                .found(from: step)
            else {
                if isReset { return nil }
                isReset = true
                direction = point.gradient.map { -$0 }
                continue
            }
            let moved = zip(next.point.place, point.place).map { $0 - $1 }
            let change = zip(next.point.gradient, point.gradient).map { $0 - $1 }
            let alignment = Self.product(moved, change)
            var taken = (step: next.step, direction: direction)
            if isReset {
                pairs = []
                let factor = Self.product(change, change) / alignment
                taken = (next.step * factor, direction.map { $0 / factor })
            }
            last = (
                Self.product(point.gradient, taken.direction), taken.step,
                next.point.value - point.value, taken.direction
            )
            pairs.append((moved, change, 1 / alignment))
            if pairs.count > Self.memory { pairs.removeFirst() }
            let before = point
            point = next.point
            isReset = false
            direction = searchDirection(point.gradient)
            if isAtRest(before, point, moved, direction) { return point.place }
        }
        return point.place
    }

    private func isAtRest(
        _ before: Point, _ point: Point, _ moved: [Double], _ direction: [Double]
    ) -> Bool {
        let drop = (before.value - point.value).magnitude
        let size = max(before.value.magnitude, point.value.magnitude, 1)
        let expected = -Self.product(direction, point.gradient) / max(point.value.magnitude, 1)
        return drop < 1e-12 || Self.product(point.gradient, point.gradient) < 1e-16
            || Self.product(moved, moved) < 1e-16 || expected < 1e7 * Double.ulpOfOne
            || drop / size < 1e4 * Double.ulpOfOne
    }

    private func searchDirection(_ gradient: [Double]) -> [Double] {
        var direction = gradient.map { -$0 }
        var shares = [Double](repeating: 0, count: pairs.count)
        for index in pairs.indices.reversed() {
            let pair = pairs[index]
            shares[index] = pair.inverse * Self.product(pair.step, direction)
            Self.add(-shares[index], pair.change, to: &direction)
        }
        if let newest = pairs.last {
            let scale = 1 / (newest.inverse * Self.product(newest.change, newest.change))
            for place in direction.indices { direction[place] *= scale }
        }
        for index in pairs.indices {
            let pair = pairs[index]
            let share = shares[index] - pair.inverse * Self.product(pair.change, direction)
            Self.add(share, pair.step, to: &direction)
        }
        return direction
    }

    private func point(at place: [Double]) -> Point? {
        let (value, gradient) = objective(place)
        guard value.isFinite, gradient.allSatisfy({ $0.isFinite }) else { return nil }
        return Point(place: place, value: value, gradient: gradient)
    }

    private static func add(_ share: Double, _ other: [Double], to sums: inout [Double]) {
        other.withUnsafeBufferPointer { other in
            sums.withUnsafeMutableBufferPointer { sums in
                for index in sums.indices { sums[index] += share * other[index] }
            }
        }
    }

    static func product(_ left: [Double], _ right: [Double]) -> Double {
        var sum = 0.0
        for index in left.indices { sum += left[index] * right[index] }
        return sum
    }
}

/// The lowest place of the cubic curve through two points with given slopes.
enum CubicStep {
    /// The curve begins at (0, 0) with one slope and reaches `rise` at `place` with another.
    static func lowest(
        slope: Double, at place: Double, rise: Double, slopeThere: Double,
        within range: ClosedRange<Double>
    ) -> Double {
        let third = (-12 * rise + 6 * place * (slope + slopeThere)) / (place * place * place)
        let second = -(4 * slope + 2 * slopeThere) / place + 6 * rise / (place * place)
        func value(_ x: Double) -> Double { x * (x * (x * third / 3 + second) / 2 + slope) }
        let root = (second * second - 2 * slope * third).squareRoot()
        var best = range.lowerBound
        for candidate in [range.upperBound, -(second + root) / third, -(second - root) / third]
        where range.contains(candidate) && value(candidate) < value(best) {
            best = candidate
        }
        return best
    }
}
