/// Half of an 80 % interval at each step ahead, by one rule for every kind of series.
///
/// How errors widen with the steps is read off the whole history: what exponential smoothing of the
/// series without its season missed one, two, three … steps ahead of each of its values. How much
/// better the forecast is than that, its own misses at past origins say. Few and overlapping
/// origins tell a ratio well and a shape badly; a history of many steps tells the shape.
struct IntervalWidths {
    /// What a forecast missed from one past origin on, step by step.
    struct Origin {
        /// The number of values before it.
        var count: Int
        /// NaN where no value is known.
        var misses: [Double]
    }

    /// The mean absolute error of smoothing at each step ahead, at the series' size of today.
    private let expected: [Double]
    private let values: [Double]
    private let levels: [Double]
    private let growth: [Double]

    /// The mean absolute error of a normal distribution times this is its 80 % quantile of
    /// absolute errors: 1.2816 / (2 / pi)^0.5.
    private static let eightInTen = 1.606
    /// Errors of this many pairs of values and steps tell enough, however long the series is.
    private static let mostPairs = 1_000_000

    /// - Parameters:
    ///   - adjusted: the series without its season.
    ///   - seen: the same with its outliers, which smoothing does not follow but misses, and NaN
    ///     where no value is known, from and to which nothing is missed; nil where it has neither.
    ///   - growth: what a miss at each value comes to at the series' size of today.
    init(
        _ adjusted: [Double], seen: [Double]? = nil, growth: [Double], season: Int, horizon: Int
    ) {
        let seen = seen ?? adjusted
        self.growth = growth
        values = seen
        let first = min(max(3, season / 4), adjusted.count / 4)
        var best: (error: Double, levels: [Double]) = (.infinity, adjusted)
        for weight in [1, 0.6, 0.35, 0.2, 0.1, 0.05] {
            let levels = Self.levels(adjusted, weight: weight, season: season)
            let (error, _) = Self.error(1, levels, seen, growth, from: first, stride: 1)
            if error < best.error { best = (error, levels) }
        }
        levels = best.levels
        let reach = min(horizon, max(adjusted.count / 2, 1))
        let stride = max(1, adjusted.count * reach / Self.mostPairs)
        let told = (1...reach).map { [levels] step in
            Self.error(step, levels, seen, growth, from: first, stride: stride)
        }
        var expected = Self.rising(told)
        // Further than half of the history nothing is seen: as a walk goes astray.
        for step in reach..<max(horizon, reach) {
            let times = Double(step + 1) / Double(reach)
            expected.append(expected[reach - 1] * times.squareRoot())
        }
        self.expected = expected
    }

    /// - Parameter origins: may reach less far than the horizon.
    func halves(_ origins: [Origin]) -> [Double] {
        // The history counts as one origin at which the forecast was no better than smoothing.
        var own = 0.0
        var plain = 0.0
        var usual = 0.0
        for origin in origins {
            let level = levels[origin.count - 1]
            let size = growth[origin.count - 1]
            for (step, miss) in origin.misses.enumerated() where miss.isFinite {
                own += size * miss.magnitude
                plain += size * (values[origin.count + step] - level).magnitude
                usual += expected[step]
            }
        }
        let history = origins.isEmpty ? 1 : usual / Double(origins.count)
        // Half against what smoothing missed from the same origins, which had the same luck; half
        // against what it misses on the whole, which does not rest on few steps.
        let rival = (plain + usual) / 2 + history
        let ratio = rival > 0 ? (own + history) / rival : 1
        return expected.map { Self.eightInTen * ratio * $0 }
    }

    private static func levels(_ values: [Double], weight: Double, season: Int) -> [Double] {
        let start = values.prefix(max(4, min(season, 12)))
        var level = start.reduce(0, +) / Double(max(start.count, 1))
        return values.map { value in
            level += weight * (value - level)
            return level
        }
    }

    /// The nearest to what was seen that never falls with the steps (least squares by pooling what
    /// falls: M. Ayer and others, 1955): further ahead nothing is known better, and what a history
    /// shows otherwise is chance. What no pair of values tells has what the step before it has.
    static func rising(_ told: [(error: Double, pairs: Double)]) -> [Double] {
        var blocks: [(sum: Double, pairs: Double, steps: Int)] = []
        for (error, pairs) in told {
            var block = (sum: pairs > 0 ? error * pairs : 0, pairs: pairs, steps: 1)
            while let last = blocks.last,
                min(block.pairs, last.pairs) == 0
                    || last.sum * block.pairs >= block.sum * last.pairs
            {
                block = (last.sum + block.sum, last.pairs + block.pairs, last.steps + block.steps)
                blocks.removeLast()
            }
            blocks.append(block)
        }
        return blocks.flatMap { block in
            [Double](repeating: block.pairs > 0 ? block.sum / block.pairs : 0, count: block.steps)
        }
    }

    /// The mean over the history from a value on, and of how many pairs; NaN of 0 where no known
    /// values lie so far apart.
    private static func error(
        _ step: Int, _ levels: [Double], _ values: [Double], _ growth: [Double],
        from first: Int, stride: Int
    ) -> (error: Double, pairs: Double) {
        var sum = 0.0
        var count = 0.0
        var origin = min(first, max(values.count - 1 - step, 0))
        guard origin + step < values.count else { return (0, 0) }
        while origin + step < values.count {
            // A level amid a gap was drawn towards the value after it.
            if !values[origin].isNaN, !values[origin + step].isNaN {
                sum += growth[origin] * (values[origin + step] - levels[origin]).magnitude
                count += 1
            }
            origin += stride
        }
        return (count > 0 ? sum / count : .nan, count)
    }
}
