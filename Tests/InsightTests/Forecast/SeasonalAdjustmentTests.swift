@testable import Insight
import Testing

@Suite("A season is seen where it explains what moves")
struct SeasonalAdjustmentTests {
    /// Months that are a hundred and ten by turns.
    static func turns(seed: Int) -> [Double] {
        GeneratedSeries.noise(seed: seed, count: 72).enumerated().map {
            ($0 % 2 == 0 ? 100 : 10) + $1
        }
    }

    @Test("Two steps by turns within a year of months: forecast by turns, in a narrow band")
    func turnsOfTwo() throws {
        for seed in 1...4 {
            let values = Self.turns(seed: seed)
            let forecast = try Forecaster(season: 12).forecast(Array(values[..<60]), horizon: 12)
            for step in 0..<12 {
                #expect(abs(forecast.median[step] - values[60 + step]) < 6, "\(seed) \(step)")
                #expect(forecast.upper[step] - forecast.lower[step] < 12, "\(seed) \(step)")
            }
        }
    }

    @Test("Seen with a gap too, and beside a trend that hides it")
    func hidden() {
        var gapped = Self.turns(seed: 5)
        for step in 20..<28 { gapped[step] = .nan }
        let rising = Self.turns(seed: 6).enumerated().map { 20 * Double($0) + $1 }
        for values in [gapped, rising] {
            #expect(SeasonalAdjustment.isSeasonal(values, season: 12))
        }
    }

    @Test("What wanders, rises or is mere unrest has no strength of season")
    func none() {
        for season in [4, 7, 12] {
            let strengths = (1...200).map { seed in
                SeasonalAdjustment.strength(
                    of: GeneratedSeries.walk(seed: seed, count: 5 * season), season: season)
            }
            #expect(strengths.allSatisfy { $0 < 0.97 }, "\(season)")
            let noise = (1...200).map { seed in
                SeasonalAdjustment.strength(
                    of: GeneratedSeries.noise(seed: seed, count: 5 * season), season: season)
            }
            #expect(abs(noise.reduce(0, +) / 200) < 0.1, "\(season)")
        }
        let line = (0..<60).map { Double($0) }
        #expect(SeasonalAdjustment.strength(of: line, season: 12) < 0.97)
        #expect(SeasonalAdjustment.strength(of: [Double](repeating: 1, count: 60), season: 12) == 0)
    }
}
