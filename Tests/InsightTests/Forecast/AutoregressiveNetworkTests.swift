import Insight
import Testing

@Suite("A network of lags learns what no line through them can")
struct AutoregressiveNetworkTests {
    /// x' = 3.8·x·(1 − x): the next value is settled by the last, but no line foretells it
    /// (R. May, "Simple mathematical models with very complicated dynamics", 1976).
    static func parabola(_ count: Int, from start: Double = 0.3) -> [Double] {
        var value = start
        return (0..<count).map { _ in
            value = 3.8 * value * (1 - value)
            return value
        }
    }

    @Test("Of a parabola's next values the network misses less than a third of what a line misses")
    func learnsBends() throws {
        let values = Self.parabola(340)
        let known = Array(values[..<300])
        let network = try #require(AutoregressiveNetwork(known, season: 1))
        let linear = try #require(
            AutoregressiveModel(known, differences: 0, highestOrder: network.lags))
        var (missed, missedByLine) = (0.0, 0.0)
        for step in 300..<340 {
            // Both look back only as many values as they have weights for.
            let past = Array(values[..<step])
            missed += (network.next(after: past) - values[step]).magnitude
            missedByLine += (linear.forecast(past, horizon: 1)[0] - values[step]).magnitude
        }
        #expect(missed < missedByLine / 3, "\(missed) against \(missedByLine)")
    }

    @Test("On a linear series the hidden layer keeps quiet: nearly what the line says")
    func staysLinear() throws {
        let values = GeneratedSeries.walk(seed: 11, count: 120)
        let network = try #require(AutoregressiveNetwork(values, season: 1))
        #expect(network.isWalk)
        let path = network.forecast(values, horizon: 12)
        let last = try #require(values.last)
        let step = zip(values.dropFirst(), values).map { ($0 - $1).magnitude }.max() ?? 0
        for (index, value) in path.enumerated() {
            #expect((value - last).magnitude < step * Double(index + 1))
        }
    }

    @Test("The same seed gives the same bits, another seed another start and other bits")
    func seedsRepeat() throws {
        let values = Self.parabola(120)
        func path(seed: UInt64) throws -> [Double] {
            try #require(AutoregressiveNetwork(values, season: 1, seed: seed))
                .forecast(values, horizon: 8)
        }
        #expect(try path(seed: 7) == path(seed: 7))
        #expect(try path(seed: 7) != path(seed: 8))
    }

    @Test("Other units give the same forecast in those units")
    func unitsDoNotMatter() throws {
        let values = GeneratedSeries.seasonal
        let larger = values.map { $0 * 1024 }
        let plain = try #require(AutoregressiveNetwork(values, season: 12))
        let scaled = try #require(AutoregressiveNetwork(larger, season: 12))
        for (one, other) in zip(
            plain.forecast(values, horizon: 6), scaled.forecast(larger, horizon: 6))
        {
            #expect((other / 1024 - one).magnitude <= 1e-6 * one.magnitude)
        }
    }

    @Test("What lies within its trend, and what is too short, is left to others")
    func nothingToLearn() {
        #expect(AutoregressiveNetwork((0..<60).map { 3 + 2 * Double($0) }, season: 1) == nil)
        #expect(AutoregressiveNetwork([Double](repeating: 4, count: 60), season: 7) == nil)
        #expect(AutoregressiveNetwork(Self.parabola(15), season: 1) == nil)
    }

    @Test("However far ahead, it stays within reach of what was seen")
    func staysInReach() throws {
        let values = Self.parabola(200)
        let network = try #require(AutoregressiveNetwork(values, season: 1))
        let path = network.forecast(values, horizon: 2_000)
        #expect(path.allSatisfy { $0.isFinite && $0 > -2 && $0 < 3 })
    }
}
