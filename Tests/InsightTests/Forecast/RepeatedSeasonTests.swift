import Testing

@testable import Insight

@Suite("What repeats exactly is forecast exactly, and its past is tried")
struct RepeatedSeasonTests {
    @Test("A season that returns to the last digit comes again, without doubt",
        arguments: [(7, 60), (12, 60), (4, 20), (52, 260)])
    func exact(season: Int, count: Int) throws {
        let wave = (0..<season).map { Double($0 * $0 % 11) - 2.5 }
        let values = (0..<count).map { wave[$0 % season] }
        let forecast = try Forecaster(season: season).forecast(values, horizon: 2 * season)
        let coming = (count..<count + 2 * season).map { wave[$0 % season] }
        #expect(forecast.median == coming)
        #expect(forecast.lower == coming && forecast.upper == coming)
        let accuracy = try #require(
            Accuracy(forecast.backtest, known: values, season: season))
        #expect(accuracy.coverage == 1 && accuracy.smape == 0)
    }

    @Test("One value beside it, or two seasons alone, leave their doubt")
    func nearly() throws {
        let values = (0..<63).map { Double($0 % 7) }
        var other = values
        other[30] += 1
        #expect(RepeatedSeason(other, season: 7) == nil)
        #expect(RepeatedSeason(Array(values.prefix(20)), season: 7) == nil)
        #expect(RepeatedSeason(Array(values.prefix(21)), season: 7) != nil)
        #expect(RepeatedSeason(values, season: 1) == nil)
    }

    @Test("A method that was named does what its name says")
    func named() throws {
        let values = (0..<63).map { Double($0 % 7) }
        let naive = try Forecaster(season: 7, model: .naive).forecast(values, horizon: 3)
        #expect(naive.median == [6, 6, 6])
    }

    @Test("A constant's past is tried as any other", arguments: [4, 5, 60, 2_000])
    func constant(count: Int) throws {
        let values = [Double](repeating: 4, count: count)
        let forecast = try Forecaster(season: 7).forecast(values, horizon: 7)
        let accuracy = try #require(Accuracy(forecast.backtest, known: values, season: 7))
        #expect(accuracy.coverage == 1 && accuracy.smape == 0)
        #expect(forecast.backtest.allSatisfy { $0.origin + $0.actual.count <= count })
    }
}
