/// The sum of squared misses of a Prophet model that is not linear, and half its gradient. The
/// trend is a rate and an offset between two change points, and what all bends before a time share
/// is summed once, so that a look at the series costs as much with many bends as with few.
struct ProphetMisfit {
    private let problem: ProphetFit.Problem
    /// The features, one column after another.
    private let columns: [Double]
    /// How many change points lie before each time.
    private let bendsBefore: [Int]
    /// Whether a feature counts in proportion to the trend.
    private let hasShares: Bool

    init(_ problem: ProphetFit.Problem) {
        self.problem = problem
        let (count, width) = (problem.times.count, problem.priorScales.count)
        var columns = [Double](repeating: 0, count: count * width)
        for row in 0..<count {
            for column in 0..<width {
                columns[column * count + row] = problem.features[row * width + column]
            }
        }
        self.columns = columns
        hasShares = problem.isMultiplicative.contains(true)
        bendsBefore = problem.times.map { time in problem.changepoints.count { $0 < time } }
    }

    func callAsFunction(_ flat: [Double]) -> (squares: Double, slopes: [Double]) {
        let weights = Array(flat[(2 + problem.changepoints.count)...])
        let added = sum(of: false, weights)
        let trend = trend(flat)
        let multiplied = hasShares ? sum(of: true, weights) : []
        var (squares, misses, lineSlopes) = (0.0, added, trend)
        let isLogistic = problem.growth == .logistic
        let capacity = problem.capacity
        misses.withUnsafeMutableBufferPointer { misses in
            lineSlopes.withUnsafeMutableBufferPointer { slopes in
                problem.values.withUnsafeBufferPointer { values in
                    for index in misses.indices {
                        let trend = slopes[index]
                        let share = hasShares ? 1 + multiplied[index] : 1
                        let miss = trend * share + misses[index] - values[index]
                        squares += miss * miss
                        misses[index] = miss
                        slopes[index] = miss
                            * (isLogistic ? share * (trend * (1 - trend / capacity)) : share)
                    }
                }
            }
        }
        // By how much half of the squares rise with the multiplicative features.
        let products = hasShares ? zip(misses, trend).map { $0 * $1 } : []
        return (squares, trendSlopes(flat, lineSlopes) + featureSlopes(misses, products))
    }

    /// The sum of the additive or of the multiplicative features at each time, four at once.
    private func sum(of isMultiplicative: Bool, _ weights: [Double]) -> [Double] {
        let count = problem.times.count
        var sums = [Double](repeating: 0, count: count)
        let chosen = weights.indices.filter { problem.isMultiplicative[$0] == isMultiplicative }
        sums.withUnsafeMutableBufferPointer { sums in
            columns.withUnsafeBufferPointer { columns in
                var next = 0
                while next + 3 < chosen.count {
                    let (a, b, c, d) =
                        (chosen[next], chosen[next + 1], chosen[next + 2], chosen[next + 3])
                    let (ofA, ofB, ofC, ofD) = (weights[a], weights[b], weights[c], weights[d])
                    let (fromA, fromB, fromC, fromD) =
                        (a * count, b * count, c * count, d * count)
                    for index in sums.indices {
                        sums[index] = (((sums[index] + ofA * columns[fromA + index])
                            + ofB * columns[fromB + index]) + ofC * columns[fromC + index])
                            + ofD * columns[fromD + index]
                    }
                    next += 4
                }
                for column in chosen[next...] {
                    let (weight, start) = (weights[column], column * count)
                    for index in sums.indices { sums[index] += weight * columns[start + index] }
                }
            }
        }
        return sums
    }

