/// A series' past twice: as it was, which errors are measured on where a value is known, and as
/// methods are to see it.
struct KnownSeries {
    /// Without gaps; outliers are in it.
    let values: [Double]
    /// Without gaps and outliers.
    let fitted: [Double]
    /// What intervals are measured on: an outlier counts as a miss as far as the fence, since the
    /// quantiles that they tell hardly move with how far single values lie. NaN where a value is
    /// missing: what stands for it was made of its neighbours, and is no miss of anything.
    let measured: [Double]
    /// The steps of the outliers, in order.
    let outliers: [Int]
    /// Where the level became another one, the latest first: what came before is seen, and
    /// measured, on the new level.
    let shifts: [LevelShift]
    /// One a step, with its outliers; NaN where a value is missing.
    let known: [Double]
    private let hasGaps: Bool
    private let season: Int
    private let keepsOutliers: Bool
    private let followsShifts: Bool

    /// - Parameters:
    ///   - known: one a step; NaN where a value is missing.
    ///   - filled: the same without gaps.
    ///   - keepsOutliers: whether methods are to see every value as it was.
    ///   - followsShifts: whether they are to see the past on the level of today.
    init(
        _ known: [Double], filled: [Double], season: Int, keepsOutliers: Bool,
        followsShifts: Bool = false
    ) {
        self.known = known.map { $0.isFinite ? $0 : .nan }
        hasGaps = known.contains { !$0.isFinite }
        self.season = season
        self.keepsOutliers = keepsOutliers
        self.followsShifts = followsShifts
        values = filled
        let found = keepsOutliers
            ? nil : SeriesOutliers(known, filled: filled, season: season)
        outliers = found?.steps ?? []
        let usual = found?.fitted ?? filled
        let shifts = followsShifts ? LevelShift.all(in: usual, season: season) : []
        fitted = shifts.reduce(usual) { $1.raised($0) }
        let measured = shifts.reduce(found?.measured ?? filled) { $1.raised($0) }
        self.measured = zip(measured, known).map { $1.isFinite ? $0 : .nan }
        self.shifts = shifts
    }

    /// With so many values methods can see the level of today. Misses from earlier origins tell
    /// of the shift and nothing of what comes.
    var settled: Int {
        shifts.first.map { $0.step + LevelShift.window(season: season) } ?? 0
    }

    /// So many values, without gaps: what came later tells nothing of those at their end.
    func filled(upTo count: Int) -> [Double] {
        let filled = Array(values[..<count])
        guard hasGaps, count < values.count else { return filled }
        return SeriesRepair.filled(Array(known[..<count]), season: season) ?? filled
    }

    /// What methods would have seen with so many values, of whose outliers nothing later tells.
    func fitted(upTo count: Int) -> [Double] {
        let filled = filled(upTo: count)
        let seen = keepsOutliers || outliers.isEmpty && count == values.count
            ? filled
            : SeriesOutliers(Array(known[..<count]), filled: filled, season: season).fitted
        guard followsShifts else { return seen }
        return LevelShift.all(in: seen, season: season).reduce(seen) { $1.raised($0) }
    }

    /// What the last value was beyond what methods see; 0 where it is no outlier.
    var lastBeyond: Double {
        guard let last = outliers.last, last == values.count - 1 else { return 0 }
        return values[last] - fitted[last]
    }
}
