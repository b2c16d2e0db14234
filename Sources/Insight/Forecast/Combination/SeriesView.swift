/// What all members of a combination share about one series, worked out once.
struct SeriesView {
    let season: Int
    let adjustment: SeasonalAdjustment
    let isPositive: Bool
    /// Whether a season swings more than in proportion to its level.
    private let swingsWithLevel: Bool
    private let lengths: [HarmonicAdjustment.Wave]
    private var waves: [(scale: Member.Scale, harmonics: HarmonicAdjustment)] = []

    /// - Parameters:
    ///   - waves: the scales on which members will ask for the seasons' waves.
    ///   - day: steps of a day where the season is their week.
    init(_ values: [Double], season: Int, waves scales: [Member.Scale] = [], day: Int? = nil) {
        self.season = max(season, 1)
        adjustment = day == nil
            ? SeasonalAdjustment(values, season: season)
            : WeekOfDays.adjustment(of: values, week: season)
        isPositive = values.allSatisfy { $0 > 0 }
        swingsWithLevel = isPositive && Self.swing(of: values, season: season) > Self.wideSwing
        lengths = day.map { Self.waves(day: $0) }
            ?? Self.waves(season: season, count: values.count)
        for scale in scales.map(scale(for:)) where !waves.contains(where: { $0.scale == scale }) {
            waves.append((scale, HarmonicAdjustment(scale.taken(of: values), waves: lengths)))
        }
    }

    /// What a member's scale comes to here: roots and logarithms need values above zero.
    func scale(for scale: Member.Scale) -> Member.Scale {
        guard isPositive else { return .plain }
        return scale == .suited ? (swingsWithLevel ? .logarithm : .root) : scale
    }

    /// Of the values on a scale that is not `suited`.
    func harmonics(of values: [Double], scale: Member.Scale) -> HarmonicAdjustment {
        waves.first { $0.scale == scale }?.harmonics
            ?? HarmonicAdjustment(values, waves: lengths)
    }

    /// By least absolute deviations, with a finer month.
    func robustHarmonics(of values: [Double]) -> HarmonicAdjustment {
        var waves = lengths
        if season == 52 || season == 53 {
            for (index, order) in [3, 4].enumerated() where waves.indices.contains(index) {
                waves[index].order = order
            }
        }
        return HarmonicAdjustment(values, waves: waves, rounds: 12)
    }

    private static let wideSwing = 1.2

    /// The power of a season's mean by which the deviation within it grows, by least squares on
    /// logarithms (after V. Guerrero, "Time-series analysis supported by power transformations",
    /// 1993); 0 where fewer than three seasons tell.
    private static func swing(of values: [Double], season: Int) -> Double {
        let count = values.count / max(season, 1)
        guard season > 1, count > 2 else { return 0 }
        let points = (1...count).map { turn in
            let part = values[(values.count - turn * season)..<(values.count - (turn - 1) * season)]
            let mean = part.reduce(0, +) / Double(season)
            let squares = part.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            return (level: Elementary.log(mean), spread: Elementary.log(squares) / 2)
        }
        guard points.allSatisfy({ $0.spread.isFinite }) else { return 0 }
        let level = points.reduce(0) { $0 + $1.level } / Double(count)
        let (above, below) = points.reduce((0.0, 0.0)) { sums, point in
            let away = point.level - level
            return (sums.0 + away * point.spread, sums.1 + away * away)
        }
        return below > 0 ? above / below : 0
    }

    /// A season is looked for where it was seen nearly twice; days and weeks have that of the
    /// month too, in which wages and rents fall due.
    private static func waves(season: Int, count: Int) -> [HarmonicAdjustment.Wave] {
        let own = HarmonicAdjustment.Wave(length: Double(season), order: min(season / 2, 6))
        switch season {
        case ...1: return []
        case 5: return count < 460 ? [own] : [own, .init(length: 260.9, order: 8)]
        case 7:
            let month = HarmonicAdjustment.Wave(length: 365.25 / 12, order: 3)
            if count < 360 { return [own] }
            return count < 640 ? [own, month] : [own, month, .init(length: 365.25, order: 8)]
        case 24: return count < 320 ? [own] : [own, .init(length: 168, order: 10)]
        case 52, 53:
            let month = HarmonicAdjustment.Wave(length: 365.25 / 84, order: 2)
            if count < 26 { return [] }
            return count < 91 ? [month] : [month, .init(length: 365.25 / 7, order: 12)]
        default: return count < 2 * season ? [] : [own]
        }
    }

    private static func waves(day: Int) -> [HarmonicAdjustment.Wave] {
        let week = WeekOfDays.length(day: day)
        return [
            .init(length: Double(day), order: min(day / 2, 6)),
            .init(length: Double(week), order: min(week / 2, 10)),
        ]
    }

    func seasonalNaive(_ values: [Double], horizon: Int) -> [Double] {
        let period = values.count >= season ? season : 1
        return (0..<horizon).map { values[values.count - period + $0 % period] }
    }

    /// Of the last eight seasons at most.
    func seasonalMean(_ values: [Double], horizon: Int) -> [Double] {
        guard values.count >= season else { return seasonalNaive(values, horizon: horizon) }
        let rounds = min(max(values.count / season, 1), 8)
        return (0..<horizon).map { step in
            var sum = 0.0
            for round in 1...rounds { sum += values[values.count - round * season + step % season] }
            return sum / Double(rounds)
        }
    }
}
