/// Possible futures of a fitted Prophet model: the trend goes on to bend as often and as much as
/// it did, and noise lies over it. The same seed gives the same futures.
struct ProphetCourse {
    struct Step {
        var time: Double
        var line: Double
        var added: Double
        var multiplied: Double
    }

    let settings: ProphetSettings
    let steps: [Step]
    let capacity: Double
    let bends: Int
    /// The mean size of a bend.
    let bendSize: Double
    let noise: Double
    /// The distance of two times where the future has but one.
    let usualGap: Double

    /// The quantiles that leave out equal shares on both sides.
    func bounds() -> (lower: [Double], upper: [Double]) {
        let later = steps.filter { $0.time > 1 }
        let share = min(max((1 - settings.intervalWidth) / 2, 0), 0.5)
        var futures = Futures(self, gap: later.count > 1
            ? (later[later.count - 1].time - later[0].time) / Double(later.count - 1) : usualGap)
        var (lower, upper): ([Double], [Double]) = ([], [])
        for step in steps {
            let bounds: (Double, Double)
            if step.time > 1 {
                bounds = futures.bounds(at: step, share: share)
            } else {
                let half = noise * NormalQuantile.value(1 - share)
                let value = value(of: step, line: step.line)
                bounds = (value - half, value + half)
            }
            lower.append(bounds.0)
            upper.append(bounds.1)
        }
        return (lower, upper)
    }

    fileprivate func value(of step: Step, line: Double) -> Double {
        ProphetParameters.trend(line, capacity: capacity, settings.growth) * (1 + step.multiplied)
            + step.added
    }
}

/// Many courses of the trend, taken one step further at a time.
private struct Futures {
    private struct Future {
        var slope = 0.0
        var rise = 0.0
        /// The bend at its last step, half of which counts at the next.
        var bend = 0.0
        /// Steps until it bends again.
        var wait: Int
    }

    private let course: ProphetCourse
    private let gap: Double
    /// The logarithm of the chance that a step has no bend.
    private let stays: Double
    private var chance: SeededGenerator
    private var futures: [Future] = []
    /// One normal number for each future, each equally likely: dealt out anew at every step, so
    /// that the sample holds as many of each size as it should (a Latin hypercube: M. McKay,
    /// R. Beckman and W. Conover, 1979).
    private let normals: [Double]
    private var values: [Double]
    /// The last quantiles less the middle, near which the next ones lie.
    private var near: (lower: Double, upper: Double)

    init(_ course: ProphetCourse, gap: Double) {
        self.course = course
        self.gap = gap
        let count = max(course.settings.samples, 10)
        let likelihood = course.settings.growth == .flat ? 0 : Double(course.bends) * gap
        stays = Elementary.log(max(1 - likelihood, 0))
        chance = SeededGenerator(seed: course.settings.seed)
        normals = (0..<count).map { NormalQuantile.value((Double($0) + 0.5) / Double(count)) }
        values = normals
        near = (-1.3 * course.noise, 1.3 * course.noise)
        futures = (0..<count).map { _ in Future(wait: Self.wait(&chance, stays)) }
    }

    /// The next step of each future, and its quantiles.
    mutating func bounds(at step: ProphetCourse.Step, share: Double) -> (Double, Double) {
        advance(to: step)
        let middle = course.value(of: step, line: step.line)
        let margin = 0.2 * course.noise
        let lower = SampleQuantile.value(
            of: values, share, splitAt: middle + near.lower + margin, isBelow: true)
        let upper = SampleQuantile.value(
            of: values, 1 - share, splitAt: middle + near.upper - margin, isBelow: false)
        near = (lower - middle, upper - middle)
        return (lower, upper)
    }

    private mutating func advance(to step: ProphetCourse.Step) {
        var chance = chance
        var deal = Int(chance.uniform() * Double(values.count))
        // Copies of what the loop needs: reading it off the course would count references.
        let (growth, capacity) = (course.settings.growth, course.capacity)
        let (bendSize, noise, share) = (course.bendSize, course.noise, 1 + step.multiplied)
        futures.withUnsafeMutableBufferPointer { futures in
            values.withUnsafeMutableBufferPointer { values in
                for index in futures.indices {
                    var future = futures[index]
                    let before = future.bend
                    future.bend = 0
                    if future.wait == 0 {
                        future.bend = chance.laplace(bendSize)
                        future.wait = Self.wait(&chance, stays) + 1
                    }
                    future.wait -= 1
                    future.slope += (future.bend + before) / 2
                    future.rise += future.slope * gap
                    futures[index] = future
                    let trend = ProphetParameters.trend(
                        step.line + future.rise, capacity: capacity, growth)
                    values[index] = trend * share + step.added + noise * normals[deal]
                    deal = deal + 1 == normals.count ? 0 : deal + 1
                }
            }
        }
        self.chance = chance
    }

    /// How many steps without a bend come first, where each bends with the same chance.
    private static func wait(_ chance: inout SeededGenerator, _ stays: Double) -> Int {
        guard stays < 0 else { return 1_000_000_000 }
        return Int(min(Elementary.log(1 - chance.uniform()) / stays, 1e9))
    }
}
