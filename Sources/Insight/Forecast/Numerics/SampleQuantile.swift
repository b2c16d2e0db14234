/// Quantiles of a sample, between the two nearest ranks.
enum SampleQuantile {
    /// NaN of no values.
    static func median(of values: [Double]) -> Double {
        guard !values.isEmpty else { return .nan }
        var part = values
        let middle = part.count / 2
        let upper = ranked(&part, middle)
        guard part.count % 2 == 0 else { return upper }
        // What comes before a settled rank is not above it.
        var lower = part[0]
        for index in 1..<max(middle, 1) where part[index] > lower { lower = part[index] }
        return (upper + lower) / 2
    }

    /// - Parameters:
    ///   - split: a guess a little beyond the quantile; a good one saves most of the work, a bad
    ///     one costs nothing but that.
    ///   - isBelow: whether the quantile is thought to lie below it.
    static func value(
        of values: [Double], _ share: Double, splitAt split: Double, isBelow: Bool
    ) -> Double {
        let place = share * Double(values.count - 1)
        let rank = min(Int(place), values.count - 1)
        let last = min(rank + 1, values.count - 1)
        var part = beyond(values, split, isBelow: isBelow)
        var start = isBelow ? 0 : values.count - part.count
        if rank < start || last - start >= part.count { (part, start) = (values, 0) }
        let low = ranked(&part, rank - start)
        guard last > rank else { return low }
        // What follows a settled rank is not below it.
        let next = part[(last - start)...].min() ?? low
        return low + (place - Double(rank)) * (next - low)
    }

    /// The values on one side of a split. Each is written down and stays if it lies there: nobody
    /// can foresee which do.
    private static func beyond(_ values: [Double], _ split: Double, isBelow: Bool) -> [Double] {
        [Double](unsafeUninitializedCapacity: values.count) { part, count in
            if isBelow {
                for value in values {
                    part[count] = value
                    count += value < split ? 1 : 0
                }
            } else {
                for value in values {
                    part[count] = value
                    count += value > split ? 1 : 0
                }
            }
        }
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
