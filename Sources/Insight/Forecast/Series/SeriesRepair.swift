/// Fills what is missing, so that methods see one finite value a step.
public enum SeriesRepair {
    /// Missing values (NaN or infinite) become those of a straight line between their
    /// neighbours, over which the season lies where the known values show one; before the first
    /// and after the last known value that value stays. What never was negative is not filled so.
    /// Nil when no value is known.
    public static func filled(_ values: [Double], season: Int) -> [Double]? {
        guard values.contains(where: { $0.isFinite }) else { return nil }
        guard values.contains(where: { !$0.isFinite }) else { return values }
        let known = values.map { $0.isFinite ? $0 : .nan }
        let line = bridged(known)
        guard season > 1, values.count / 2 >= season else { return line }
        // The level around a gap is first that of a line without season: from the second turn on
        // it has one, and the indices near the gap are right.
        let seasonal = (0..<turns).reduce(line) { filled, _ in
            self.filled(known, seeing: filled, season: season)
        }
        // Few pairs of known values lie a season apart where a gap is long, which the
        // autocorrelation needs.
        return SeasonalAdjustment.isSeasonal(known, season: season)
            || SeasonalAdjustment.strength(of: known, around: seasonal, season: season)
                > leastStrength ? seasonal : line
    }

    private static let turns = 3
    /// Of 24 known months without any season one in a hundred has as much.
    private static let leastStrength = 0.6

    /// - Parameter filled: the same without gaps, as far as is known yet.
    private static func filled(
        _ known: [Double], seeing filled: [Double], season: Int
    ) -> [Double] {
        let isKnown = known.map { !$0.isNaN }
        let adjustment = SeasonalAdjustment(suited: filled, known: isKnown, season: season)
        let restored = adjustment.restored(to: bridged(adjustment.removed(from: known)), from: 0)
        let floor = known.contains { $0 < 0 } ? -Double.infinity : 0
        return known.indices.map { isKnown[$0] ? known[$0] : max(restored[$0], floor) }
    }

    /// Along straight lines.
    static func bridged(_ values: [Double]) -> [Double] {
        var filled = values
        var known = -1
        for index in values.indices where values[index].isFinite {
            let left = known < 0 ? values[index] : values[known]
            for gap in (known + 1)..<max(index, known + 1) {
                let share = known < 0 ? 1 : Double(gap - known) / Double(index - known)
                filled[gap] = left + share * (values[index] - left)
            }
            known = index
        }
        if known >= 0 {
            for gap in (known + 1)..<max(values.count, known + 1) { filled[gap] = values[known] }
        }
        return filled
    }
}
