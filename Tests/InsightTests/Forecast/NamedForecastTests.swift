@testable import Insight
import Testing
import Wire

@Suite("The forecast of a named series says what it is made of and how its past went")
struct NamedForecastTests {
    static func series(_ rows: [String]) throws -> SeriesTable.Series {
        let table = try SeriesTable(csv: Array(("ds,y\n" + rows.joined(separator: "\n")).utf8))
        return try #require(table.series.first)
    }

    /// Days whose week is seen well, around a level.
    static func days(_ count: Int, level: Double, swing: Double) throws -> SeriesTable.Series {
        let week = [0.2, 0.5, 1, -0.4, -0.8, -1, 0.5]
        return try series(
            (0..<count).map { step in
                let noise = Double(step * 37 % 11) / 11 - 0.5
                return "\(TimePoint(form: .day, value: 86_400 * Int64(19_723 + step)).text),"
                    + "\(level + swing * (week[step % 7] + 0.4 * noise))"
            })
    }

    static let seasons: [(season: Int, isTaken: Bool)] = [
        (0, false), (-1, false), (1, true), (10_000, true), (10_001, false), (.max / 2 + 1, false),
        (.max, false), (.min, false),
    ]

    @Test("A season beyond 10,000 steps is refused, and none overflows", arguments: seasons)
    func seasonRange(season: Int, isTaken: Bool) throws {
        let series = try Self.series((0..<40).map { "\($0),\($0 * 7 % 5)" })
        for model in ForecastModel.allCases {
            let outcome = Result { () throws(ForecastRefusal) in
                try NamedForecast(series, horizon: 3, model: model, season: season)
            }
            switch outcome {
            case .success: #expect(isTaken)
            case .failure(let refusal): #expect(refusal == .seasonOutOfRange && !isTaken)
            }
            let values = (0..<40).map { Double($0 * 7 % 5) }
            let plain = Result { () throws(ForecastRefusal) in
                try Forecaster(season: season, model: model).forecast(values, horizon: 3)
            }
            #expect(((try? plain.get()) != nil) == isTaken)
        }
    }

    static let ends: [(rows: [String], horizon: Int)] = [
        (["0,1", "4503599627370495,2"], 3_000), (["-4503599627370495,1", "4503599627370495,2"], 1),
        (["9999-12-30,1", "9999-12-31,2"], 1), (["9998-12-31,1", "9999-12-31,2"], 10_000),
        (["9999-12-31 22:00,1", "9999-12-31 23:00,2"], 1), (["9999-11-30,1", "9999-12-31,2"], 1),
    ]

