@testable import Insight
import Testing

@Suite("What stands alone in a series' past does not lead its forecast astray")
struct SeriesOutliersTests {
    /// Days of 100, give or take 3, without a season.
    static let days = (0..<60).map { (step: Int) -> Double in
        100 + Double(step * step * 37 % 61 - 30) / 10
    }
    /// Months of a level, a year's swing and little unrest.
    static let months = (0..<60).map { (step: Int) -> Double in
        let year = 50 * Elementary.sineAndCosine(Double(step) * Elementary.pi / 6).sine
        return 180 + year + Double(step * 29 % 13 - 6) / 2
    }

    static func spoilt(_ values: [Double], _ changes: [Int: Double]) -> [Double] {
        values.indices.map { changes[$0] ?? values[$0] }
    }

    static func found(_ values: [Double], season: Int) -> [Int] {
        SeriesOutliers(values, filled: values, season: season).steps
    }

    @Test("Ten times the last value keeps the level; the interval reaches to the value",
        arguments: [[59], [58, 59]])
    func lastValues(steps: [Int]) throws {
        let changes = Dictionary(uniqueKeysWithValues: steps.map { ($0, Self.days[$0] * 10) })
        let forecast = try Forecaster(season: 7)
            .forecast(Self.spoilt(Self.days, changes), horizon: 7)
        #expect(forecast.outliers == steps)
        for step in 0..<7 {
            #expect(abs(forecast.median[step] - 100) < 5, "\(forecast.median)")
            #expect(forecast.upper[step] > 900 && forecast.lower[step] > 85)
        }
    }

    @Test("Nothing on the last day of a hundred each keeps the level; the interval reaches to zero")
    func lastDayIsZero() throws {
        let forecast = try Forecaster(season: 7)
            .forecast(Self.spoilt(Self.days, [59: 0]), horizon: 7)
        #expect(forecast.outliers == [59])
        for step in 0..<7 {
            #expect(abs(forecast.median[step] - 100) < 5 && forecast.lower[step] < 8)
        }
    }

    @Test("Ten times a value before the end changes next to nothing", arguments: [0, 30, 57, 58])
    func earlierValue(step: Int) throws {
        let spoilt = Self.spoilt(Self.days, [step: Self.days[step] * 10])
        let forecast = try Forecaster(season: 7).forecast(spoilt, horizon: 7)
        let clean = try Forecaster(season: 7).forecast(Self.days, horizon: 7)
        #expect(forecast.outliers == [step])
        for ahead in 0..<7 {
            #expect(abs(forecast.median[ahead] - clean.median[ahead]) < 3)
            let width = forecast.upper[ahead] - forecast.lower[ahead]
            let usual = clean.upper[ahead] - clean.lower[ahead]
            #expect(width < 2 * usual && width > usual / 2, "\(width) against \(usual)")
        }
    }

    @Test("Ten times one month of five years leaves the year's shape")
    func oneMonth() throws {
        let spoilt = Self.spoilt(Self.months, [50: Self.months[50] * 10])
        let forecast = try Forecaster(season: 12).forecast(spoilt, horizon: 12)
        let clean = try Forecaster(season: 12).forecast(Self.months, horizon: 12)
        #expect(forecast.outliers == [50])
        for (one, other) in zip(forecast.median, clean.median) {
            #expect(abs(one / other - 1) < 0.03, "\(one) against \(other)")
        }
    }

    @Test("Errors are measured on the values as they were")
    func pastIsKept() throws {
        let spoilt = Self.spoilt(Self.days, [57: 1_000])
        let forecast = try Forecaster(season: 7).forecast(spoilt, horizon: 7)
        let fold = try #require(forecast.backtest.first)
        #expect(fold.actual == Array(spoilt[fold.origin..<(fold.origin + fold.actual.count)]))
        #expect(fold.actual.contains(1_000))
    }

    @Test("What a past origin did not know yet, it does not use")
    func originsKnowTheirPastOnly() {
        let spoilt = Self.spoilt(Self.days, [40: 1_000])
        let series = KnownSeries(spoilt, filled: spoilt, season: 7, keepsOutliers: false)
        #expect(series.fitted(upTo: 40) == Array(spoilt[..<40]))
        // As the last value it keeps a little of its deviation, later none.
        let last = series.fitted(upTo: 41)[40]
        #expect(last != series.fitted[40] && abs(last - 100) < 10)
        #expect(series.fitted(upTo: 50)[40] == series.fitted[40])
    }

    @Test("A new level is followed from its third step on", arguments: [3, 10, 25])
    func levelShift(steps: Int) throws {
        let shifted = Self.days.indices.map { Self.days[$0] * ($0 < 60 - steps ? 1 : 2) }
        let forecast = try Forecaster(season: 7).forecast(shifted, horizon: 7)
        #expect(forecast.outliers.isEmpty)
        #expect(forecast.median[6] > 160)
        #expect(Self.found(shifted, season: 7).isEmpty)
    }

