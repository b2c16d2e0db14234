@testable import Insight
import Testing

@Suite("What the Prophet model is worked out by is what its formulas say")
struct ProphetNumericsTests {
    private static func problem(
        _ growth: ProphetSettings.Growth, multiplied: [Bool]
    ) -> ProphetFit.Problem {
        // Two blocks of rows that are looked at together, and a third that no lane divides.
        let count = 303
        let times = (0..<count).map { Double($0) / Double(count - 1) }
        let values = (0..<count).map { (row: Int) -> Double in
            0.3 + Double(row % 7) / 20 + Double(row) / 750
        }
        let features = (0..<count).flatMap { (row: Int) -> [Double] in
            multiplied.indices.map { Double((row * ($0 + 3)) % 11) / 11 - 0.4 }
        }
        return ProphetFit.Problem(
            growth: growth, times: times, values: values,
            capacity: 1.4, changepoints: [0.1, 0.25, 0.25, 0.6], changepointPriorScale: 0.05,
            features: features, priorScales: multiplied.map { _ in 10 },
            isMultiplicative: multiplied)
    }

    static let growths: [(growth: ProphetSettings.Growth, multiplied: [Bool])] = [
        (.linear, [true, true, false]), (.logistic, [false, false]),
        (.logistic, [true, false, true]), (.flat, [true, false]), (.linear, [true]),
        (.linear, [false, false, false, false, false, true, true, true, true, true, true]),
        (.logistic, [true, true, true, true, true, false, false, false, false, false, false]),
    ]

    @Test("The gradient is the slope of the squares, each parameter by itself", arguments: growths)
    func gradientIsTheSlope(growth: ProphetSettings.Growth, multiplied: [Bool]) {
        let problem = Self.problem(growth, multiplied: multiplied)
        let misfit = ProphetMisfit(problem)
        var flat = [0.4, 0.2, 0.3, -0.2, 0.15, -0.4]
        flat += multiplied.indices.map { 0.1 + Double($0) / 20 }
        let (_, slopes) = misfit(flat)
        #expect(slopes.count == flat.count)
        for index in flat.indices {
            let step = 1e-5
            var (above, below) = (flat, flat)
            above[index] += step
            below[index] -= step
            let slope = (misfit(above).squares - misfit(below).squares) / (4 * step)
            #expect(abs(slopes[index] - slope) < 1e-6 * max(1, abs(slope)), "\(growth) \(index)")
        }
    }

    @Test("The squares are those of the parameters' own values", arguments: growths)
    func squaresAreTheMisses(growth: ProphetSettings.Growth, multiplied: [Bool]) {
        let problem = Self.problem(growth, multiplied: multiplied)
        var parameters = ProphetParameters(startingAt: problem)
        parameters.flat = [0.4, 0.2, 0.3, -0.2, 0.15, -0.4] + multiplied.map { $0 ? 0.2 : -0.1 }
        let squares = problem.values.indices.reduce(0.0) { sum, index in
            let miss = parameters.value(problem, at: index) - problem.values[index]
            return sum + miss * miss
        }
        #expect(abs(ProphetMisfit(problem)(parameters.flat).squares - squares) < 1e-10)
    }

    @Test("The curvature is what differences of fourth order make of the gradient, kinks included",
        arguments: growths)
    func curvatureIsTheGradients(growth: ProphetSettings.Growth, multiplied: [Bool]) {
        let problem = Self.problem(growth, multiplied: multiplied)
        let posterior = ProphetPosterior(problem, sums: nil)
        let (distance, stencil) = (1e-3, PosteriorNewton.stencil)
        var curvature = PosteriorCurvature(problem, distance: distance, stencil: stencil)
        // Bends at zero, within the distance of it, between its points, and far from it.
        for bends in [[0.0, 0.0, 0.0, 0.0], [1e-4, -1.5e-3, 0.002, 0.15], [0.3, -0.2, 0.15, 0.4]] {
            let place = [0.4, 0.2] + bends + multiplied.map { $0 ? 0.2 : -0.1 } + [-1.2]
            let matrix = curvature(place)
            let width = place.count
            #expect(matrix.count == width * width)
            for row in 0..<width {
                var slopes = [Double](repeating: 0, count: width)
                for (steps, weight) in stencil {
                    var moved = place
                    moved[row] += steps * distance
                    for (column, slope) in posterior(moved).gradient.enumerated() {
                        slopes[column] += weight * slope / distance
                    }
                }
                for column in 0..<width {
                    // The kinks are told by the row of their own bend alone.
                    let own = matrix[row * width + column]
                    let size = max(1, abs(slopes[column]))
                    let place = "\(growth) \(row) \(column)"
                    #expect(abs(own - slopes[column]) < 1e-6 * size, "\(place)")
                }
            }
        }
    }

