@testable import Insight
import Testing

@Suite("Steps below a day know the day's season and the week's")
struct WeekOfDaysTests {
    struct Kind: Sendable {
        var name: String
        var day: Int
        var weeks: Int
        var horizon: Int
        /// A weekend's share of a weekday, and what it has less.
        var share: Double
        var less: Double
    }

    static let kinds = [
        Kind(name: "hours, a day", day: 24, weeks: 5, horizon: 24, share: 0.3, less: 0),
        Kind(name: "hours, a week", day: 24, weeks: 5, horizon: 168, share: 0.3, less: 0),
        Kind(name: "half hours", day: 48, weeks: 4, horizon: 48, share: 1, less: 40),
        Kind(name: "two hours", day: 12, weeks: 6, horizon: 24, share: 1, less: 40),
    ]

    /// A wave over the day, quieter at weekends, with nearly normal noise around it.
    private static func shop(
        _ seed: Int, count: Int, day: Int, share: Double, less: Double
    ) -> [Double] {
        let noise = GeneratedSeries.walk(seed: seed, count: count + 1)
        return (0..<count).map { step in
            let place = step % day
            let bell = Double(place * (day - place)) * 4 / Double(day * day)
            let isWeekend = (step / day) % 7 >= 5
            let usual = (60 + 80 * bell) * (isWeekend ? share : 1) - (isWeekend ? less : 0)
            return usual + (noise[step + 1] - noise[step] - 1) / 2
        }
    }

    @Test("From each day of the week: closer than the last week, 70 to 90 in a hundred covered",
        arguments: kinds)
    func weekIsKnown(kind: Kind) throws {
        var (inside, own, rival) = (0, 0.0, 0.0)
        for origin in 0..<7 {
            let count = (kind.weeks * 7 + origin) * kind.day
            let values = Self.shop(
                origin + 1, count: count + kind.horizon, day: kind.day, share: kind.share,
                less: kind.less)
            let forecast = try Forecaster(season: kind.day, day: kind.day)
                .forecast(Array(values[..<count]), horizon: kind.horizon)
            for step in 0..<kind.horizon {
                let value = values[count + step]
                inside += forecast.lower[step] <= value && value <= forecast.upper[step] ? 1 : 0
                own += (value - forecast.median[step]).magnitude
                rival += (value - values[count + step - 7 * kind.day]).magnitude
            }
        }
        let share = Double(inside) / Double(7 * kind.horizon)
        #expect(share > 0.7 && share < 0.9, "\(kind.name): \(share)")
        #expect(own < 0.9 * rival, "\(kind.name): \(own / rival)")
    }

    struct Hours: Sendable {
        var name: String
        var open: Range<Int>
        var isOpenOnSundays: Bool
        var weeks: Int
    }

    static let shops = [3, 4, 8].flatMap { weeks in
        [
            Hours(name: "eight to seven", open: 8..<19, isOpenOnSundays: false, weeks: weeks),
            Hours(name: "seven to eleven", open: 7..<23, isOpenOnSundays: true, weeks: weeks),
        ]
    }

    @Test("A closed hour has nothing for certain, the open ones are covered, from three weeks on",
        arguments: shops)
    func closedHours(shop: Hours) throws {
        var (inside, opened) = (0, 0)
        for origin in 0..<14 {
            let count = (shop.weeks * 7 + origin % 7) * 24
            let noise = GeneratedSeries.noise(seed: origin + 1, count: count + 24)
            let values = noise.enumerated().map { step, noise in
                Self.isOpen(shop, step) ? max(1, 90 + 12 * noise) : 0
            }
            let forecast = try Forecaster(season: 24, day: 24)
                .forecast(Array(values[..<count]), horizon: 24)
            for step in 0..<24 {
                let (low, high) = (forecast.lower[step], forecast.upper[step])
                guard Self.isOpen(shop, count + step) else {
                    #expect(low == 0 && forecast.median[step] == 0 && high == 0)
                    continue
                }
                opened += 1
                inside += low <= values[count + step] && values[count + step] <= high ? 1 : 0
            }
        }
        let share = 100 * inside / opened
        #expect(68...92 ~= share, "\(shop.name), \(shop.weeks) weeks: \(share) %")
    }

    private static func isOpen(_ shop: Hours, _ step: Int) -> Bool {
        shop.open.contains(step % 24) && (shop.isOpenOnSundays || step / 24 % 7 != 6)
    }

    @Test("Three weeks of hours that are now and then empty close no hour")
    func fewWeeksCloseNothing() {
        let noise = GeneratedSeries.noise(seed: 4, count: 24 * 21)
        let often = noise.map { $0 > -0.3 ? 50 + $0 : 0 }
        #expect(often.contains(0))
        #expect(ClosedPlaces(often, season: 168, isWeekOfDays: true) == nil)
        let shop = Self.shops[0]
        let open = noise.enumerated().map { Self.isOpen(shop, $0) ? 90 + $1 : 0 }
        #expect(ClosedPlaces(open, season: 168, isWeekOfDays: true)?.isClosed(3) == true)
        #expect(ClosedPlaces(open, season: 168) == nil)
    }

    @Test("Without a week in it, or without a day that is known, the forecast stays as it was")
    func noWeekIsNoneMade() throws {
        let even = Self.shop(3, count: 24 * 35, day: 24, share: 1, less: 0)
        #expect(!WeekOfDays.isSeen(in: even, day: 24))
        let told = try Forecaster(season: 24, day: 24).forecast(even, horizon: 24)
        #expect(told.median == (try Forecaster(season: 24).forecast(even, horizon: 24)).median)
        let quiet = Self.shop(3, count: 24 * 35, day: 24, share: 0.3, less: 0)
        #expect(WeekOfDays.isSeen(in: quiet, day: 24))
        #expect(!WeekOfDays.isSeen(in: Array(quiet.prefix(24 * 20)), day: 24))
    }

    @Test("The week is seen from the dates; a day asked for by its steps is the only season")
    func datesSayWhatADayIs() throws {
        let values = Self.shop(5, count: 24 * 28, day: 24, share: 0.3, less: 0)
        var text = "ds,y\n"
        for (step, value) in values.enumerated() {
            let (day, hour) = (step / 24 + 1, step % 24)
            text += "2026-02-\(day < 10 ? "0" : "")\(day) \(hour < 10 ? "0" : "")\(hour):00,"
            text += "\(value)\n"
        }
        let series = try #require(try SeriesTable(csv: Array(text.utf8)).series.first)
        #expect(try NamedForecast(series, horizon: 24).season == 168)
        #expect(try NamedForecast(series, horizon: 24, season: 24).season == 24)
        #expect(try NamedForecast(series, horizon: 24, model: .ets).season == 24)
        let week = try NamedForecast(series, horizon: 24, season: 168)
        #expect(week.forecast.median == (try NamedForecast(series, horizon: 24)).forecast.median)
    }
}