    @Test("A peak of each year is kept, in months, weeks and days, and so is the only one before",
        arguments: [(12, 60, 12.0), (52, 160, 365.25 / 7), (7, 1_100, 365.25)])
    func yearlyPeak(season: Int, count: Int, year: Double) {
        let values = (0..<count).map { (step: Int) -> Double in
            let away = Double(step) - (Double(step) / year).rounded() * year
            let isPeak = step > 3 && away > -0.5 && away <= 0.5
            return 100 + Double(step * step * 37 % 61 - 30) / 10 + (isPeak ? 200 : 0)
        }
        #expect(values.count { $0 > 200 } >= 3)
        #expect(Self.found(values, season: season).isEmpty)
    }

    @Test("An explosion has no outliers")
    func explosion() {
        for (start, factor) in [(1.0, 1.9), (1, 2), (-1, 1.9), (0.001, 3)] {
            var values = [start]
            for _ in 0..<40 { values.append((values.last ?? 1) * factor) }
            for count in [12, 20, 41] {
                #expect(Self.found(Array(values[..<count]), season: 1).isEmpty)
            }
        }
    }

    @Test("A constant with one spike stays the constant", arguments: [7.5, 0.001, 1e9])
    func constantWithSpike(level: Double) throws {
        let values = (0..<60).map { $0 == 29 ? level * 10 : level }
        let forecast = try Forecaster(season: 7).forecast(values, horizon: 5)
        #expect(forecast.outliers == [29])
        for value in forecast.median { #expect(abs(value / level - 1) < 1e-6) }
    }

    @Test("Of heavy tails nearly all values are kept", arguments: 1...12)
    func heavyTails(seed: Int) {
        // Ratios of two normal numbers: single values lie hundreds of deviations away.
        let walk = GeneratedSeries.walk(seed: seed, count: 401)
        let steps = zip(walk.dropFirst(), walk).map { ($0 - $1 - 1) / 8 }
        let values = (0..<200).map { (step: Int) -> Double in
            let below = steps[2 * step + 1].magnitude + 0.01
            return 1_000 + 20 * steps[2 * step] / below
        }
        #expect(Self.found(values, season: 7).count <= 3)
    }

    @Test("Rare events, flows across zero and methods asked for by name see every value")
    func othersKeepTheirOutliers() throws {
        var rare = (0..<90).map { $0 % 9 == 4 ? 18.0 : 0 }
        rare[40] = 900
        var flow = (0..<90).map { Double($0 * 37 % 61 - 30) }
        flow[40] = 5_000
        for values in [rare, flow] {
            #expect(try Forecaster(season: 7).forecast(values, horizon: 5).outliers.isEmpty)
        }
        let spoilt = Self.spoilt(Self.days, [30: 1_000])
        for model in [ForecastModel.ets, .theta, .seasonalNaive] {
            let forecast = try Forecaster(season: 7, model: model).forecast(spoilt, horizon: 5)
            #expect(forecast.outliers.isEmpty)
        }
    }

    @Test("A gap beside an outlier is not filled with it")
    func gapBesideOutlier() throws {
        var values = Self.spoilt(Self.days, [30: 1_000])
        for step in 31..<40 { values[step] = .nan }
        let filled = try #require(SeriesRepair.filled(values, season: 7))
        let outliers = SeriesOutliers(values, filled: filled, season: 7)
        #expect(outliers.steps == [30])
        #expect(outliers.fitted.allSatisfy { $0 > 90 && $0 < 110 })
    }

    @Test("Without outliers the forecast is the same to the last bit", arguments: 1...6)
    func cleanSeriesAreUntouched(seed: Int) throws {
        for (season, count) in [(1, 30), (4, 44), (12, 96), (7, 200), (52, 160)] {
            for values in [
                GeneratedSeries.walk(seed: seed, count: count),
                GeneratedSeries.returning(seed: seed, count: count, season: season),
            ] {
                for known in 10...count {
                    #expect(Self.found(Array(values[..<known]), season: season).isEmpty)
                }
                let forecast = try Forecaster(season: season).forecast(values, horizon: 6)
                let plan = CombinationPlan.suited(to: values, season: season, horizon: 6)
                let kept = KnownSeries(
                    values, filled: values, season: season, keepsOutliers: true)
                let plain = Combination(kept, season: season, horizon: 6, plan: plan)
                    .forecast(horizon: 6)
                #expect(forecast.median == plain.median && forecast.lower == plain.lower)
                #expect(forecast.upper == plain.upper)
            }
        }
    }
}
