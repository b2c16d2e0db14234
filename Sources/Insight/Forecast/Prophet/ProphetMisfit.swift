/// The sum of squared misses of a Prophet model that is not linear, and half its gradient. The
/// trend is a rate and an offset between two change points, and what all bends before a time share
/// is summed once, so that a look at the series costs as much with many bends as with few.
struct ProphetMisfit {
    private let problem: ProphetFit.Problem
    /// The features, one column after another.
    private let columns: [Double]
    /// How many change points lie before each time.
    private let bendsBefore: [Int]
    /// Whether any feature counts in proportion to the trend.
    private let hasShares: Bool
    /// The features that are added, and those that count in proportion to the trend.
    private let added: [Int]
    private let multiplied: [Int]

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
        added = (0..<width).filter { !problem.isMultiplicative[$0] }
        multiplied = (0..<width).filter { problem.isMultiplicative[$0] }
        bendsBefore = problem.times.map { time in problem.changepoints.count { $0 < time } }
    }

    /// Rows that are looked at together: their features stay in the nearest cache.
    private static let block = 128

    func callAsFunction(_ flat: [Double]) -> (squares: Double, slopes: [Double]) {
        let weights = Array(flat[(2 + problem.changepoints.count)...])
        let count = problem.times.count
        let trend = trend(flat)
        var look = Look(
            trend: trend, misses: [Double](repeating: 0, count: count),
            multiplied: [Double](repeating: 0, count: hasShares ? count : 0),
            sums: [ProductSum](repeating: ProductSum(), count: weights.count))
        for start in stride(from: 0, to: count, by: Self.block) {
            let rows = start..<min(start + Self.block, count)
            add(added, weights, to: &look.misses, rows)
            if hasShares { add(multiplied, weights, to: &look.multiplied, rows) }
            compare(&look, rows)
            gather(added, look.misses, into: &look.sums, rows)
            if hasShares { gather(multiplied, look.multiplied, into: &look.sums, rows) }
        }
        return (look.squares, trendSlopes(flat, look.trend) + look.sums.map { $0.total })
    }

    /// What one look at the series gathers.
    private struct Look {
        /// The trend, then by how much half of the squares rise with the line below it.
        var trend: [Double]
        /// The sum of the additive features, then by how much the model misses the value.
        var misses: [Double]
        /// The sum of the multiplicative features, then by how much half of the squares rise with
        /// them.
        var multiplied: [Double]
        /// By how much half of the squares rise with each weight.
        var sums: [ProductSum]
        var squares = 0.0
    }

    private func compare(_ look: inout Look, _ rows: Range<Int>) {
        let (hasShares, isLogistic) = (hasShares, problem.growth == .logistic)
        let capacity = problem.capacity
        var squares = look.squares
        look.misses.withUnsafeMutableBufferPointer { misses in
            look.trend.withUnsafeMutableBufferPointer { slopes in
                look.multiplied.withUnsafeMutableBufferPointer { multiplied in
                    problem.values.withUnsafeBufferPointer { values in
                        for index in rows {
                            let trend = slopes[index]
                            let share = hasShares ? 1 + multiplied[index] : 1
                            let miss = trend * share + misses[index] - values[index]
                            squares += miss * miss
                            misses[index] = miss
                            if hasShares { multiplied[index] = miss * trend }
                            slopes[index] = miss
                                * (isLogistic ? share * (trend * (1 - trend / capacity)) : share)
                        }
                    }
                }
            }
        }
        look.squares = squares
    }

    /// Adds features to the sums of their rows, four at once.
    private func add(
        _ chosen: [Int], _ weights: [Double], to sums: inout [Double], _ rows: Range<Int>
    ) {
        sums.withUnsafeMutableBufferPointer { sums in
            columns.withUnsafeBufferPointer { columns in
                let sums = UnsafeMutableBufferPointer(rebasing: sums[rows])
                var next = 0
                while next + 3 < chosen.count {
                    let (ofA, a) = feature(chosen[next], columns, rows, weights)
                    let (ofB, b) = feature(chosen[next + 1], columns, rows, weights)
                    let (ofC, c) = feature(chosen[next + 2], columns, rows, weights)
                    let (ofD, d) = feature(chosen[next + 3], columns, rows, weights)
                    for index in sums.indices {
                        sums[index] = (((sums[index] + ofA * a[index]) + ofB * b[index])
                            + ofC * c[index]) + ofD * d[index]
                    }
                    next += 4
                }
                for one in chosen[next...] {
                    let (weight, column) = feature(one, columns, rows, weights)
                    for index in sums.indices { sums[index] += weight * column[index] }
                }
            }
        }
    }

    private func feature(
        _ column: Int, _ columns: UnsafeBufferPointer<Double>, _ rows: Range<Int>,
        _ weights: [Double]
    ) -> (Double, UnsafeBufferPointer<Double>) {
        (weights[column], cut(columns, column, rows))
    }

    private func cut(
        _ columns: UnsafeBufferPointer<Double>, _ column: Int, _ rows: Range<Int>
    ) -> UnsafeBufferPointer<Double> {
        let start = column * problem.times.count
        return UnsafeBufferPointer(
            rebasing: columns[(start + rows.lowerBound)..<(start + rows.upperBound)])
    }

    /// The products of features with the side that they rise.
    private func gather(
        _ chosen: [Int], _ side: [Double], into sums: inout [ProductSum], _ rows: Range<Int>
    ) {
        side.withUnsafeBufferPointer { side in
            columns.withUnsafeBufferPointer { columns in
                let side = UnsafeBufferPointer(rebasing: side[rows])
                for column in chosen { sums[column].add(side, cut(columns, column, rows)) }
            }
        }
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
}

/// A sum of products in four lanes, for one sum waits for itself at each step.
private struct ProductSum {
    private typealias Pair = SIMD2<Double>
    private var (first, second) = (Pair.zero, Pair.zero)

    var total: Double { (first[0] + first[1]) + (second[0] + second[1]) }

    /// - Parameters: of one length, a multiple of four until the last.
    mutating func add(_ left: UnsafeBufferPointer<Double>, _ right: UnsafeBufferPointer<Double>) {
        var (first, second) = (first, second)
        var index = 0
        while index + 3 < left.count {
            first += Pair(left[index], left[index + 1]) * Pair(right[index], right[index + 1])
            second += Pair(left[index + 2], left[index + 3])
                * Pair(right[index + 2], right[index + 3])
            index += 4
        }
        while index < left.count {
            first[0] += left[index] * right[index]
            index += 1
        }
        (self.first, self.second) = (first, second)
    }
}
