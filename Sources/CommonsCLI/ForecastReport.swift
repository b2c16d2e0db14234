import Foundation
import Insight
import Wire

/// Forecasts as text: a table, JSON lines, and how they did on the past.
struct ForecastReport {
    let explains: Bool
    private(set) var jsonLines: [UInt8] = []
    private var forecasts: [NamedForecast] = []

    init(explains: Bool) { self.explains = explains }

    mutating func add(_ named: NamedForecast) {
        forecasts.append(named)
        var writer = JSONWriter()
        named.write(to: &writer)
        jsonLines.append(contentsOf: writer.bytes)
        jsonLines.append(UInt8(ascii: "\n"))
    }

    /// CSV; with explanations a column for each component that any series has.
    var table: [UInt8] {
        var names: [String] = []
        for named in forecasts where explains {
            for part in Self.parts(of: named.forecast) where !names.contains(part.name) {
                names.append(part.name)
            }
        }
        let header = ["unique_id", "ds", "p10", "p50", "p90"] + names.map(Self.field)
        var table = Array((header.joined(separator: ",") + "\n").utf8)
        for named in forecasts {
            let forecast = named.forecast
            let parts = explains ? Self.parts(of: forecast) : []
            let columns = names.map { name in parts.first { $0.name == name }?.values }
            let name = Self.field(named.name)
            for (step, time) in named.times.enumerated() {
                var row = "\(name),\(time.text),\(Self.number(forecast.lower[step]))"
                    + ",\(Self.number(forecast.median[step]))"
                    + ",\(Self.number(forecast.upper[step]))"
                for column in columns {
                    row += "," + (column.map { Self.number($0[step]) } ?? "")
                }
                table.append(contentsOf: (row + "\n").utf8)
            }
        }
        return table
    }

    private static func parts(of forecast: SeriesForecast) -> [ForecastComponent] {
        guard forecast.components.isEmpty else { return forecast.components }
        let level = zip(forecast.median, forecast.seasonal).map { $0 - $1 }
        return [
            ForecastComponent(name: "level", isShare: false, values: level),
            ForecastComponent(name: "season", isShare: false, values: forecast.seasonal),
        ]
    }

    /// Who took part in each forecast.
    var members: String {
        forecasts.map { named in
            let shares = named.forecast.shares
                .map { "\(Int(($0.weight * 100).rounded())) % \($0.name)" }
            return "\(named.name) (\(named.frequency.name), season \(named.season)): "
                + shares.joined(separator: ", ")
        }.joined(separator: "\n")
    }

    /// A row for each series, then their means; says where repeating the last season wins.
    var backtestTable: String {
        var lines = ["unique_id,origins,mase,smape,pinball,coverage,naive_mase,naive_smape,better"]
        var sums = [Double](repeating: 0, count: 6)
        var counts = sums
        var naiveWins = 0
        for named in forecasts {
            guard let own = named.accuracy, let naive = named.naiveAccuracy else {
                lines.append("\(Self.field(named.name)),0,,,,,,,too short to say")
                continue
            }
            let figures = [
                own.mase, own.smape, own.pinball, own.coverage, naive.mase, naive.smape,
            ]
            for (index, figure) in figures.enumerated() where figure.isFinite {
                sums[index] += figure
                counts[index] += 1
            }
            naiveWins += named.naiveWins ? 1 : 0
            lines.append(
                "\(Self.field(named.name)),\(named.forecast.backtest.count),"
                    + figures.map(Self.figure).joined(separator: ",")
                    + (named.naiveWins ? ",naive" : ",model"))
        }
        let means = zip(sums, counts).map { Self.figure($0 / $1) }
        lines.append(
            "ALL,\(forecasts.count),\(means.joined(separator: ",")),"
                + "naive wins on \(naiveWins) of \(forecasts.count)")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func field(_ text: String) -> String {
        guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
        return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }

    private static func figure(_ value: Double) -> String {
        value.isFinite ? String(format: "%.4f", value) : ""
    }

    /// Ten digits before the last are more than any forecast knows.
    private static func number(_ value: Double) -> String {
        let rounded = (value * 10_000).rounded() / 10_000
        return value.magnitude >= 1 && rounded.isFinite ? rounded.description : value.description
    }
}
