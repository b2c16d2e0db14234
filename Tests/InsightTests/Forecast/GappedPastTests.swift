@testable import Insight
import Testing

@Suite("What is missing in a past measures nothing")
struct GappedPastTests {
    /// Unrest of deviation 10 around 100, of which six in ten steps are missing.
    static func values(seed: Int) -> [Double] {
        let chances = GeneratedSeries.noise(seed: seed + 100, count: 300)
        return GeneratedSeries.noise(seed: seed, count: 300).enumerated().map { step, shock in
            step > 1 && step < 299 && chances[step] < 0.25 ? .nan : 100 + 10 * shock
        }
    }

    @Test("The backtest's errors are those against known values", arguments: 1...3)
    func measures(seed: Int) throws {
        let values = Self.values(seed: seed)
        let forecast = try Forecaster(season: 1, model: .naive).forecast(values, horizon: 6)
        var (misses, count) = (0.0, 0.0)
        for fold in forecast.backtest {
            let last = try #require(values[..<fold.origin].last { $0.isFinite })
            #expect(fold.median == [Double](repeating: last, count: 6))
            #expect(fold.naive == fold.median)
            for (step, value) in fold.actual.enumerated() {
                let known = values[fold.origin + step]
                #expect(value == known || value.isNaN && known.isNaN)
                guard known.isFinite else { continue }
                misses += (known - last).magnitude
                count += 1
            }
        }
        #expect(count > 0 && count < 6 * Double(forecast.backtest.count))
        let accuracy = try #require(
            Accuracy(forecast.backtest, known: values, season: 1))
        let scale = Accuracy.scale(values, season: 1)
        #expect(abs(accuracy.mase - misses / count / scale) < 1e-12)
        #expect(accuracy.smape.isFinite && accuracy.pinball.isFinite)
    }

    @Test("Of days, of the Prophet model's share and of steps that are nowhere known, too",
        arguments: [(7, 600, 30), (7, 200, 14), (4, 48, 8), (12, 120, 24)])
    func everyKind(season: Int, count: Int, horizon: Int) throws {
        let noise = GeneratedSeries.noise(seed: season, count: count)
        // Every second value alone is known.
        let values = noise.enumerated().map { $0 % 2 == 0 ? 100 + 10 * $1 : .nan }
        let forecast = try Forecaster(season: season).forecast(values, horizon: horizon)
        #expect((forecast.lower + forecast.median + forecast.upper).allSatisfy { $0.isFinite })
        #expect(zip(forecast.upper, forecast.lower).allSatisfy { $0 - $1 > 5 })
        for fold in forecast.backtest {
            #expect(fold.actual.contains { $0.isFinite } && fold.actual.contains { $0.isNaN })
        }
        let accuracy = try #require(Accuracy(forecast.backtest, known: values, season: season))
        #expect(accuracy.coverage > 0 && accuracy.smape.isFinite)
    }

    @Test("The band is as wide as that of known values, not as that of the lines between them")
    func widths() throws {
        var sum = 0.0
        for seed in 1...12 {
            let forecast = try Forecaster(season: 1)
                .forecast(Self.values(seed: seed), horizon: 6)
            sum += zip(forecast.upper, forecast.lower).reduce(0) { $0 + ($1.0 - $1.1) / 2 } / 6
        }
        // Four of five values lie within 1.28 deviations.
        let ratio = sum / 12 / 12.8
        #expect(ratio > 0.9 && ratio < 1.3, "\(ratio)")
    }

    @Test("Steps without any known value make no origin")
    func nothingKnown() throws {
        var values = GeneratedSeries.noise(seed: 4, count: 80).map { 50 + 5 * $0 }
        for step in 60..<79 { values[step] = .nan }
        let forecast = try Forecaster(season: 1).forecast(values, horizon: 4)
        #expect(!forecast.backtest.isEmpty)
        #expect(forecast.backtest.allSatisfy { $0.actual.contains { $0.isFinite } })
    }

    /// Five years of months that swing by 20 around 100, with unrest of deviation 5.
    static func months(seed: Int) -> [Double] {
        GeneratedSeries.noise(seed: seed, count: 60).enumerated().map { step, shock in
            100 + wave(step) + 5 * shock
        }
    }

    static func wave(_ step: Int) -> Double {
        20 * Elementary.sineAndCosine(2 * Elementary.pi * Double(step) / 12).sine
    }

    @Test("A gap of a season and more leaves the season as the known values have it",
        arguments: [10, 11, 12, 18, 24], [20, 30])
    func wholeSeasons(length: Int, start: Int) throws {
        var (miss, swing) = (0.0, 0.0)
        for seed in 1...6 {
            var values = Self.months(seed: seed)
            for step in start..<(start + length) { values[step] = .nan }
            let path = try Forecaster(season: 12).forecast(values, horizon: 12).median
            for (step, value) in path.enumerated() {
                miss += abs(value - 100 - Self.wave(step)) / 72
            }
            swing += ((path.max() ?? 0) - (path.min() ?? 0)) / 6
        }
        #expect(miss < 5 && swing > 33, "\(miss) \(swing)")
    }

    @Test("The filled gap has the season of the known values, between the levels beside it")
    func filledSeason() throws {
        let whole = (0..<60).map { 100 + Double($0) + Self.wave($0) }
        var values = whole
        for step in 20..<34 { values[step] = .nan }
        let filled = try #require(SeriesRepair.filled(values, season: 12))
        for step in 20..<34 { #expect(abs(filled[step] - whole[step]) < 2, "\(filled[step])") }
    }

    @Test("A month that is nowhere known stands between those beside it")
    func neverKnown() throws {
        let values = Self.months(seed: 3).enumerated().map { $0 % 12 == 11 ? .nan : $1 }
        let filled = try #require(SeriesRepair.filled(values, season: 12))
        #expect(filled.allSatisfy { $0 > 60 && $0 < 140 })
        let path = try Forecaster(season: 12).forecast(values, horizon: 12).median
        #expect(path[11] > 75 && path[11] < 115, "\(path[11])")
    }

    @Test("Fewer than three known values are forecast as the last, whatever lies between them")
    func twoKnown() throws {
        for model in [ForecastModel.auto, .ets, .theta] {
            let forecast = try Forecaster(season: 1, model: model)
                .forecast([1, .nan, .nan, 3], horizon: 2)
            #expect(forecast.median == [3, 3] && forecast.lower == [1, 1])
            #expect(forecast.upper == [5, 5])
        }
    }
}
