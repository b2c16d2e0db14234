import Insight

/// What made-up values may know at most, cheaply: the area under the curve of twenty bins' own
/// shares, or of their values' where these have three rows on the average.
enum FirstLook {
    private static let bins = 20
    private static let rowsPerValue = 3

    static func area(_ values: [Double], _ outcomes: [Bool]) -> Double {
        var rows: [(value: Double, isBad: Bool)] = []
        rows.reserveCapacity(values.count)
        for (value, isBad) in zip(values, outcomes) where !value.isNaN {
            rows.append((value, isBad))
        }
        rows.sort { $0.value < $1.value }
        var bySize: [OutcomeCounts] = []
        var byValue: [OutcomeCounts] = []
        var start = 0
        while start < rows.count {
            var end = start
            var counts = OutcomeCounts()
            while end < rows.count, rows[end].value == rows[start].value {
                if rows[end].isBad { counts.bad += 1 } else { counts.good += 1 }
                end += 1
            }
            byValue.append(counts)
            let bin = start * bins / rows.count
            if let last = bySize.indices.last, bin == (start - 1) * bins / rows.count {
                bySize[last].bad += counts.bad
                bySize[last].good += counts.good
            } else {
                bySize.append(counts)
            }
            start = end
        }
        let isByValue = byValue.count * rowsPerValue <= rows.count
        return max(area(bySize), isByValue ? area(byValue) : 0)
    }

    private static func area(_ groups: [OutcomeCounts]) -> Double {
        let sorted = groups.sorted { $0.bad * $1.rows < $1.bad * $0.rows }
        let bad = sorted.reduce(0) { $0 + $1.bad }
        let good = sorted.reduce(0) { $0 + $1.good }
        guard bad > 0, good > 0 else { return 0 }
        var (area, below) = (0.0, 0)
        for group in sorted {
            area += Double(group.bad) * (Double(below) + Double(group.good) / 2)
            below += group.good
        }
        return area / (Double(bad) * Double(good))
    }
}