    @Test("A matrix of signs both ways is solved as if each eigenvalue were its own size")
    func solvesUpwards() throws {
        // A reflection has the eigenvectors; sizes from a millionth to a thousand, some below zero.
        let width = 9
        let values = (0..<width).map { (index: Int) -> Double in
            let size = [1e-6, 2, 1000, 0.5, 1e-3, 40, 3, 7, 0.25][index]
            return index % 3 == 1 ? -size : size
        }
        let axis = (0..<width).map { Double($0 % 4) + 0.5 }
        let square = axis.reduce(0) { $0 + $1 * $1 }
        func vector(_ index: Int) -> [Double] {
            (0..<width).map { ($0 == index ? 1 : 0) - 2 * axis[$0] * axis[index] / square }
        }
        func made(_ sizes: [Double], _ side: [Double]) -> [Double] {
            var result = [Double](repeating: 0, count: width)
            for index in 0..<width {
                let own = vector(index)
                let share = zip(own, side).reduce(0) { $0 + $1.0 * $1.1 } * sizes[index]
                for place in 0..<width { result[place] += share * own[place] }
            }
            return result
        }
        let columns = (0..<width).map { column in
            made(values, (0..<width).map { $0 == column ? 1 : 0 })
        }
        let side = (0..<width).map { Double($0) - 3.5 }
        let solution = try #require(
            SymmetricSystem(columns.flatMap { $0 }, width: width).solvedUpwards(side))
        let back = made(values.map { $0.magnitude }, solution)
        for place in 0..<width { #expect(abs(back[place] - side[place]) < 1e-5) }
        let found = try #require(EigenSystem(columns.flatMap { $0 }, width: width)).values.sorted()
        for (own, known) in zip(found, values.sorted()) {
            #expect(abs(own - known) < 1e-11 * max(1, 1000 * abs(known)))
        }
        let broken = [Double](repeating: .nan, count: 4)
        #expect(SymmetricSystem(broken, width: 2).solvedUpwards([1, 1]) == nil)
    }

    @Test("A median is the middle of the sorted sample, or lies between its two middles",
        arguments: [1, 2, 3, 4, 5, 6, 50, 101])
    func medians(count: Int) {
        for seed in 0..<20 {
            let values = (0..<count).map { (step: Int) -> Double in
                Double((step + seed) * 7_919 % (seed % 3 == 0 ? 5 : 1_009)) - 3
            }
            let sorted = values.sorted()
            let middle = (sorted[count / 2] + sorted[(count - 1) / 2]) / 2
            #expect(SampleQuantile.median(of: values) == middle, "\(values)")
        }
        #expect(SampleQuantile.median(of: []).isNaN)
    }

    @Test("A quantile is that of the sorted sample, whatever was guessed",
        arguments: [-3.0, 0, 0.4, 9])
    func quantilesAreSorted(guess: Double) {
        let values = (0..<501).map { (step: Int) -> Double in
            Double(step * 7_919 % 1_009) / 504 - 1
        }
        let sorted = values.sorted()
        for (share, rank) in [(0.0, 0), (0.1, 50), (0.5, 250), (0.9, 450), (1.0, 500)] {
            for isBelow in [true, false] {
                let value = SampleQuantile.value(
                    of: values, share, splitAt: guess, isBelow: isBelow)
                #expect(value == sorted[rank], "\(share) \(guess)")
            }
        }
        let between = SampleQuantile.value(
            of: [3, 1, 2, 4], 0.5, splitAt: guess, isBelow: true)
        #expect(between == 2.5)
    }

