@testable import Insight
import Testing

@Suite("A forecast keeps to what a series can tell")
struct ForecasterTests {
    static let series: [(season: Int, values: [Double])] = [
        (1, GeneratedSeries.line), (12, GeneratedSeries.seasonal), (7, GeneratedSeries.level),
        (4, GeneratedSeries.line), (52, GeneratedSeries.walk(seed: 3, count: 150)),
    ]

    @Test("Other units give the same forecast in those units", arguments: series)
    func scaleDoesNotMatter(season: Int, values: [Double]) throws {
        let plain = try Forecaster(season: season).forecast(values, horizon: 8)
        let scaled = try Forecaster(season: season).forecast(values.map { $0 * 1024 }, horizon: 8)
        for (one, other) in zip(plain.median + plain.upper, scaled.median + scaled.upper) {
            #expect(abs(other / 1024 - one) <= 1e-3 * abs(one))
        }
    }

    @Test("The same series gives the same bits", arguments: series)
    func forecastsRepeat(season: Int, values: [Double]) throws {
        let first = try Forecaster(season: season).forecast(values, horizon: 9)
        let second = try Forecaster(season: season).forecast(values, horizon: 9)
        #expect(first.median == second.median)
        #expect(first.lower == second.lower && first.upper == second.upper)
    }

    @Test("The tenth lies below the median, that below the ninetieth; shares sum to one",
        arguments: series)
    func quantilesAreInOrder(season: Int, values: [Double]) throws {
        let forecast = try Forecaster(season: season).forecast(values, horizon: 12)
        for step in 0..<12 {
            #expect(forecast.lower[step] <= forecast.median[step])
            #expect(forecast.median[step] <= forecast.upper[step])
        }
        #expect(abs(forecast.shares.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
    }

    @Test("A year of days keeps the year's shape and its trend, which last week does not tell")
    func farDaysFollowTheYear() throws {
        let values = (0..<1_460).map { GeneratedSeries.day($0) }
        let forecast = try Forecaster(season: 7).forecast(values, horizon: 365)
        #expect(forecast.shares.last?.name == "Prophet model")
        #expect((forecast.shares.last?.weight ?? 0) > 0.5)
        #expect(abs(forecast.shares.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
        let future = (1_460..<1_825).map { GeneratedSeries.day($0) }
        let range = (values.max() ?? 0) - (values.min() ?? 0)
        let miss = zip(forecast.median, future).reduce(0) { $0 + ($1.0 - $1.1).magnitude } / 365
        #expect(miss < 0.05 * range)
        let held = zip(forecast.lower, zip(future, forecast.upper)).count {
            $0 <= $1.0 && $1.0 <= $1.1
        }
        #expect(held > 365 / 2)
        let near = try Forecaster(season: 7).forecast(values, horizon: 14)
        #expect(!near.shares.contains { $0.name == "Prophet model" })
    }

    @Test("Three years of months keep a season that grows with the level; the interval grows too")
    func farMonthsGrow() throws {
        let values = (0..<156).map { GeneratedSeries.growingMonth($0) }
        let forecast = try Forecaster(season: 12).forecast(Array(values[..<120]), horizon: 36)
        let actual = values[120...]
        let shares = zip(forecast.median, actual).map { 2 * ($0 - $1).magnitude / ($0 + $1) }
        #expect(shares.reduce(0, +) / 36 < 0.06)
        let swing = { (path: ArraySlice<Double>) in (path.max() ?? 0) - (path.min() ?? 0) }
        #expect(swing(forecast.median[24...]) > 1.05 * swing(forecast.median[..<12]))
        let widths = zip(forecast.upper, forecast.lower).map { $0 - $1 }
        #expect(widths[35] > 1.5 * widths[0])
    }

