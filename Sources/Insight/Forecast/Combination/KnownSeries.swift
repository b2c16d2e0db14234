/// A series' past twice: as it was, which errors are measured on, and as methods are to see it.
struct KnownSeries {
    /// Without gaps; outliers are in it.
    let values: [Double]
    /// Without gaps and outliers.
    let fitted: [Double]
    /// What intervals are measured on: an outlier counts as a miss as far as the fence, since the
    /// quantiles that they tell hardly move with how far single values lie.
    let measured: [Double]
    /// The steps of the outliers, in order.
    let outliers: [Int]
    /// One a step; NaN where a value is missing.
    private let known: [Double]
    private let season: Int
    private let keepsOutliers: Bool

    /// - Parameters:
    ///   - known: one a step; NaN where a value is missing.
    ///   - filled: the same without gaps.
    ///   - keepsOutliers: whether methods are to see every value as it was.
    init(_ known: [Double], filled: [Double], season: Int, keepsOutliers: Bool) {
        self.known = known
        self.season = season
        self.keepsOutliers = keepsOutliers
        values = filled
        guard !keepsOutliers else {
            (fitted, measured, outliers) = (filled, filled, [])
            return
        }
        let found = SeriesOutliers(known, filled: filled, season: season)
        (fitted, measured) = (found.fitted, found.measured)
        outliers = found.steps
    }

    /// What methods would have seen with so many values, of whose outliers nothing later tells.
    func fitted(upTo count: Int) -> [Double] {
        let filled = Array(values[..<count])
        guard !keepsOutliers, !outliers.isEmpty || count < values.count else { return filled }
        return SeriesOutliers(Array(known[..<count]), filled: filled, season: season).fitted
    }

    /// What the last value was beyond what methods see; 0 where it is no outlier.
    var lastBeyond: Double {
        guard let last = outliers.last, last == values.count - 1 else { return 0 }
        return values[last] - fitted[last]
    }
}
