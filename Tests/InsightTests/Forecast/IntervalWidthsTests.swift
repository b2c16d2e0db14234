@testable import Insight
import Testing

@Suite("Four of five later values lie within the 80 % interval, of every kind of series")
struct IntervalWidthsTests {
    struct Kind: Sendable {
        var name: String
        var season: Int
        var count: Int
        var horizon: Int
        var isWalk: Bool
    }

    static let kinds = [
        Kind(name: "years", season: 1, count: 30, horizon: 6, isWalk: true),
        Kind(name: "quarters", season: 4, count: 48, horizon: 8, isWalk: true),
        Kind(name: "months", season: 12, count: 84, horizon: 12, isWalk: true),
        Kind(name: "returning months", season: 12, count: 84, horizon: 24, isWalk: false),
        Kind(name: "long weeks", season: 52, count: 300, horizon: 13, isWalk: true),
        Kind(name: "a year of long weeks", season: 52, count: 300, horizon: 52, isWalk: true),
        Kind(name: "returning weeks", season: 52, count: 160, horizon: 26, isWalk: false),
        Kind(name: "days", season: 7, count: 240, horizon: 14, isWalk: false),
        Kind(name: "a month of days", season: 7, count: 240, horizon: 28, isWalk: false),
        Kind(name: "hours", season: 24, count: 360, horizon: 24, isWalk: false),
    ]

    @Test("Walks and what returns to its level: from 70 to 90 in a hundred", arguments: kinds)
    func everyKindIsCovered(kind: Kind) throws {
        var (inside, count) = (0, 0)
        for seed in 1...60 {
            let values = kind.isWalk
                ? GeneratedSeries.walk(seed: seed, count: kind.count + kind.horizon)
                : GeneratedSeries.returning(
                    seed: seed, count: kind.count + kind.horizon, season: kind.season)
            let forecast = try Forecaster(season: kind.season)
                .forecast(Array(values[..<kind.count]), horizon: kind.horizon)
            for step in 0..<kind.horizon {
                let value = values[kind.count + step]
                inside += forecast.lower[step] <= value && value <= forecast.upper[step] ? 1 : 0
                count += 1
            }
        }
        let share = Double(inside) / Double(count)
        #expect(share > 0.7 && share < 0.9, "\(kind.name): \(share)")
    }

    @Test("A walk goes astray as the root of the steps, what returns hardly goes at all")
    func shapeIsTheSeriesOwn() {
        let walk = Self.widths(GeneratedSeries.walk(seed: 4, count: 600), season: 1)
        #expect(walk[15] / walk[0] > 3 && walk[15] / walk[0] < 5, "\(walk[15] / walk[0])")
        let level = Self.widths(
            GeneratedSeries.returning(seed: 4, count: 600, season: 1), season: 1)
        #expect(level[15] / level[0] > 1 && level[15] / level[0] < 1.6, "\(level[15] / level[0])")
    }

    @Test("Misses of half the size halve the interval, but for the history that counts as one")
    func missesScaleTheWidth() {
        let values = GeneratedSeries.walk(seed: 9, count: 200)
        let widths = IntervalWidths(
            values, growth: values.map { _ in 1 }, season: 1, horizon: 8)
        let origins = [150, 170, 190].map { count in
            IntervalWidths.Origin(
                count: count,
                misses: (0..<8).map { values[count + $0] - values[count - 1] })
        }
        let half = origins.map { origin in
            IntervalWidths.Origin(count: origin.count, misses: origin.misses.map { $0 / 2 })
        }
        let (full, halved) = (widths.halves(origins), widths.halves(half))
        #expect(halved[3] / full[3] > 0.5 && halved[3] / full[3] < 0.7)
        #expect(widths.halves([])[0] > 8 && widths.halves([])[0] < 14)
    }

    @Test("A series that doubled misses by twice as much as when it was half its size")
    func missesGrowWithTheSeries() {
        let values = (0..<80).map { $0 < 40 ? 100.0 : 200 }
        let growth = SeriesSize.growth(of: values, season: 1)
        #expect(growth[20] == 2 && growth[79] == 1)
        #expect(SeriesSize.growth(of: values.map { $0 - 150 }, season: 1)[20] == 1)
        let tenfold = SeriesSize.growth(of: [Double](repeating: 1, count: 9) + [1000], season: 1)
        #expect(tenfold[0] == 4)
    }

    @Test("No interval narrows with the steps, and what falls by chance is shared")
    func neverNarrower() throws {
        #expect(
            IntervalWidths.rising([(3, 2), (1, 2), (.nan, 0), (5, 1), (4, 3)])
                == [2, 2, 2, 4.25, 4.25])
        #expect(IntervalWidths.rising([(.nan, 0), (1, 4), (2, 4)]) == [1, 1, 2])
        #expect(IntervalWidths.rising([(.nan, 0)]) == [0])
        let short = try Forecaster(season: 1).forecast([1, 2, 4, 3].map { $0 + 20 }, horizon: 3)
        let widths = zip(short.upper, short.lower).map { $0 - $1 }
        #expect(widths[0] > 0 && widths[0] <= widths[1] + 1e-9 && widths[1] <= widths[2] + 1e-9)
        for seed in 1...20 {
            let values = GeneratedSeries.returning(seed: seed, count: 60, season: 12)
            let told = Self.widths(values, season: 12)
            #expect(zip(told.dropFirst(), told).allSatisfy { $0 >= $1 - 1e-9 }, "\(seed)")
        }
    }

    @Test("Two hundred thousand steps cost no more than a million differences")
    func longHistoriesAreSampled() {
        let values = GeneratedSeries.returning(seed: 2, count: 200_000, season: 7)
        let widths = IntervalWidths(
            values, growth: values.map { _ in 1 }, season: 7, horizon: 10_000)
        #expect(widths.halves([]).allSatisfy { $0 > 20 && $0 < 2_000 })
    }

    private static func widths(_ values: [Double], season: Int) -> [Double] {
        IntervalWidths(
            values, growth: values.map { _ in 1 }, season: season, horizon: 16
        ).halves([])
    }
}
