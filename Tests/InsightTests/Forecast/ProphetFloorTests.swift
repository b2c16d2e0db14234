import Insight
import Testing

@Suite("A logistic trend comes from its floor, and what multiplies it starts there too")
struct ProphetFloorTests {
    static let floor = 900.0

    /// Days that rise from the floor and have a week in proportion to how far they lie above it.
    static let values = (0..<200).map { (step: Int) -> Double in
        let week = [0.9, 1, 1.1, 1.2, 1, 0.8, 1]
        return floor + (60 + Double(step) / 4) * week[step % 7] + Double(step * 37 % 11) / 4
    }

    static func settings(
        _ mode: ProphetSettings.Mode, floor: Double, capacity: Double
    ) -> ProphetSettings {
        var settings = ProphetSettings()
        (settings.growth, settings.seasonMode) = (.logistic, mode)
        (settings.floor, settings.capacity) = (floor, capacity)
        return settings
    }

    static func told(
        _ values: [Double], _ settings: ProphetSettings
    ) throws -> ProphetPrediction {
        try ProphetModel(times: values.indices.map(Double.init), values: values, settings: settings)
            .prediction(at: (190..<228).map(Double.init))
    }

    @Test("A series above a floor is forecast as what lies above it, and lifted",
        arguments: ProphetSettings.Mode.allCases)
    func floorLifts(mode: ProphetSettings.Mode) throws {
        let lifted = try Self.told(
            Self.values, Self.settings(mode, floor: Self.floor, capacity: 1300))
        let plain = try Self.told(
            Self.values.map { $0 - Self.floor }, Self.settings(mode, floor: 0, capacity: 400))
        #expect(lifted.floor == Self.floor && plain.floor == 0)
        for step in plain.value.indices {
            #expect(abs(lifted.value[step] - Self.floor - plain.value[step]) < 1e-6)
            #expect(abs(lifted.lower[step] - Self.floor - plain.lower[step]) < 1e-6)
            #expect(abs(lifted.upper[step] - Self.floor - plain.upper[step]) < 1e-6)
            #expect(abs(lifted.trend[step] - plain.trend[step]) < 1e-6)
        }
        for (value, known) in zip(lifted.value, Self.values[190...]) {
            #expect(abs(value - known) < 8, "\(value) for \(known)")
        }
    }

    @Test("The median lies in its interval, the floor is a part, and the parts sum to the median",
        arguments: ProphetSettings.Mode.allCases)
    func partsSum(mode: ProphetSettings.Mode) throws {
        let rows = Self.values.enumerated().map { "\($0),\($1)" }
        let table = try SeriesTable(csv: Array(("ds,y\n" + rows.joined(separator: "\n")).utf8))
        let forecast = try NamedForecast(
            try #require(table.series.first), horizon: 21, model: .prophet,
            prophet: Self.settings(mode, floor: Self.floor, capacity: 1300)
        ).forecast
        #expect(forecast.parts.map(\.name) == ["trend", "floor", "weekly"])
        for step in 0..<21 {
            let median = forecast.median[step]
            #expect(forecast.lower[step] < median && median < forecast.upper[step])
            let sum = forecast.parts.reduce(0) { $0 + $1.values[step] }
            #expect(abs(sum - median) < 1e-9)
            #expect(forecast.parts[1].values[step] == Self.floor)
            #expect(abs(forecast.parts[2].values[step] - forecast.seasonal[step]) < 1e-9)
        }
        #expect(forecast.seasonal.contains { $0 > 15 } && forecast.seasonal.contains { $0 < -15 })
    }

    static let beyond: [(change: @Sendable (inout ProphetSettings) -> Void, is: ProphetRefusal)] = [
        ({ $0.capacity = 1.1e15 }, .capacityTooLarge), ({ $0.capacity = 1e308 }, .capacityTooLarge),
        ({ $0.floor = -1e308 }, .capacityTooLarge),
        ({ $0.changepointPriorScale = 1e50 }, .unusablePriorScale),
        ({ $0.changepointPriorScale = 0 }, .unusablePriorScale),
        ({ $0.changepointPriorScale = .nan }, .unusablePriorScale),
        ({ $0.seasonPriorScale = 1e-7 }, .unusablePriorScale),
        ({ $0.regressors = [.init("price")] }, .valueTooLarge(column: "price")),
    ]

    @Test("What numbers cannot hold is refused", arguments: beyond)
    func refusals(
        change: @Sendable (inout ProphetSettings) -> Void, is refusal: ProphetRefusal
    ) throws {
        var settings = Self.settings(.additive, floor: 0, capacity: 1300)
        change(&settings)
        let times = Self.values.indices.map(Double.init)
        let prices = times.map { $0 == 9 ? 1e200 : 2 }
        #expect(throws: refusal) {
            try ProphetModel(
                times: times, values: Self.values, columns: ProphetColumns(["price": prices]),
                settings: settings)
        }
    }

    @Test("A straight line stays one at both ends of how freely it may bend",
        arguments: [1e-6, 0.05, 1e6], [60, 200])
    func straight(scale: Double, count: Int) throws {
        var settings = ProphetSettings()
        settings.changepointPriorScale = scale
        let times = (0..<count).map(Double.init)
        let told = try ProphetModel(
            times: times, values: times.map { 3 * $0 }, settings: settings
        ).prediction(at: [Double(count)])
        #expect(abs(told.value[0] / Double(3 * count) - 1) < 0.01, "\(told.value)")
    }
}