    @Test("Weeks of wages and rents keep the month's beat, which a year of weeks does not show")
    func weeksKeepTheMonth() throws {
        let values = (0..<73).map { GeneratedSeries.payWeek($0) }
        let forecast = try Forecaster(season: 52).forecast(Array(values[..<60]), horizon: 13)
        let flat = values[..<60].reduce(0, +) / 60
        let missed = zip(forecast.median, values[60...]).reduce(0) { $0 + ($1.0 - $1.1).magnitude }
        let missedFlat = values[60...].reduce(0) { $0 + ($1 - flat).magnitude }
        #expect(missed < 0.8 * missedFlat, "\(missed) against \(missedFlat)")
    }

    @Test("Net cash is told by its usual week, which a few large payments do not move")
    func flowsKeepTheUsualWeek() throws {
        let usual = (0..<93).map { GeneratedSeries.payWeek($0) }
        var values = Array(usual[..<80])
        for week in [11, 37, 58, 76] { values[week] -= 30_000 }
        let forecast = try Forecaster(season: 52).forecast(values, horizon: 13)
        #expect(forecast.shares[0].name == "median beside robust waves")
        let missed = zip(forecast.median, usual[80...]).reduce(0) { $0 + ($1.0 - $1.1).magnitude }
        let mean = values.reduce(0, +) / 80
        let missedMean = usual[80...].reduce(0) { $0 + ($1 - mean).magnitude }
        #expect(missed < 0.6 * missedMean, "\(missed) against \(missedMean)")
        let walk = GeneratedSeries.walk(seed: 3, count: 150).map { $0 - 1020 }
        #expect(walk.contains { $0 < 0 } && !CombinationPlan.isFlow(walk))
    }

    @Test("Waves by least absolute deviations stay where they were, whatever four values say")
    func robustWavesHold() {
        let wave = HarmonicAdjustment.Wave(length: 12, order: 2)
        let clean = (0..<120).map { 50 * Elementary.sineAndCosine(Double($0) * 0.5236).sine }
        var spoiled = clean
        for index in [4, 16, 52, 100] { spoiled[index] += 900 }
        let robust = HarmonicAdjustment(spoiled, waves: [wave], rounds: 12)
        let squares = HarmonicAdjustment(spoiled, waves: [wave])
        func away(_ harmonics: HarmonicAdjustment) -> Double {
            (0..<12).map { abs(harmonics.value(at: $0) - clean[$0]) }.max() ?? 0
        }
        #expect(away(robust) < 5, "\(away(robust))")
        #expect(away(squares) > 20, "\(away(squares))")
    }

    @Test("A constant stays, with no doubt about it", arguments: [0.0, 7.5, -120])
    func constantStays(value: Double) throws {
        let values = [Double](repeating: value, count: 30)
        let forecast = try Forecaster(season: 7).forecast(values, horizon: 5)
        #expect(forecast.median == [Double](repeating: value, count: 5))
        #expect(forecast.lower == forecast.upper)
    }

    @Test("One value is forecast as itself")
    func oneValue() throws {
        #expect(try Forecaster(season: 12).forecast([42], horizon: 2).median == [42, 42])
    }

    @Test("What never was negative is not forecast so")
    func staysAboveZero() throws {
        let falling = (0..<30).map { Double(max(0, 90 - 3 * $0)) }
        let forecast = try Forecaster(season: 1).forecast(falling, horizon: 20)
        #expect(forecast.lower.allSatisfy { $0 >= 0 } && forecast.median.allSatisfy { $0 >= 0 })
    }

    @Test("What never was negative is not forecast so, whatever lay in its gaps",
        arguments: [ForecastModel.auto, .ets, .theta, .arNet, .prophet])
    func gapsStayAboveZero(model: ForecastModel) throws {
        for seed in 1...12 {
            let values = GeneratedSeries.gappedMonths(seed: seed)
            let filled = try #require(SeriesRepair.filled(values, season: 12))
            #expect(filled.allSatisfy { $0 >= 0 })
            let told = try Forecaster(season: 12, model: model).forecast(values, horizon: 12)
            #expect(told.lower.allSatisfy { $0 >= 0 }, "\(seed): \(told.lower)")
            let below = values.map { $0 - 300 }
            let filledBelow = try #require(SeriesRepair.filled(below, season: 12))
            #expect(filledBelow.contains { $0 < 0 })
        }
    }

