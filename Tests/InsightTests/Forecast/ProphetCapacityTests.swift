import Insight
import Testing

@Suite("A logistic trend whose capacity lies far from the series still follows the series")
struct ProphetCapacityTests {
    /// Days around twenty that rise by two in two hundred days.
    private static func values(_ count: Int) -> [Double] {
        (0..<count).map { (step: Int) -> Double in
            20 + Double(step) / 100 + Double(step * 37 % 11) / 5 - 1
        }
    }

    private static func told(
        _ count: Int, capacity: Double, floor: Double = 0
    ) throws -> NamedForecast {
        var settings = ProphetSettings()
        (settings.growth, settings.capacity, settings.floor) = (.logistic, capacity, floor)
        return try NamedForecast(
            try SeriesTable.Series(
                values(count), from: try #require(TimePoint("2026-01-01")),
                every: try #require(Frequency(name: "D"))),
            horizon: 28, model: .prophet, prophet: settings, triesPast: false)
    }

    /// Python's Prophet ends at nothing, with the whole series as noise, from 10,000 on.
    @Test("From a hundred times the series on too, above and below a hundred values",
        arguments: [200, 60], [1e3, 1e4, 1e6, 1e15])
    func follows(count: Int, capacity: Double) throws {
        let forecast = try Self.told(count, capacity: capacity).forecast
        let end = 20 + Double(count + 14) / 100
        for step in 0..<28 {
            let (low, middle, high) =
                (forecast.lower[step], forecast.median[step], forecast.upper[step])
            #expect(abs(middle - end) < 1.5, "\(middle) for \(end)")
            #expect(low < middle && middle < high && high - low < 4)
        }
    }

    @Test("Such a capacity is named, and one below the values, and no other")
    func warned() throws {
        #expect(try Self.told(90, capacity: 1e6).warnings == [.capacityFarAbove])
        #expect(try Self.told(90, capacity: 5_000, floor: 19).warnings == [.capacityFarAbove])
        #expect(try Self.told(90, capacity: 1e3).warnings.isEmpty)
        #expect(try Self.told(90, capacity: 30).warnings.isEmpty)
        #expect(try Self.told(90, capacity: 21).warnings == [.capacityBelowValues])
    }
}