    @Test("A horizon that leaves the calendar or the numbers is refused", arguments: ends)
    func endOfTime(rows: [String], horizon: Int) throws {
        let series = try Self.series(rows)
        #expect(throws: ForecastRefusal.timeOutOfRange) {
            try NamedForecast(series, horizon: horizon)
        }
    }

    @Test("Where a season repeats itself exactly, the figures that MASE has not decide")
    func perfectSeason() throws {
        let series = try Self.series(
            (0..<70).map { step in
                let day = TimePoint(form: .day, value: 86_400 * Int64(step))
                return "\(day.text),\(10 + step % 7)"
            })
        let named = try NamedForecast(series, horizon: 7, model: .naive)
        #expect(named.naiveAccuracy?.mase.isNaN == true && named.naiveAccuracy?.smape == 0)
        #expect((named.accuracy?.smape ?? 0) > 0)
        #expect(named.naiveWins)
        let exact = try NamedForecast(series, horizon: 7, model: .seasonalNaive)
        #expect(exact.accuracy?.smape == 0 && !exact.naiveWins)
    }

    @Test("The plainest rival has intervals of what it missed before, and of nothing later")
    func rival() {
        let values = [10.0, 20, 12, 23, 11, 27, 50, 90]
        let fold = BacktestFold(
            origin: 6, median: [0, 0, 0], lower: [0, 0, 0], upper: [0, 0, 0],
            naive: [11, 27, 11], actual: [50, 90, 70])
        let rival = fold.naiveRival(known: values, season: 2)
        // The steps from one season to the next before the origin: 2, 3, 1, 4.
        #expect(rival.upper == [15, 31, 11 + 4 * 2.0.squareRoot()])
        #expect(rival.lower == [7, 23, 11 - 4 * 2.0.squareRoot()])
        #expect(rival.median == fold.naive && rival.actual == fold.actual)
        let low = fold.naiveRival(known: values.map { $0 * 100 }, season: 2)
        #expect(low.lower == [0, 0, 0], "what never was negative is not said to be")
    }

    @Test("The scores say whether the origins were seen while weights and widths were found",
        arguments: [(ForecastModel.auto, false), (.ets, false), (.prophet, true)])
    func heldOut(model: ForecastModel, isHeldOut: Bool) throws {
        let named = try NamedForecast(
            Self.days(120, level: 500, swing: 40), horizon: 14, model: model)
        var writer = JSONWriter()
        named.write(to: &writer)
        let past = try JSONValue.parse(writer.bytes)["backtest"]
        #expect(past?["held_out"]?.bool == isHeldOut)
        let rival = try #require(named.naiveAccuracy)
        #expect(past?["naive_pinball"]?.double == rival.pinball)
        #expect(past?["naive_coverage"]?.double == rival.coverage)
        #expect(rival.coverage > 0.5)
        #expect(!named.naiveWins && (named.accuracy?.pinball ?? 9) < rival.pinball)
    }

    @Test("How far ahead the past was tried is told", arguments: [(8, 8), (30, 12)])
    func reach(horizon: Int, reach: Int) throws {
        let rows = (0..<48).map { "\($0),\(100 + $0 * 37 % 11)" }
        let named = try NamedForecast(Self.series(rows), horizon: horizon)
        var writer = JSONWriter()
        named.write(to: &writer)
        let past = try JSONValue.parse(writer.bytes)["backtest"]
        #expect(named.reach == reach && past?["reach"]?.double == Double(reach))
    }

    /// The same letters to a reader, one written as a letter and its accent.
    static let cafes = ["caf\u{E9}", "cafe\u{301}"]

    @Test("Names that look the same but differ in their bytes are two series and two holidays")
    func bytesNameSeries() throws {
        let text = Self.cafes.flatMap { name in (0..<20).map { "\(name),\($0),\($0 * 7 % 5)" } }
        let table = try SeriesTable(
            csv: Array(("unique_id,ds,y\n" + text.joined(separator: "\n")).utf8))
        #expect(table.series.map { Array($0.name.utf8) } == Self.cafes.map { Array($0.utf8) })
        let feasts = Self.cafes.enumerated().map { "\($1),2024-0\($0 + 1)-10" }
        var settings = ProphetSettings()
        settings.holidays = try ProphetHoliday.read(
            csv: Array(("holiday,ds\n" + feasts.joined(separator: "\n")).utf8))
        #expect(settings.holidays.map { $0.days.count } == [1, 1])
        let named = try NamedForecast(
            Self.days(80, level: 50, swing: 4), horizon: 3, model: .prophet, prophet: settings,
            triesPast: false)
        #expect(named.forecast.components.count { $0.name == Self.cafes[0] } == 2)
    }

    @Test("A regressor is not called as another column of the forecast",
        arguments: ["p10", "p50", "p90", "ds", "unique_id", "trend"])
    func takenNames(name: String) throws {
        var settings = ProphetSettings()
        settings.regressors = [.init(name)]
        var series = try Self.days(60, level: 50, swing: 4)
        series.columns[name] = series.values.indices.map { Double($0 % 3) }
        #expect(throws: ForecastRefusal.prophet(.duplicateName(name))) {
            try NamedForecast(series, horizon: 1, model: .prophet, prophet: settings)
        }
    }

    @Test("The parts of a step are in the series' units and sum to its p50")
    func partsSum() throws {
        var multiplicative = ProphetSettings()
        multiplicative.seasonMode = .multiplicative
        let series = try Self.days(200, level: 500, swing: 40)
        for (model, settings) in [
            (ForecastModel.auto, ProphetSettings()), (.prophet, ProphetSettings()),
            (.prophet, multiplicative),
        ] {
            let forecast = try NamedForecast(
                series, horizon: 28, model: model, prophet: settings, triesPast: false).forecast
            #expect(forecast.parts.count >= 2 && forecast.parts.allSatisfy { !$0.isShare })
            let swing = forecast.parts[1].values.map(\.magnitude).max() ?? 0
            #expect(swing > 1, "a share of the trend would be small")
            for step in 0..<28 {
                let sum = forecast.parts.reduce(0) { $0 + $1.values[step] }
                #expect(abs(sum - forecast.median[step]) < 1e-9 * forecast.parts[0].values[step])
            }
        }
    }

    @Test("The Prophet model too keeps above zero what never was below, and says by how much")
    func prophetAboveZero() throws {
        func falling(to least: Double) throws -> SeriesTable.Series {
            var series = try Self.days(90, level: 90, swing: 6)
            for step in series.values.indices {
                series.values[step] = max(series.values[step] - Double(step), least)
            }
            return series
        }
        let forecast = try NamedForecast(falling(to: 0), horizon: 28, model: .prophet).forecast
        #expect((forecast.lower + forecast.median + forecast.upper).allSatisfy { $0 >= 0 })
        #expect(forecast.backtest.allSatisfy { fold in fold.lower.allSatisfy { $0 >= 0 } })
        let held = try #require(forecast.components.last)
        #expect(held.name == "held_at_zero" && held.values.contains { $0 > 0 })
        let free = try NamedForecast(falling(to: -99), horizon: 28, model: .prophet).forecast
        #expect(free.median.contains { $0 < 0 })
        #expect(!free.components.contains { $0.name == "held_at_zero" })
    }

    @Test("Holidays need dates: numbers have no calendar")
    func holidays() throws {
        var settings = ProphetSettings()
        let calendar = try #require(HolidayCalendar(country: "KE"))
        settings.holidays = calendar.holidays(years: 2024...2026)
        let numbers = try Self.series((0..<40).map { "\($0),\($0 * 7 % 5)" })
        #expect(throws: ForecastRefusal.unfitHolidays) {
            try NamedForecast(numbers, horizon: 3, model: .prophet, prophet: settings)
        }
        let dates = try Self.days(40, level: 9, swing: 2)
        let named = try NamedForecast(dates, horizon: 3, model: .prophet, prophet: settings)
        #expect(named.forecast.median.count == 3)
    }

    @Test("What never changed is forecast as itself by the Prophet model", arguments: [0.0, 12.5])
    func prophetConstant(value: Double) throws {
        var series = try Self.days(60, level: 1, swing: 1)
        series.values = series.values.map { _ in value }
        let forecast = try NamedForecast(series, horizon: 7, model: .prophet).forecast
        let path = [Double](repeating: value, count: 7)
        #expect(forecast.lower == path && forecast.median == path && forecast.upper == path)
        #expect(forecast.parts[0].values == path)
    }

    @Test("A week of the future is found in the table by its step, not by its day")
    func movedRegressor() throws {
        var rows = ["ds,y,price"]
        for week in 0..<44 {
            // The first week and one to come fall on a Tuesday.
            let day = TimePoint(
                form: .day,
                value: 86_400 * Int64(19_723 + 7 * week + (week == 0 || week == 41 ? 1 : 0)))
            rows.append("\(day.text),\(week < 40 ? "\(100 + week % 5)" : ""),\(week % 5)")
        }
        let table = try SeriesTable(
            csv: Array(rows.joined(separator: "\n").utf8), columns: ["price"])
        var settings = ProphetSettings()
        settings.regressors = [.init("price")]
        let named = try NamedForecast(
            try #require(table.series.first), horizon: 4, model: .prophet, prophet: settings)
        #expect(zip(named.forecast.median, [100, 101, 102, 103]).allSatisfy { abs($0 - $1) < 0.5 })
    }

    @Test("Later rows without a value are steps to forecast, by every model",
        arguments: [ForecastModel.auto, .theta, .prophet])
    func laterRows(model: ForecastModel) throws {
        let rows = (0..<40).map { step in
            "\(TimePoint(form: .day, value: 86_400 * Int64(step)).text),\(10 + step * 7 % 5)"
        }
        let empty = (40..<46).map { step in
            "\(TimePoint(form: .day, value: 86_400 * Int64(step)).text),"
        }
        let plain = try NamedForecast(try Self.series(rows), horizon: 3, model: model)
        let told = try NamedForecast(try Self.series(empty + rows), horizon: 3, model: model)
        #expect(told.times == plain.times && told.times[0].text == "1970-02-10")
        #expect(told.forecast.median == plain.forecast.median)
        #expect(told.forecast.upper == plain.forecast.upper)
    }
}
