@testable import Insight
import Testing

@Suite("What is closed on some places of its season is no series of rare events")
struct ClosedPlacesTests {
    struct Shop: Sendable {
        var name: String
        var season: Int
        var open: Set<Int>
        var count: Int
        var horizon: Int
        /// What a step adds to the level.
        var rise = 0.0

        func values(seed: Int) -> [Double] {
            GeneratedSeries.noise(seed: seed, count: count + horizon).enumerated().map {
                open.contains($0 % season) ? max(0, 100 + rise * Double($0) + 10 * $1) : 0
            }
        }
    }

    static let shops = [
        Shop(name: "two market days", season: 7, open: [2, 5], count: 364, horizon: 28),
        Shop(
            name: "growing market", season: 7, open: [2, 5], count: 364, horizon: 28, rise: 0.2),
        Shop(name: "four days", season: 7, open: [0, 1, 2, 3], count: 200, horizon: 14),
        Shop(name: "weekends", season: 7, open: [5, 6], count: 160, horizon: 28),
        Shop(name: "eight to eight", season: 24, open: Set(8..<20), count: 960, horizon: 48),
    ]

    @Test("Nothing comes where it is closed, and the rest as regularly as it did", arguments: shops)
    func shop(_ shop: Shop) throws {
        var (own, plain, inside, opened) = (0.0, 0.0, 0, 0)
        for seed in 1...12 {
            let all = shop.values(seed: seed)
            let (past, later) = (Array(all.prefix(shop.count)), all.suffix(shop.horizon))
            let forecast = try Forecaster(season: shop.season)
                .forecast(past, horizon: shop.horizon)
            let naive = try Forecaster(season: shop.season, model: .seasonalNaive)
                .forecast(past, horizon: shop.horizon)
            for (step, value) in later.enumerated() {
                let (low, middle, high) =
                    (forecast.lower[step], forecast.median[step], forecast.upper[step])
                own += (middle - value).magnitude
                plain += (naive.median[step] - value).magnitude
                guard shop.open.contains((shop.count + step) % shop.season) else {
                    #expect(low == 0 && middle == 0 && high == 0 && forecast.seasonal[step] == 0)
                    continue
                }
                opened += 1
                inside += low <= value && value <= high ? 1 : 0
            }
        }
        #expect(own < 0.9 * plain, "\(shop.name): \(own) against \(plain)")
        let share = 100 * inside / opened
        #expect(70...90 ~= share, "\(shop.name): \(share) % of open steps are covered")
    }

    @Test("Few events without a weekday, and weekdays that are only now and then empty, stay rare")
    func rare() {
        let lots = GeneratedSeries.noise(seed: 3, count: 364)
        let rare = lots.map { $0 > 1 ? 100 * $0 : 0 }
        #expect(CombinationPlan.isRare(rare))
        #expect(ClosedPlaces(rare, season: 7) == nil)
        // A market that was moved to another day two weeks ago.
        var moved = Self.shops[0].values(seed: 1)
        for week in 50..<52 { moved.swapAt(week * 7 + 2, week * 7 + 3) }
        let places = ClosedPlaces(Array(moved.prefix(364)), season: 7)
        #expect(places?.isClosed(3) != true)
        #expect(ClosedPlaces(Array(repeating: 0, count: 70), season: 7) == nil)
        #expect(ClosedPlaces(Array(rare.prefix(20)), season: 7) == nil)
        #expect(ClosedPlaces([-1] + Self.shops[0].values(seed: 1), season: 7) == nil)
    }
}
