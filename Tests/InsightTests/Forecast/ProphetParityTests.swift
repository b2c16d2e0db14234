import Foundation
import Insight
import Testing
import Wire

/// The figures are Prophet 1.5.0's: `Tests/vectors/make_prophet_vectors.py`.
@Suite("The Prophet model agrees with Python's Prophet")
struct ProphetParityTests {
    static func cases() throws -> [JSONValue] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "vectors/prophet.json")
        return try JSONValue.parse([UInt8](try Data(contentsOf: file)))["cases"]?.array ?? []
    }

    static func numbers(_ json: JSONValue?) -> [Double] {
        (json?.array ?? []).map { $0.double ?? .nan }
    }

    static func settings(_ json: JSONValue) throws -> ProphetSettings {
        var settings = ProphetSettings()
        if let growth = json["growth"]?.string {
            settings.growth = try #require(ProphetSettings.Growth(rawValue: growth))
        }
        settings.capacity = json["capacity"]?.double
        if json["mode"]?.string == "multiplicative" { settings.seasonMode = .multiplicative }
        settings.regressors = (json["regressors"]?.array ?? [])
            .compactMap { $0.string.map { ProphetSettings.Regressor($0) } }
        if let table = json["holidays"]?["table"]?.string {
            settings.holidays = try ProphetHoliday.read(csv: Array(table.utf8))
        } else if let holiday = json["holidays"] {
            let days = (holiday["days"]?.array ?? [])
                .compactMap { $0.string.flatMap { TimePoint($0) }.map { Int($0.days) } }
            settings.holidays = [
                ProphetHoliday(
                    try #require(holiday["name"]?.string), days: days,
                    lowerWindow: Int(holiday["lower"]?.integer ?? 0),
                    upperWindow: Int(holiday["upper"]?.integer ?? 0))
            ]
        }
        if let season = json["season"] {
            settings.seasons = [
                .init(
                    try #require(season["name"]?.string),
                    period: try #require(season["period"]?.double),
                    order: Int(season["order"]?.integer ?? 0),
                    condition: season["condition"]?.string)
            ]
        }
        return settings
    }

    @Test("Fit, forecast and each component by name, within 0.5 % of the data's range")
    func agrees() throws {
        let cases = try Self.cases()
        #expect(cases.count == 8 && cases.count { ($0["y"]?.array ?? []).count < 100 } == 3)
        for item in cases {
            let name = item["name"]?.string ?? ""
            let (days, y) = (Self.numbers(item["days"]), Self.numbers(item["y"]))
            var columns: [String: [Double]] = [:]
            for (key, column) in item["columns"]?.members ?? [] {
                columns[key] = Self.numbers(column)
            }
            let settings = try Self.settings(try #require(item["settings"]))
            let model = try ProphetModel(
                times: Array(days[..<y.count]), values: y,
                columns: ProphetColumns(columns.mapValues { Array($0[..<y.count]) }),
                settings: settings)
            let told = try model.prediction(at: days, columns: ProphetColumns(columns))
            let range = try #require(y.max()) - (try #require(y.min()))
            func compare(_ own: [Double], _ theirs: [Double], _ what: String, unit: Double) {
                #expect(own.count == theirs.count && !own.isEmpty, "\(name) \(what)")
                let most = zip(own, theirs).map { abs($0 - $1) }.max() ?? .infinity
                #expect(most <= 0.005 * unit, "\(name) \(what): \(most / unit)")
            }
            compare(told.value, Self.numbers(item["yhat"]), "value", unit: range)
            let parts = item["components"]?.members ?? []
            #expect(Set(parts.map(\.0)) == Set(told.components.map(\.name) + ["trend"]))
            for (key, values) in parts {
                let part = told.components.first { $0.name == key }
                let unit = part?.mode == .multiplicative ? 1 : range
                compare(part?.values ?? told.trend, Self.numbers(values), key, unit: unit)
            }
        }
    }

    @Test("What the model cannot do without is asked for by name")
    func refusals() throws {
        let times = (0..<40).map(Double.init)
        var settings = ProphetSettings()
        settings.growth = .logistic
        #expect(throws: ProphetRefusal.capacityMissing) {
            try ProphetModel(times: times, values: times, settings: settings)
        }
        settings.capacity = -1
        #expect(throws: ProphetRefusal.capacityBelowFloor) {
            try ProphetModel(times: times, values: times, settings: settings)
        }
        settings = ProphetSettings()
        settings.regressors = [.init("price")]
        #expect(throws: ProphetRefusal.missingColumn("price")) {
            try ProphetModel(times: times, values: times, settings: settings)
        }
        settings.regressors = []
        settings.changepoints = [99]
        #expect(throws: ProphetRefusal.changepointOutside) {
            try ProphetModel(times: times, values: times, settings: settings)
        }
        settings.changepoints = nil
        settings.holidays = [ProphetHoliday("weekly", days: [3])]
        #expect(throws: ProphetRefusal.duplicateName("weekly")) {
            try ProphetModel(times: times, values: times, settings: settings)
        }
    }

    @Test("The same seed gives the same interval, another seed another; it widens with time")
    func intervals() throws {
        let values = GeneratedSeries.walk(seed: 5, count: 300)
        let times = values.indices.map(Double.init)
        let later = (300..<500).map(Double.init)
        var settings = ProphetSettings()
        func told() throws -> ProphetPrediction {
            try ProphetModel(times: times, values: values, settings: settings).prediction(at: later)
        }
        let (first, again) = (try told(), try told())
        settings.seed = 2
        let other = try told()
        #expect(first.upper == again.upper && first.lower == again.lower)
        #expect(first.upper != other.upper && first.value == other.value)
        #expect(first.upper[199] - first.lower[199] > 1.2 * (first.upper[0] - first.lower[0]))
    }

    @Test("A holiday table is read by Prophet's columns, or refused by its line")
    func holidayTable() throws {
        let text = "holiday,ds,lower_window,upper_window\nEid,2024-04-10,-1,1\nEid,2025-03-30,0,2\n"
        let holidays = try ProphetHoliday.read(csv: Array(text.utf8))
        let eid = try #require(holidays.first)
        #expect(holidays.count == 1 && eid.name == "Eid" && eid.priorScale == 10)
        #expect(eid.days == [19_823, 20_177] && eid.lowerWindow == -1 && eid.upperWindow == 2)
        do {
            _ = try ProphetHoliday.read(csv: Array("holiday,ds\nEid,soon\n".utf8))
            Issue.record("a wrong day was read")
        } catch {
            #expect(error.message.hasPrefix("line 2 has \"soon\" for ds"))
        }
        do {
            let text = "holiday,ds,prior_scale\nEid,2024-04-10,1e50\n"
            _ = try ProphetHoliday.read(csv: Array(text.utf8))
            Issue.record("a scale without end was read")
        } catch {
            #expect(error.message.hasPrefix("line 2 has \"1e50\" for prior_scale, which goes"))
        }
        do {
            let text = "holiday,ds,prior_scale\nEid,2024-04-10,5\nEid,2025-03-30,\n"
            _ = try ProphetHoliday.read(csv: Array(text.utf8))
            Issue.record("two scales of one name were read")
        } catch {
            #expect(error.message.hasPrefix("line 3 has the prior_scale 10.0 for Eid, which has 5"))
        }
    }
}
