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
            let sorted = samples[(position * count)..<((position + 1) * count)].sorted()
            lower.append(Self.quantile(sorted, share))
            upper.append(Self.quantile(sorted, 1 - share))
            position += 1
        }
        return (lower, upper)
    }

    private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        let place = share * Double(sorted.count - 1)
        let below = Int(place)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }
}
