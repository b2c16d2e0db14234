import Insight
import Ledger
import Testing

/// What files of the real world bring: each is forecast sensibly or refused in clear words.
@Suite("Hard input is forecast sensibly or refused in clear words")
struct HardInputTests {
    static let models: [ForecastModel] = [.auto, .prophet, .ets, .theta, .croston, .arNet]

    /// A table with one series, rows as given.
    static func outcome(
        _ rows: [String], horizon: Int = 7, model: ForecastModel = .auto
    ) throws -> Result<NamedForecast, ForecastRefusal> {
        let table = try SeriesTable(csv: Array(("ds,y\n" + rows.joined(separator: "\n")).utf8))
        let series = try #require(table.series.first)
        return Result { () throws(ForecastRefusal) in
            try NamedForecast(series, horizon: horizon, model: model)
        }
    }

    static func days(_ count: Int, from start: Double = 0, _ value: (Int) -> String) -> [String] {
        (0..<count).map { step in
            "\(TimePoint.day(Int(start) + 19_723 + step)),\(value(step))"
        }
    }

    static func isSound(_ named: NamedForecast) -> Bool {
        let forecast = named.forecast
        return forecast.median.indices.allSatisfy { step in
            forecast.lower[step].isFinite && forecast.median[step].isFinite
                && forecast.upper[step].isFinite && forecast.lower[step] <= forecast.median[step]
                && forecast.median[step] <= forecast.upper[step]
        }
    }

    @Test("A constant stays itself", arguments: models)
    func constant(model: ForecastModel) throws {
        let named = try Self.outcome(Self.days(60) { _ in "12.5" }, model: model).get()
        #expect(Self.isSound(named))
        #expect(named.forecast.median.allSatisfy { abs($0 - 12.5) < 0.01 })
    }

    @Test("Nothing but zeros stays zero", arguments: models)
    func zeros(model: ForecastModel) throws {
        let named = try Self.outcome(Self.days(60) { _ in "0" }, model: model).get()
        #expect(named.forecast.median.allSatisfy { abs($0) < 1e-6 })
    }

    @Test("A table without rows has no series; one without numbers has no values")
    func empty() throws {
        #expect(try SeriesTable(csv: Array("ds,y\n".utf8)).series.isEmpty)
        for model in Self.models {
            #expect(throws: ForecastRefusal.noValues) {
                try Self.outcome(Self.days(9) { _ in "" }, model: model).get()
            }
        }
    }

    @Test("One value is forecast as itself; the Prophet model says that it needs two")
    func onePoint() throws {
        let named = try Self.outcome(Self.days(1) { _ in "42" }).get()
        #expect(named.forecast.median == [Double](repeating: 42, count: 7))
        #expect(throws: ForecastRefusal.prophet(.tooFewValues)) {
            try Self.outcome(Self.days(1) { _ in "42" }, model: .prophet).get()
        }
    }

    @Test("Doubling every day ends within reach of what was seen", arguments: models)
    func exploding(model: ForecastModel) throws {
        var value = 1.0
        let rows = Self.days(45) { _ in
            value *= 2
            return value.description
        }
        let named = try Self.outcome(rows, horizon: 60, model: model).get()
        #expect(Self.isSound(named))
        #expect(named.forecast.median.allSatisfy { $0 <= 8 * value })
    }

    @Test("A value beyond all money, or all numbers, is refused",
        arguments: ["1.1e15", "1e200", "1e400", "-1e400"], [9, 19])
    func tooLarge(value: String, at step: Int) throws {
        let rows = Self.days(20) { $0 == step ? value : "5" }
        #expect(throws: ForecastRefusal.valueTooLarge) { try Self.outcome(rows).get() }
        #expect(throws: ForecastRefusal.valueTooLarge) {
            try Self.outcome(rows, model: .prophet).get()
        }
    }

    @Test("Two values for one day are refused by that day")
    func duplicateDates() throws {
        let rows = Self.days(20) { "\($0)" } + [Self.days(6) { "\($0)" }[5]]
        #expect(throws: ForecastRefusal.duplicateTime(TimePoint.day(19_728))) {
            try Self.outcome(rows).get()
        }
    }

    @Test("The order of the rows does not matter", arguments: models)
    func unsorted(model: ForecastModel) throws {
        let rows = Self.days(70) { "\(100 + $0 * 37 % 11 + $0 % 7)" }
        let turned = stride(from: 0, to: 70, by: 1).map { rows[$0 * 33 % 70] }
        let one = try Self.outcome(rows, model: model).get()
        let other = try Self.outcome(turned, model: model).get()
        #expect(one.times == other.times)
        #expect(one.forecast.median == other.forecast.median)
    }

    @Test("Half of the days missing, in holes of up to three weeks", arguments: models)
    func gaps(model: ForecastModel) throws {
        let rows = Self.days(200) { "\(300 + $0 % 7 * 20)" }
            .enumerated().filter { $0.offset % 50 < 29 || $0.offset > 190 }.map(\.element)
        let named = try Self.outcome(rows, model: model).get()
        #expect(named.frequency == .daily)
        #expect(Self.isSound(named))
        #expect(named.forecast.median.allSatisfy { $0 > 250 && $0 < 500 })
    }

    @Test("NaN, NA, null and empty cells are gaps", arguments: models)
    func notNumbers(model: ForecastModel) throws {
        let words = ["NaN", "NA", "null", "", "none"]
        let rows = Self.days(90) { $0 % 6 == 2 ? words[$0 % 5] : "\(80 + $0 % 7)" }
        let named = try Self.outcome(rows, model: model).get()
        #expect(Self.isSound(named))
        #expect(named.forecast.median.allSatisfy { $0 > 75 && $0 < 95 })
    }

    @Test("Weeks that nearly stop for half of the year stay within reach, in any unit",
        arguments: [1.0, 1e-12])
    func nearlyNothing(unit: Double) throws {
        let values = (0..<160).map { (step: Int) -> Double in
            let busy = 60_000 + step * 37 % 11 * 1_000
            return unit * Double(step % 52 < 26 ? 1 + step % 3 : busy)
        }
        let forecast = try Forecaster(season: 52).forecast(values, horizon: 26)
        let most = values.max() ?? 0
        #expect(forecast.median.allSatisfy { $0.isFinite && $0 >= 0 && $0 < 2 * most })
    }

    @Test("Thirty years of days", arguments: [ForecastModel.auto, .prophet, .arNet])
    func thirtyYears(model: ForecastModel) throws {
        let rows = Self.days(10_958, from: -10_958) {
            "\(1000 + $0 / 20 + $0 % 7 * 30 + $0 * $0 % 41)"
        }
        let named = try Self.outcome(rows, horizon: 30, model: model).get()
        #expect(Self.isSound(named))
        #expect(named.forecast.median.allSatisfy { $0 > 1400 && $0 < 1900 })
    }
}

extension TimePoint {
    /// So many days after 1970-01-01, as text.
    fileprivate static func day(_ days: Int) -> String {
        Day(daysSinceEpoch: Int32(days))?.iso ?? ""
    }
}
