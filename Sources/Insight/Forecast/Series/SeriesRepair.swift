/// Fills what is missing, so that methods see one finite value a step.
public enum SeriesRepair {
    /// Missing values (NaN or infinite) become those of a straight line between their
    /// neighbours, over which the season lies where the series has one; before the first and
    /// after the last known value that value stays. What never was negative is not filled so. Nil
    /// when no value is known.
    public static func filled(_ values: [Double], season: Int) -> [Double]? {
        guard values.contains(where: { $0.isFinite }) else { return nil }
        guard values.contains(where: { !$0.isFinite }) else { return values }
        let first = bridged(values)
        let adjustment = SeasonalAdjustment(first, season: season)
        guard adjustment.form != .none else { return first }
        var adjusted = adjustment.removed(from: first)
        for index in values.indices where !values[index].isFinite { adjusted[index] = .nan }
        let restored = adjustment.restored(to: bridged(adjusted), from: 0)
        let floor = values.contains { $0.isFinite && $0 < 0 } ? -Double.infinity : 0
        return values.indices.map {
            values[$0].isFinite ? values[$0] : max(restored[$0], floor)
        }
    }

    private static func bridged(_ values: [Double]) -> [Double] {
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