    @Test("Without bends the interval is the noise's, to a hundredth; with bends it opens")
    func futuresHoldTheNoise() {
        func widths(bends: Int, growth: ProphetSettings.Growth) -> [Double] {
            var settings = ProphetSettings()
            settings.growth = growth
            let course = ProphetCourse(
                settings: settings,
                steps: (1...200).map {
                    .init(time: 1 + Double($0) / 800, line: 2, added: 0.5, multiplied: 0)
                },
                capacity: 1, bends: bends, bendSize: 1, noise: 0.1, usualGap: 1.0 / 800)
            let (lower, upper) = course.bounds()
            return zip(upper, lower).map { $0 - $1 }
        }
        for width in widths(bends: 25, growth: .flat) {
            #expect(abs(width / (2 * 1.2816 * 0.1) - 1) < 0.01)
        }
        let opening = widths(bends: 25, growth: .linear)
        // The rise after t of time is of variance bends·2·size²·t³/3: at a quarter 0.26, so 0.51.
        #expect(opening[199] > 2 * 1.2816 * 0.4 && opening[199] < 2 * 1.2816 * 0.6)
        #expect(opening[0] < 0.3)
    }
    @Test("Futures taken together are those taken one by one, to the last bit",
        arguments: [ProphetSettings.Growth.linear, .logistic])
    func futuresAreThoseOfEach(growth: ProphetSettings.Growth) {
        var settings = ProphetSettings()
        settings.growth = growth
        settings.samples = 200
        settings.seed = 9
        // A bend at two of five steps, so that many bend at two steps running.
        let course = ProphetCourse(
            settings: settings,
            steps: (1...60).map { (step: Int) -> ProphetCourse.Step in
                .init(
                    time: 1 + Double(step) / 60, line: 0.3, added: 0.1 * Double(step % 7),
                    multiplied: 0.05 * Double(step % 5))
            },
            capacity: 1.5, bends: 24, bendSize: 0.7, noise: 0.02, usualGap: 1.0 / 60)
        let bounds = course.bounds()
        let each = PlainFutures.bounds(of: course)
        #expect(each.lower.count == 60)
        #expect(bounds.lower == each.lower && bounds.upper == each.upper)
    }
}

/// The same futures without a thought for speed: at each step one future after another, where half
/// of a bend counts at its own step and half at the next.
private enum PlainFutures {
    private struct Future {
        var slope = 0.0
        var rise = 0.0
        var bend = 0.0
        /// Steps until it bends.
        var wait: Double
    }

    static func bounds(of course: ProphetCourse) -> (lower: [Double], upper: [Double]) {
        let (count, steps) = (course.settings.samples, course.steps)
        let gap = (steps[steps.count - 1].time - steps[0].time) / Double(steps.count - 1)
        let stays = Elementary.log(1 - Double(course.bends) * gap)
        var chance = SeededGenerator(seed: course.settings.seed)
        func wait() -> Double { (Elementary.log(1 - chance.uniform()) / stays).rounded(.down) }
        var futures = (0..<count).map { _ in Future(wait: wait()) }
        var (lower, upper): ([Double], [Double]) = ([], [])
        for step in steps {
            let deal = Int(chance.uniform() * Double(count))
            var values: [Double] = []
            for index in futures.indices {
                let before = futures[index].bend
                futures[index].bend = 0
                if futures[index].wait == 0 {
                    futures[index].bend = chance.laplace(course.bendSize)
                    futures[index].wait = wait() + 1
                }
                futures[index].wait -= 1
                futures[index].slope += (futures[index].bend + before) / 2
                futures[index].rise += futures[index].slope * gap
                let trend = ProphetParameters.trend(
                    step.line + futures[index].rise, capacity: course.capacity,
                    course.settings.growth)
                let rank = (Double((deal + index) % count) + 0.5) / Double(count)
                values.append(
                    trend * (1 + step.multiplied) + step.added
                        + course.noise * NormalQuantile.value(rank))
            }
            let share = (1 - course.settings.intervalWidth) / 2
            lower.append(quantile(values.sorted(), share))
            upper.append(quantile(values.sorted(), 1 - share))
        }
        return (lower, upper)
    }

    private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        let place = share * Double(sorted.count - 1)
        let (low, next) = (sorted[Int(place)], sorted[Int(place) + 1])
        return low + (place - Double(Int(place))) * (next - low)
    }
}
