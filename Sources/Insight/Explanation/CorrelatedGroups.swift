/// Features whose ranks move together, joined into groups by single linkage.
public enum CorrelatedGroups {
    public static let least = 0.7

    /// `columns`: values by row, NaN where missing; categories are left alone. By feature: the
    /// number of its group, counted from 0 in the order of first features.
    public static func groups(_ columns: [[Double]], isCategorical: [Bool]) -> [Int] {
        let ranked = zip(columns, isCategorical).map { $1 ? nil : RankedColumn($0) }
        var parent = Array(columns.indices)
        func root(_ place: Int) -> Int {
            var place = place
            while parent[place] != place { place = parent[place] }
            return place
        }
        for second in columns.indices {
            guard let right = ranked[second] else { continue }
            for first in 0..<second {
                guard let left = ranked[first], root(first) != root(second),
                    left.correlation(with: right).magnitude >= least
                else { continue }
                let (low, high) = (min(root(first), root(second)), max(root(first), root(second)))
                parent[high] = low
            }
        }
        var numbers: [Int: Int] = [:]
        return columns.indices.map { place in
            let own = root(place)
            if let number = numbers[own] { return number }
            numbers[own] = numbers.count
            return numbers.count - 1
        }
    }
}

/// A column with its order, so that no pair of columns is sorted again.
private struct RankedColumn {
    private let values: [Double]
    /// Rows with a value, the lowest first.
    private let order: [Int32]
    private let whole: Ranks

    /// By row the rank less the middle one; ties share theirs.
    private struct Ranks {
        var centred: [Double]
        var squares = 0.0
        var count = 0
    }

    init(_ values: [Double]) {
        self.values = values
        order = values.indices.filter { !values[$0].isNaN }.map { Int32($0) }
            .sorted { values[Int($0)] < values[Int($1)] }
        whole = Self.ranks(order, values)
    }

    private var isWhole: Bool { order.count == values.count }

    /// Spearman's rank correlation over the rows where both are present; 0 for fewer than 20.
    func correlation(with other: RankedColumn) -> Double {
        let (left, right) =
            isWhole && other.isWhole
            ? (whole, other.whole) : (ranks(besides: other), other.ranks(besides: self))
        guard left.count >= 20, left.squares > 0, right.squares > 0 else { return 0 }
        // Ranks are whole numbers and halves: the sum is exact in whatever order.
        var both = SIMD4<Double>.zero
        left.centred.withUnsafeBufferPointer { left in
            right.centred.withUnsafeBufferPointer { right in
                let whole = left.count / 4 * 4
                for row in stride(from: 0, to: whole, by: 4) {
                    both += Self.four(left, row) * Self.four(right, row)
                }
                for row in whole..<left.count { both[0] += left[row] * right[row] }
            }
        }
        return both.sum() / (left.squares * right.squares).squareRoot()
    }

    private static func four(
        _ values: UnsafeBufferPointer<Double>, _ at: Int
    ) -> SIMD4<Double> {
        SIMD4<Double>(values[at], values[at + 1], values[at + 2], values[at + 3])
    }

    private func ranks(besides other: RankedColumn) -> Ranks {
        other.isWhole ? whole : Self.ranks(order.filter { !other.values[Int($0)].isNaN }, values)
    }

    private static func ranks(_ order: [Int32], _ values: [Double]) -> Ranks {
        var ranks = Ranks(
            centred: [Double](repeating: 0, count: values.count), count: order.count)
        let middle = Double(order.count - 1) / 2
        var first = 0
        while first < order.count {
            var last = first
            let value = values[Int(order[first])]
            while last + 1 < order.count, values[Int(order[last + 1])] == value { last += 1 }
            let rank = Double(first + last) / 2 - middle
            for place in first...last { ranks.centred[Int(order[place])] = rank }
            ranks.squares += rank * rank * Double(last - first + 1)
            first = last + 1
        }
        return ranks
    }
}
