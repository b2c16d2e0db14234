@testable import Insight
import Testing

@Suite("A series that has come to rest is told by its rest")
struct RestingLevelTests {
    struct Kind: Sendable {
        var name: String
        var season: Int
        var rise: Int
        var rest: Int
        var horizon: Int
    }

    static let kinds = [
        Kind(name: "years", season: 1, rise: 24, rest: 18, horizon: 6),
        Kind(name: "quarters", season: 4, rise: 24, rest: 16, horizon: 8),
        Kind(name: "months", season: 12, rise: 36, rest: 24, horizon: 12),
        Kind(name: "many months", season: 12, rise: 60, rest: 60, horizon: 24),
        Kind(name: "days", season: 7, rise: 100, rest: 100, horizon: 28),
        Kind(name: "weeks", season: 52, rise: 104, rest: 110, horizon: 13),
    ]

    /// A line from 100 to 1,000, and 1,000 since, with unrest of deviation 5 everywhere.
    static func series(_ kind: Kind, seed: Int) -> [Double] {
        GeneratedSeries.noise(seed: seed, count: kind.rise + kind.rest).enumerated().map {
            min(100 + 900 * Double($0) / Double(kind.rise), 1000) + 5 * $1
        }
    }

    @Test("The middle at its level, the band as wide as its own unrest", arguments: kinds)
    func holdsTheLevel(kind: Kind) throws {
        for seed in 1...4 {
            let forecast = try Forecaster(season: kind.season)
                .forecast(Self.series(kind, seed: seed), horizon: kind.horizon)
            let start = try #require(forecast.levelShifts.first, "\(kind.name) \(seed)")
            #expect(abs(start - kind.rise) <= max(6, kind.season), "\(kind.name) \(start)")
            for step in 0..<kind.horizon {
                let (low, high) = (forecast.lower[step], forecast.upper[step])
                #expect(abs(forecast.median[step] - 1000) < 15, "\(kind.name) \(seed)")
                #expect(low < 1005 && 995 < high && high - low < 50, "\(kind.name) \(seed)")
            }
        }
    }

    @Test("So does a fall, and a rise that bends slowly")
    func otherWays() throws {
        let noise = GeneratedSeries.noise(seed: 2, count: 72)
        let fall = noise.enumerated().map { max(1000 - 20 * Double($0), 200) + 4 * $1 }
        #expect(try abs(Forecaster(season: 12).forecast(fall, horizon: 6).median[5] - 200) < 10)
        let curve = noise.enumerated().map { step, shock in
            1000 / (1 + Elementary.exp((20 - Double(step)) / 3)) + 5 * shock
        }
        #expect(try abs(Forecaster(season: 12).forecast(curve, horizon: 6).median[5] - 1000) < 20)
    }

    @Test("Trends, walks, pauses of two weeks, peaks that come and go and short rests are none")
    func isRare() {
        let noise = GeneratedSeries.noise(seed: 8, count: 120)
        let line = noise.enumerated().map { 100 + 10 * Double($0) + 5 * $1 }
        let root = noise.enumerated().map { 1000 * Double($0 + 1).squareRoot() + 5 * $1 }
        let short = noise.enumerated().map { min(Double($0), 100) * 10 + 5 * $1 }
        let turns = noise.enumerated().map { step, shock in
            Double(step % 60 < 36 ? step % 60 * 25 : 900) + 5 * shock
        }
        let still = noise.map { 1000 + 5 * $0 }
        for values in [line, root, short, turns, still] {
            #expect(RestingLevel.start(in: values, season: 12) == nil)
        }
        let years = GeneratedSeries.noise(seed: 8, count: 1_460).enumerated()
            .map { 100 + Double($0) + 5 * $1 }
        #expect(RestingLevel.start(in: years, season: 7) == nil)
        let closed = noise.enumerated().map { $0 < 100 ? 900 + 60 * $1 : 10 + $1 }
        #expect(RestingLevel.start(in: closed, season: 7) == nil)
        let hours = GeneratedSeries.noise(seed: 8, count: 600).enumerated()
            .map { $0 < 500 ? 900 + 60 * $1 : 10 + $1 }
        #expect(RestingLevel.start(in: hours, season: 24, day: 24) == nil)
        let walks = (1...300).count { seed in
            let walk = GeneratedSeries.walk(seed: seed, count: 96)
            return RestingLevel.start(in: walk, season: [1, 4, 12][seed % 3]) != nil
        }
        #expect(walks <= 1, "\(walks)")
    }
}