    @Test("Of two values the last stays, and the other says how far it may go")
    func twoValues() throws {
        let told = try Forecaster(season: 12).forecast([50, 10], horizon: 2)
        #expect(told.lower == [0, 0] && told.median == [10, 10] && told.upper == [50, 50])
        let signed = try Forecaster(season: 12).forecast([-50, 10], horizon: 1)
        #expect(signed.lower == [-50] && signed.upper == [70])
    }

    @Test("An explosion ends within three times its own range beyond it")
    func explosionIsHeld() throws {
        var values: [Double] = [1]
        for _ in 0..<40 { values.append((values.last ?? 1) * 1.9) }
        let forecast = try Forecaster(season: 1).forecast(values, horizon: 60)
        let most = try #require(values.last)
        #expect(forecast.median.allSatisfy { $0.isFinite && $0 <= 4 * most })
    }

    @Test("Gaps cost little: a tenth of the values missing changes the forecast by under 5 %")
    func gapsAreBridged() throws {
        var gapped = GeneratedSeries.seasonal
        for index in stride(from: 5, to: gapped.count, by: 10) { gapped[index] = .nan }
        let whole = try Forecaster(season: 12).forecast(GeneratedSeries.seasonal, horizon: 12)
        let bridged = try Forecaster(season: 12).forecast(gapped, horizon: 12)
        for (one, other) in zip(whole.median, bridged.median) {
            #expect(abs(other / one - 1) < 0.05)
        }
    }

    @Test("The season is found again and the median splits into level and season")
    func seasonIsKept() throws {
        let forecast = try Forecaster(season: 12).forecast(GeneratedSeries.seasonal, horizon: 12)
        #expect(forecast.median[6] > 1.3 * forecast.median[11])
        #expect(forecast.seasonal[6] > 0 && forecast.seasonal[11] < 0)
        let accuracy = try #require(
            Accuracy(forecast.backtest, known: GeneratedSeries.seasonal, season: 12))
        let naive = try #require(
            Accuracy(
                forecast.backtest.map(\.asNaive), known: GeneratedSeries.seasonal, season: 12))
        #expect(accuracy.mase < naive.mase)
    }

    @Test("Rare events are forecast by their rate")
    func rareEvents() throws {
        let values = (0..<90).map { $0 % 9 == 4 ? 18.0 : 0 }
        let forecast = try Forecaster(season: 7).forecast(values, horizon: 28)
        let mean = forecast.median.reduce(0, +) / 28
        #expect(mean > 1 && mean < 3.5, "\(mean)")
    }

    static let refused: [(values: [Double], horizon: Int, refusal: ForecastRefusal)] = [
        ([], 4, .noValues), ([.nan, .nan], 4, .noValues), ([1, 2, 3], 0, .horizonOutOfRange),
        ([1, 2, 3], 10_001, .horizonOutOfRange), ([1, 1e16, 3], 2, .valueTooLarge),
        ([1, -.infinity, .nan], 2, .valueTooLarge),
    ]

    @Test("What cannot be forecast is refused", arguments: refused)
    func refusals(values: [Double], horizon: Int, refusal: ForecastRefusal) {
        #expect(throws: refusal) {
            try Forecaster(season: 7).forecast(values, horizon: horizon)
        }
    }

    @Test("A model's name is known with its hyphen and without")
    func modelsHaveNames() {
        #expect(ForecastModel(named: "ar-net") == .arNet)
        #expect(ForecastModel(named: "arnet") == .arNet)
        #expect(ForecastModel(named: "seasonal-naive") == .seasonalNaive)
        #expect(ForecastModel(named: "oracle") == nil)
        #expect(ForecastModel(named: "") == nil)
    }

    @Test("Every model that has a name forecasts", arguments: ForecastModel.allCases)
    func modelsForecast(model: ForecastModel) throws {
        let forecast = try Forecaster(season: 12, model: model)
            .forecast(GeneratedSeries.seasonal, horizon: 6)
        #expect(forecast.median.count == 6)
        for value in forecast.median { #expect(value > 50 && value < 800, "\(model): \(value)") }
    }
}
