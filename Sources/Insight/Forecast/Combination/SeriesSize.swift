/// How large a series is, so that misses of its past speak for today: what lies always above zero
/// goes astray in proportion to its size, everything else by the same amounts at any time.
enum SeriesSize {
    /// Beyond this a series has become another one, of which its past says nothing.
    private static let mostGrowth = 4.0

    /// For each value the factor from the series' size at it, the mean of the last season or of
    /// four values, to the size of today.
    static func growth(of values: [Double], season: Int) -> [Double] {
        guard values.allSatisfy({ $0 > 0 }) else {
            return [Double](repeating: 1, count: values.count)
        }
        let steps = max(season, 4)
        var sum = 0.0
        let sizes = values.indices.map { index in
            sum += values[index]
            if index >= steps { sum -= values[index - steps] }
            return max(sum, 0) / Double(min(index + 1, steps))
        }
        let today = sizes.last ?? 1
        return sizes.map { size in
            size > 0 ? min(max(today / size, 1 / mostGrowth), mostGrowth) : mostGrowth
        }
    }
}
