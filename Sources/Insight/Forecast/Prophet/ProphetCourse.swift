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
    private let course: ProphetCourse
    private let gap: Double
    /// The logarithm of the chance that a step has no bend.
    private let stays: Double
    private var chance: SeededGenerator
    /// How the trend of each future differs from the line: by how much it rises more in a step, and
    /// by how much it lies above.
    private var slopes: [Double]
    private var rises: [Double]
    /// The futures that bend at each step; and those that bent at the last, by half of the bend,
    /// which counts now.
    private var bending: [[Int]]
    private var bent: [(future: Int, half: Double)] = []
    /// By how much each bends at this step, summed before it changes the slope; zeros in between.
    private var turns: [Double]
    private var step = 0
    /// One normal number for each future, each equally likely: dealt out anew at every step, so
    /// that the sample holds as many of each size as it should (a Latin hypercube: M. McKay,
    /// R. Beckman and W. Conover, 1979). Twice in a row, so that they can be dealt from any place.
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
        let sizes = (0..<count).map {
            NormalQuantile.value((Double($0) + 0.5) / Double(count))
        }
        normals = sizes + sizes
        values = sizes
        near = (-1.3 * course.noise, 1.3 * course.noise)
        slopes = [Double](repeating: 0, count: count)
        rises = slopes
        turns = slopes
        bending = [[Int]](repeating: [], count: course.steps.count)
        for future in 0..<count { wait(future, from: 0) }
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
        let deal = Int(chance.uniform() * Double(values.count))
        bend()
        // Copies of what the loops need: reading it off the course would count references.
        let (gap, noise, share) = (gap, course.noise, 1 + step.multiplied)
        let (line, added) = (step.line, step.added)
        let capacity = course.settings.growth == .logistic ? course.capacity : nil
        slopes.withUnsafeBufferPointer { slopes in
            rises.withUnsafeMutableBufferPointer { rises in
                values.withUnsafeMutableBufferPointer { values in
                    for index in values.indices {
                        rises[index] += slopes[index] * gap
                        values[index] = line + rises[index]
                    }
                    if let capacity {
                        for index in values.indices {
                            values[index] = capacity / (1 + Elementary.exp(-values[index]))
                        }
                    }
                    normals.withUnsafeBufferPointer { normals in
                        for index in values.indices {
                            values[index] = values[index] * share + added
                                + noise * normals[deal + index]
                        }
                    }
                }
            }
        }
        self.step += 1
    }

    private mutating func bend() {
        let before = bent
        bent = []
        for future in bending[step].sorted() {
            bent.append((future, chance.laplace(course.bendSize) / 2))
            wait(future, from: step + 1)
        }
        bending[step] = []
        let turning = before + bent
        for (future, half) in turning { turns[future] += half }
        for (future, _) in turning {
            slopes[future] += turns[future]
            turns[future] = 0
        }
    }

    /// Draws how many steps without a bend come first, where each bends with the same chance.
    private mutating func wait(_ future: Int, from step: Int) {
        guard stays < 0 else { return }
        let wait = Elementary.log(1 - chance.uniform()) / stays
        guard wait < Double(bending.count - step) else { return }
        bending[step + Int(wait)].append(future)
    }
}
