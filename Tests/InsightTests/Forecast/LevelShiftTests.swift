@testable import Insight
import Testing

@Suite("A series that came to another level long ago is forecast on the new one")
struct LevelShiftTests {
    struct Kind: Sendable {
        var name: String
        var season: Int
        var old: Int
        var new: Int
        var horizon: Int
    }

    static let kinds = [
        Kind(name: "years", season: 1, old: 20, new: 20, horizon: 6),
        Kind(name: "quarters", season: 4, old: 24, new: 24, horizon: 8),
        Kind(name: "months", season: 12, old: 60, new: 36, horizon: 12),
        Kind(name: "far months", season: 12, old: 30, new: 30, horizon: 24),
        Kind(name: "days", season: 7, old: 200, new: 100, horizon: 28),
        Kind(name: "years of days", season: 7, old: 500, new: 400, horizon: 90),
        Kind(name: "weeks", season: 52, old: 80, new: 80, horizon: 13),
        Kind(name: "hours", season: 24, old: 300, new: 200, horizon: 24),
    ]
    static let levels: [(old: Double, new: Double)] = [(100, 10), (10, 100), (100, 50), (50, 100)]

    static func series(_ kind: Kind, _ old: Double, _ new: Double, seed: Int) -> [Double] {
        GeneratedSeries.noise(seed: seed, count: kind.old + kind.new).enumerated()
            .map { $0 < kind.old ? old * (1 + 0.05 * $1) : new * (1 + 0.03 * $1) }
    }

    @Test("Up and down, of every kind of steps: the middle at the new level, the band around it",
        arguments: kinds, levels)
    func holdsTheNewLevel(kind: Kind, levels: (old: Double, new: Double)) throws {
        for seed in 1...4 {
            let values = Self.series(kind, levels.old, levels.new, seed: seed)
            let forecast = try Forecaster(season: kind.season)
                .forecast(values, horizon: kind.horizon)
            #expect(forecast.levelShifts == [kind.old], "\(kind.name) \(seed)")
            for step in 0..<kind.horizon {
                let (low, high) = (forecast.lower[step], forecast.upper[step])
                #expect(abs(forecast.median[step] / levels.new - 1) < 0.1, "\(kind.name) \(seed)")
                #expect(low < levels.new && levels.new < high, "\(kind.name) \(seed)")
                #expect(high - low < 0.4 * levels.new, "\(kind.name) \(seed)")
            }
        }
    }

    @Test("The season of before the shift still counts")
    func keepsTheSeason() throws {
        let shape = [0.6, 0.7, 0.9, 1.0, 1.1, 1.3, 1.5, 1.4, 1.1, 0.9, 0.8, 0.7]
        let values = GeneratedSeries.noise(seed: 3, count: 84).enumerated()
            .map { ($0 < 60 ? 10 : 100) * shape[$0 % 12] * (1 + 0.03 * $1) }
        let forecast = try Forecaster(season: 12).forecast(values, horizon: 12)
        #expect(forecast.levelShifts == [60])
        for step in 0..<12 {
            #expect(abs(forecast.median[step] / (100 * shape[step]) - 1) < 0.15)
        }
    }

    @Test("Where nothing moved before, only what came since is looked at")
    func opening() throws {
        let values = [Double](repeating: 0, count: 60)
            + GeneratedSeries.noise(seed: 5, count: 60).map { 100 + 5 * $0 }
        let forecast = try Forecaster(season: 12).forecast(values, horizon: 12)
        let since = try Forecaster(season: 12).forecast(Array(values[60...]), horizon: 12)
        #expect(forecast.median == since.median && forecast.upper == since.upper)
        #expect(forecast.levelShifts == [60])
        #expect(forecast.backtest.map(\.origin) == since.backtest.map { $0.origin + 60 })
    }

    @Test("Two shifts are followed; what jumps oftener has no level that lasts")
    func several() {
        func stairs(_ levels: [Double]) -> [Double] {
            levels.enumerated().flatMap { turn, level in
                GeneratedSeries.noise(seed: turn + 1, count: 30).map { level * (1 + 0.02 * $0) }
            }
        }
        #expect(LevelShift.all(in: stairs([100, 10, 50]), season: 4).map(\.step) == [60, 30])
        #expect(LevelShift.all(in: stairs([100, 10, 50, 9]), season: 4).isEmpty)
    }

    @Test("Trends, walks, seasons, outliers and a level that has not lasted are none")
    func isRare() {
        let noise = GeneratedSeries.noise(seed: 8, count: 120)
        let line = noise.enumerated().map { 100 + 10 * Double($0) + 5 * $1 }
        let wave = noise.enumerated().map { ($0 % 12 < 6 ? 100 : 20) * (1 + 0.03 * $1) }
        var spike = noise.map { 100 + 5 * $0 }
        spike[60] = 5_000
        let late = noise.enumerated().map { ($0 < 114 ? 100 : 10) * (1 + 0.03 * $1) }
        for values in [line, wave, spike, late] {
            #expect(LevelShift.all(in: values, season: 12).isEmpty)
        }
        let walks = (1...200).count { seed in
            let walk = GeneratedSeries.walk(seed: seed, count: 96)
            return !LevelShift.all(in: walk, season: seed % 2 == 0 ? 12 : 1).isEmpty
        }
        #expect(walks == 0)
    }

    @Test("What wanders after a shift has no level: the methods follow it")
    func wandering() {
        var away = 0.0
        let values = GeneratedSeries.noise(seed: 6, count: 80).enumerated().map { step, shock in
            away = 0.95 * away + shock
            return (step < 40 ? 1000 : 100) + away
        }
        #expect(LevelShift.all(in: values, season: 4).isEmpty)
    }

    @Test("Past origins know nothing of a shift that comes after them, and tell nothing of widths")
    func pastIsNotToldOfTheShift() {
        let values = Self.series(Self.kinds[1], 100, 10, seed: 2)
        let known = KnownSeries(
            values, filled: values, season: 4, keepsOutliers: false, followsShifts: true)
        #expect(known.settled == 32 && known.values == values)
        #expect(known.fitted.prefix(24).allSatisfy { $0 < 13 })
        #expect(known.measured.prefix(24).allSatisfy { $0 < 13 })
        #expect(known.fitted(upTo: 26).prefix(24).allSatisfy { $0 > 80 })
        #expect(known.fitted(upTo: 40).prefix(24).allSatisfy { $0 < 13 })
        let named = KnownSeries(values, filled: values, season: 4, keepsOutliers: true)
        #expect(named.fitted == values)
    }
}
