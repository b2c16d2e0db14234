/// What a fitted Prophet model knows, in the scaled units of its series.
struct ProphetParameters: Sendable {
    /// Rate, offset, a bend for each change point, a coefficient for each feature.
    var flat: [Double]
    /// The deviation of what nothing explains.
    var noise = 1.0
    private let bends: Int

    /// The curve through the first and the last value, without bends or features.
    ///
    /// - Parameter least: the share of the capacity at which a logistic curve begins at least; a
    ///   hundredth is what Prophet has.
    init(startingAt problem: ProphetFit.Problem, least: Double = leastShare) {
        bends = problem.changepoints.count
        flat = [Double](repeating: 0, count: 2 + bends + problem.priorScales.count)
        for bend in 0..<bends { flat[2 + bend] = problem.changepointPriorScale }
        let first = problem.values.first ?? 0
        let last = problem.values.last ?? 0
        switch problem.growth {
        case .linear: (flat[0], flat[1]) = (last - first, first)
        case .flat:
            flat[1] = problem.values.reduce(0, +) / Double(max(problem.values.count, 1))
            for bend in 0..<bends { flat[2 + bend] = 0 }
        case .logistic:
            let capacity = problem.capacity
            func odds(_ value: Double) -> Double {
                capacity / max(least * capacity, min(0.99 * capacity, value))
            }
            var (start, end) = (odds(first), odds(last))
            if (start - end).magnitude <= 0.01 { start *= 1.05 }
            end = max(end, 1.0001)
            let (left, right) = (Elementary.log(start - 1), Elementary.log(end - 1))
            (flat[0], flat[1]) = (left - right, left / (left - right))
            for bend in 0..<bends { flat[2 + bend] = 1e-3 }
        }
    }

    static let leastShare = 0.01

    var bendSizes: ArraySlice<Double> { flat[2..<(2 + bends)] }
    var coefficients: ArraySlice<Double> { flat[(2 + bends)...] }

    /// The broken line below the trend: the trend itself, or the logarithm of its odds.
    func line(
        at time: Double, _ changepoints: [Double], _ growth: ProphetSettings.Growth
    ) -> Double {
        switch growth {
        case .flat: return flat[1]
        case .linear, .logistic:
            var sum = growth == .linear ? flat[0] * time + flat[1] : flat[0] * (time - flat[1])
            for (bend, place) in changepoints.enumerated() where time > place {
                sum += flat[2 + bend] * (time - place)
            }
            return sum
        }
    }

    /// A line's value as a trend.
    static func trend(
        _ line: Double, capacity: Double, _ growth: ProphetSettings.Growth
    ) -> Double {
        growth == .logistic ? capacity / (1 + Elementary.exp(-line)) : line
    }

    func value(_ problem: ProphetFit.Problem, at index: Int) -> Double {
        let trend = Self.trend(
            line(at: problem.times[index], problem.changepoints, problem.growth),
            capacity: problem.capacity, problem.growth)
        let (added, multiplied) = parts(
            problem.features, from: index * problem.priorScales.count, problem.isMultiplicative)
        return trend * (1 + multiplied) + added
    }

    /// The sums of the additive and of the multiplicative features.
    func parts(
        _ features: [Double], from start: Int, _ isMultiplicative: [Bool]
    ) -> (added: Double, multiplied: Double) {
        var (added, multiplied) = (0.0, 0.0)
        for column in isMultiplicative.indices {
            let part = features[start + column] * flat[2 + bends + column]
            if isMultiplicative[column] { multiplied += part } else { added += part }
        }
        return (added, multiplied)
    }

    /// The derivatives by all parameters at one time; returns the value there.
    func fill(_ row: inout [Double], _ problem: ProphetFit.Problem, at index: Int) -> Double {
        let time = problem.times[index]
        let line = line(at: time, problem.changepoints, problem.growth)
        let trend = Self.trend(line, capacity: problem.capacity, problem.growth)
        let start = index * problem.priorScales.count
        let (added, multiplied) = parts(problem.features, from: start, problem.isMultiplicative)
        var slope = 1 + multiplied
        if problem.growth == .logistic { slope *= trend * (1 - trend / problem.capacity) }
        switch problem.growth {
        case .linear: (row[0], row[1]) = (slope * time, slope)
        case .flat: (row[0], row[1]) = (0, slope)
        case .logistic: (row[0], row[1]) = (slope * (time - flat[1]), -slope * flat[0])
        }
        for (bend, place) in problem.changepoints.enumerated() {
            row[2 + bend] = problem.growth == .flat || time <= place ? 0 : slope * (time - place)
        }
        for column in problem.priorScales.indices {
            let feature = problem.features[start + column]
            row[2 + bends + column] = problem.isMultiplicative[column] ? trend * feature : feature
        }
        return trend * (1 + multiplied) + added
    }
}
