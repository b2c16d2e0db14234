/// The sum of squared misses of a Prophet model that is not linear, and half its gradient. The
/// trend is a rate and an offset between two change points, and what all bends before a time share
/// is summed once, so that a look at the series costs as much with many bends as with few.
struct ProphetMisfit {
    private let problem: ProphetFit.Problem
    /// The features, one column after another.
    private let columns: [Double]
    /// How many change points lie before each time.
    private let bendsBefore: [Int]

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
        bendsBefore = problem.times.map { time in problem.changepoints.count { $0 < time } }
    }

    func callAsFunction(_ flat: [Double]) -> (squares: Double, slopes: [Double]) {
        let bends = problem.changepoints.count
        let (added, multiplied) = parts(Array(flat[(2 + bends)...]))
        let course = trend(flat)
        var squares = 0.0
        // By how much half of the squares rise with the line below the trend, and with its shares.
        var (lineSlopes, missTimesTrend) = (added, added)
        var misses = added
        for index in course.indices {
            let trend = course[index]
            let miss = trend * (1 + multiplied[index]) + added[index] - problem.values[index]
            squares += miss * miss
            misses[index] = miss
            missTimesTrend[index] = miss * trend
            var slope = 1 + multiplied[index]
            if problem.growth == .logistic { slope *= trend * (1 - trend / problem.capacity) }
            lineSlopes[index] = miss * slope
        }
        return (squares, trendSlopes(flat, lineSlopes) + featureSlopes(misses, missTimesTrend))
    }

    /// The sums of the additive and of the multiplicative features at each time.
    private func parts(_ coefficients: [Double]) -> (added: [Double], multiplied: [Double]) {
        let count = problem.times.count
        var added = [Double](repeating: 0, count: count)
        var multiplied = added
        for (column, weight) in coefficients.enumerated() {
            let start = column * count
            if problem.isMultiplicative[column] {
                Self.add(columns[start..<(start + count)], times: weight, to: &multiplied)
            } else {
                Self.add(columns[start..<(start + count)], times: weight, to: &added)
            }
        }
        return (added, multiplied)
    }

    private static func add(
        _ column: ArraySlice<Double>, times weight: Double, to sums: inout [Double]
    ) {
        column.withUnsafeBufferPointer { column in
            sums.withUnsafeMutableBufferPointer { sums in
                for index in sums.indices { sums[index] += weight * column[index] }
            }
        }
    }

    private func trend(_ flat: [Double]) -> [Double] {
        let isLogistic = problem.growth == .logistic
        var (rate, offset) = (flat[0], isLogistic ? -flat[0] * flat[1] : flat[1])
        if problem.growth == .flat { rate = 0 }
        var next = 0
        return problem.times.indices.map { index in
            while next < bendsBefore[index], problem.growth != .flat {
                rate += flat[2 + next]
                offset -= flat[2 + next] * problem.changepoints[next]
                next += 1
            }
            return ProphetParameters.trend(
                rate * problem.times[index] + offset, capacity: problem.capacity, problem.growth)
        }
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

    private func featureSlopes(_ misses: [Double], _ missTimesTrend: [Double]) -> [Double] {
        let count = misses.count
        return problem.priorScales.indices.map { column in
            let side = problem.isMultiplicative[column] ? missTimesTrend : misses
            return side.withUnsafeBufferPointer { side in
                columns.withUnsafeBufferPointer { columns in
                    Self.product(side, columns, from: column * count)
                }
            }
        }
    }

    /// Four sums side by side, for one waits for itself at each step.
    private static func product(
        _ left: UnsafeBufferPointer<Double>, _ right: UnsafeBufferPointer<Double>, from start: Int
    ) -> Double {
        var (first, second, third, fourth) = (0.0, 0.0, 0.0, 0.0)
        var index = 0
        while index + 3 < left.count {
            first += left[index] * right[start + index]
            second += left[index + 1] * right[start + index + 1]
            third += left[index + 2] * right[start + index + 2]
            fourth += left[index + 3] * right[start + index + 3]
            index += 4
        }
        while index < left.count {
            first += left[index] * right[start + index]
            index += 1
        }
        return (first + second) + (third + fourth)
    }
}
