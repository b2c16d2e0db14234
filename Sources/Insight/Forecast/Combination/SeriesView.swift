/// What all members of a combination share about one series, worked out once.
struct SeriesView {
    let season: Int
    let adjustment: SeasonalAdjustment
    let isPositive: Bool
    private let waves: HarmonicAdjustment?
    private let rootWaves: HarmonicAdjustment?

    init(_ values: [Double], season: Int, usesWaves: Bool) {
        self.season = max(season, 1)
        adjustment = SeasonalAdjustment(values, season: season)
        isPositive = values.allSatisfy { $0 > 0 }
        let lengths = usesWaves ? Self.waves(season: season, count: values.count) : []
        waves = usesWaves ? HarmonicAdjustment(values, waves: lengths) : nil
        rootWaves = usesWaves && isPositive
            ? HarmonicAdjustment(values.map { $0.squareRoot() }, waves: lengths) : nil
    }

    /// Of the values, or of their square roots.
    func harmonics(of values: [Double], isRoot: Bool) -> HarmonicAdjustment {
        (isRoot ? rootWaves : waves)
            ?? HarmonicAdjustment(
                values, waves: Self.waves(season: season, count: values.count))
    }

    /// A season is looked for where it was seen nearly twice.
    private static func waves(season: Int, count: Int) -> [HarmonicAdjustment.Wave] {
        let own = HarmonicAdjustment.Wave(length: Double(season), order: min(season / 2, 6))
        switch season {
        case ...1: return []
        case 5: return count < 460 ? [own] : [own, .init(length: 260.9, order: 8)]
        case 7: return count < 640 ? [own] : [own, .init(length: 365.25, order: 8)]
        case 24: return count < 320 ? [own] : [own, .init(length: 168, order: 10)]
        case 52, 53: return count < 91 ? [] : [.init(length: 365.25 / 7, order: 12)]
        default: return count < 2 * season ? [] : [own]
        }
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
