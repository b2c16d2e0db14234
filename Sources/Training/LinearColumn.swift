import Insight

/// A column as a regression sees it. A number is the mean of its bin, in standard deviations from
/// the mean of all, so that the regression is a sum of step functions and no outlier outweighs the
/// rest; a missing one is as the median, and says besides that it is missing. Each category is a
/// column of its own.
struct LinearColumn {
    private enum Shape {
        case numbers(bins: [Bin], median: Double, flag: (absent: Double, present: Double)?)
        case kinds([Kind])
    }

    private struct Bin {
        let through: Double
        let value: Double
        let rows: Int
    }

    private struct Kind {
        let code: Int
        let rows: Int
    }

    private static let mostBins = 32

    private let shape: Shape
    private let absent: Int

    var width: Int {
        switch shape {
        case .numbers(_, _, let flag): flag == nil ? 1 : 2
        case .kinds(let kinds): kinds.count
        }
    }

    /// Nil for a column that always says the same.
    init?(_ column: TrainingTable.Column, rows: [Int]) {
        var present: [Double] = []
        present.reserveCapacity(rows.count)
        for row in rows where !column.values[row].isNaN { present.append(column.values[row]) }
        absent = rows.count - present.count
        guard !present.isEmpty else { return nil }
        if column.categories != nil {
            var counts: [Int: Int] = [:]
            for value in present { counts[Int(value), default: 0] += 1 }
            let kinds = counts.keys.sorted().map { Kind(code: $0, rows: counts[$0] ?? 0) }
            shape = .kinds(kinds)
            return
        }
        present.sort()
        guard let shape = Self.numbers(present, of: rows.count) else { return nil }
        self.shape = shape
    }

    /// `present` in rising order.
    private static func numbers(_ present: [Double], of rows: Int) -> Shape? {
        var bins: [Bin] = []
        var place = 0
        for bin in 1...mostBins where place < present.count {
            let border = present[max(bin * present.count / mostBins, place + 1) - 1]
            let start = place
            var sum = 0.0
            while place < present.count, present[place] <= border {
                sum += present[place]
                place += 1
            }
            guard place > start else { continue }
            let count = place - start
            bins.append(Bin(through: border, value: sum / Double(count), rows: count))
        }
        let absent = rows - present.count
        guard bins.count > 1 || absent > 0, let last = bins.last else { return nil }
        bins[bins.count - 1] = Bin(through: .infinity, value: last.value, rows: last.rows)
        let median = present[present.count / 2]
        let middle = bins.first { median <= $0.through }?.value ?? median
        let count = Double(rows)
        let mean = bins.reduce(Double(absent) * middle) { $0 + $1.value * Double($1.rows) } / count
        let variance = bins.reduce(Double(absent) * (middle - mean) * (middle - mean)) {
            $0 + ($1.value - mean) * ($1.value - mean) * Double($1.rows)
        } / count
        let scale = variance > 0 ? variance.squareRoot() : 1
        guard scale.isFinite, mean.isFinite else { return nil }
        let share = Double(absent) / count
        let deviation = (share * (1 - share)).squareRoot()
        return .numbers(
            bins: bins.map {
                Bin(through: $0.through, value: ($0.value - mean) / scale, rows: $0.rows)
            },
            median: (middle - mean) / scale,
            flag: absent == 0 ? nil : ((1 - share) / deviation, -share / deviation))
    }

    func append(_ value: Double, to row: inout [Double]) {
        switch shape {
        case .numbers(let bins, let median, let flag):
            let number = value.isNaN
                ? median : bins.first { value <= $0.through }?.value ?? median
            row.append(number)
            if let flag { row.append(value.isNaN ? flag.absent : flag.present) }
        case .kinds(let kinds):
            for kind in kinds { row.append(Double(kind.code) == value ? 1 : 0) }
        }
    }

    /// What each value adds to the log-odds, given the slopes of `width` columns.
    func steps(_ slopes: ArraySlice<Double>) -> [Step] {
        let slopes = Array(slopes)
        switch shape {
        case .numbers(let bins, let median, let flag):
            let present = flag.map { $0.present * slopes[1] } ?? 0
            let missing = flag.map { $0.absent * slopes[1] } ?? 0
            return bins.map {
                Step(
                    attribute: .through($0.through), value: $0.value * slopes[0] + present,
                    rows: $0.rows)
            } + [Step(attribute: .missing, value: median * slopes[0] + missing, rows: absent)]
        case .kinds(let kinds):
            return zip(kinds, slopes).map {
                Step(attribute: .categories([$0.code]), value: $1, rows: $0.rows)
            } + [Step(attribute: .missing, value: 0, rows: absent)]
        }
    }
}
