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
        let count = max(settings.samples, 10)
        let steps = steps.filter { $0.time > 1 }
        var samples = [Double](repeating: 0, count: steps.count * count)
        var chance = SeededGenerator(seed: settings.seed)
        let gap = steps.count > 1
            ? (steps[steps.count - 1].time - steps[0].time) / Double(steps.count - 1)
            : usualGap
        let likelihood = settings.growth == .flat ? 0 : Double(bends) * gap
        for sample in 0..<count {
            var (slope, rise, last) = (0.0, 0.0, 0.0)
            for (index, step) in steps.enumerated() {
                let bend = chance.uniform() < likelihood ? chance.laplace(bendSize) : 0
                slope += (bend + last) / 2
                last = bend
                rise += slope * gap
                let trend = ProphetParameters.trend(
                    step.line + rise, capacity: capacity, settings.growth)
                samples[index * count + sample] =
                    trend * (1 + step.multiplied) + step.added + noise * chance.normal()
            }
        }
        let share = min(max((1 - settings.intervalWidth) / 2, 0), 0.5)
        var (lower, upper): ([Double], [Double]) = ([], [])
        var position = 0
        for step in self.steps {
            guard step.time > 1 else {
                let half = noise * NormalQuantile.value(1 - share)
                let trend = ProphetParameters.trend(
                    step.line, capacity: capacity, settings.growth)
                let value = trend * (1 + step.multiplied) + step.added
                lower.append(value - half)
                upper.append(value + half)
                continue
            }
            var own = Array(samples[(position * count)..<((position + 1) * count)])
            lower.append(Self.quantile(&own, share))
            upper.append(Self.quantile(&own, 1 - share))
            position += 1
        }
        return (lower, upper)
    }

    /// Between the two nearest ranks.
    private static func quantile(_ values: inout [Double], _ share: Double) -> Double {
        let place = share * Double(values.count - 1)
        let below = Int(place)
        let low = ranked(&values, below)
        guard below + 1 < values.count else { return low }
        // What follows a settled rank is not below it.
        let next = values[(below + 1)...].min() ?? low
        return low + (place - Double(below)) * (next - low)
    }

    /// Settles one rank: C. Hoare, "Algorithm 65: Find", 1961.
    private static func ranked(_ values: inout [Double], _ rank: Int) -> Double {
        var (left, right) = (0, values.count - 1)
        while left < right {
            let pivot = values[rank]
            var (low, high) = (left, right)
            repeat {
                while values[low] < pivot { low += 1 }
                while pivot < values[high] { high -= 1 }
                if low <= high {
                    values.swapAt(low, high)
                    low += 1
                    high -= 1
                }
            } while low <= high
            if high < rank { left = low }
            if rank < low { right = high }
        }
        return values[rank]
    }
}