    private func trend(_ flat: [Double]) -> [Double] {
        let isLogistic = problem.growth == .logistic
        var (rate, offset) = (flat[0], isLogistic ? -flat[0] * flat[1] : flat[1])
        if problem.growth == .flat { rate = 0 }
        var course = problem.times
        var (next, start) = (0, 0)
        course.withUnsafeMutableBufferPointer { course in
            while start < course.count {
                while next < bendsBefore[start], problem.growth != .flat {
                    rate += flat[2 + next]
                    offset -= flat[2 + next] * problem.changepoints[next]
                    next += 1
                }
                var end = start + 1
                while end < course.count, bendsBefore[end] == bendsBefore[start] { end += 1 }
                for index in start..<end { course[index] = rate * course[index] + offset }
                start = end
            }
            guard isLogistic else { return }
            let capacity = problem.capacity
            for index in course.indices {
                course[index] = capacity / (1 + Elementary.exp(-course[index]))
            }
        }
        return course
    }

    /// By rate, offset and each bend.
    private func trendSlopes(_ flat: [Double], _ slopes: [Double]) -> [Double] {
        let bends = problem.changepoints.count
        var gradient = [Double](repeating: 0, count: 2 + bends)
        // Sums over the times after each change point, gathered from the last one back.
        var (sum, moment) = (0.0, 0.0)
        var bend = bends
        for index in slopes.indices.reversed() {
            while bend > bendsBefore[index] {
                bend -= 1
                gradient[2 + bend] = moment - problem.changepoints[bend] * sum
            }
            sum += slopes[index]
            moment += slopes[index] * problem.times[index]
        }
        while bend > 0 {
            bend -= 1
            gradient[2 + bend] = moment - problem.changepoints[bend] * sum
        }
        switch problem.growth {
        case .linear: (gradient[0], gradient[1]) = (moment, sum)
        case .flat:
            for bend in 0..<bends { gradient[2 + bend] = 0 }
            (gradient[0], gradient[1]) = (0, sum)
        case .logistic:
            (gradient[0], gradient[1]) = (moment - flat[1] * sum, -flat[0] * sum)
        }
        return gradient
    }

    private func featureSlopes(_ misses: [Double], _ products: [Double]) -> [Double] {
        let count = misses.count
        var slopes = [Double](repeating: 0, count: problem.priorScales.count)
        for (side, isMultiplicative) in [(misses, false), (products, true)] {
            let chosen = slopes.indices.filter { problem.isMultiplicative[$0] == isMultiplicative }
            side.withUnsafeBufferPointer { side in
                columns.withUnsafeBufferPointer { columns in
                    var next = 0
                    while next < chosen.count {
                        let (one, other) = (chosen[next], chosen[min(next + 1, chosen.count - 1)])
                        (slopes[one], slopes[other]) = Self.products(
                            side, columns, from: one * count, and: other * count)
                        next += 2
                    }
                }
            }
        }
        return slopes
    }

    /// The products with two columns: two sums of two lanes for each, for one sum waits for itself
    /// at each step.
    private static func products(
        _ side: UnsafeBufferPointer<Double>, _ columns: UnsafeBufferPointer<Double>,
        from one: Int, and other: Int
    ) -> (Double, Double) {
        typealias Pair = SIMD2<Double>
        var (first, second, third, fourth) = (Pair.zero, Pair.zero, Pair.zero, Pair.zero)
        var index = 0
        while index + 3 < side.count {
            let low = Pair(side[index], side[index + 1])
            let high = Pair(side[index + 2], side[index + 3])
            first += low * Pair(columns[one + index], columns[one + index + 1])
            second += high * Pair(columns[one + index + 2], columns[one + index + 3])
            third += low * Pair(columns[other + index], columns[other + index + 1])
            fourth += high * Pair(columns[other + index + 2], columns[other + index + 3])
            index += 4
        }
        while index < side.count {
            first[0] += side[index] * columns[one + index]
            third[0] += side[index] * columns[other + index]
            index += 1
        }
        return (
            (first[0] + first[1]) + (second[0] + second[1]),
            (third[0] + third[1]) + (fourth[0] + fourth[1])
        )
    }
}
