import Foundation
import Insight
import Wire

/// Forecasts as text: a table, JSON lines, and how they did on the past.
struct ForecastReport {
    let explains: Bool
    private var forecasts: [NamedForecast] = []

    init(explains: Bool) { self.explains = explains }

    mutating func add(_ named: NamedForecast) {
        forecasts.append(named)
    }

    /// One object a series, each on its line.
    var jsonLines: [UInt8] {
        forecasts.flatMap { named in
            var writer = JSONWriter()
            named.write(to: &writer)
            return writer.bytes + [UInt8(ascii: "\n")]
        }
    }

    /// CSV; with explanations a column for each part that any series has, in the series' units.
    var table: [UInt8] {
        var names: [String] = []
        for named in forecasts where explains {
            for part in named.forecast.parts
            where !names.contains(where: { Self.isSame($0, part.name) }) {
                names.append(part.name)
            }
        }
        let header = ["unique_id", "ds", "p10", "p50", "p90"] + names.map(Self.field)
        var table = Array((header.joined(separator: ",") + "\n").utf8)
        for named in forecasts { append(named, partNames: names, to: &table) }
        return table
    }

    private func append(_ named: NamedForecast, partNames: [String], to table: inout [UInt8]) {
        let forecast = named.forecast
        let parts = forecast.parts
        let figures = ForecastFigures(
            [forecast.lower, forecast.median, forecast.upper] + parts.map(\.values))
        let places = partNames.map { name in parts.firstIndex { Self.isSame($0.name, name) } }
        for (step, time) in named.times.enumerated() {
            let quantiles = [forecast.lower[step], forecast.median[step], forecast.upper[step]]
            let told = partNames.isEmpty ? [] : figures.texts(
                ofParts: parts.map { $0.values[step] }, sumTo: forecast.median[step])
            let row = [Self.field(named.name), time.text] + quantiles.map(figures.text)
                + places.map { place in place.map { told[$0] } ?? "" }
            table.append(contentsOf: (row.joined(separator: ",") + "\n").utf8)
        }
    }

    /// By bytes, as names of a table are told apart.
    private static func isSame(_ name: String, _ other: String) -> Bool {
        name.utf8.elementsEqual(other.utf8)
    }

    /// Who took part in each forecast.
    var members: String {
        forecasts.map { named in
            let shares = named.forecast.shares
                .map { "\(Int(($0.weight * 100).rounded()))% \($0.name)" }
            return "\(named.name) (\(named.frequency.name), season \(named.season)): "
                + shares.joined(separator: ", ")
                + Self.told(named.outliers, as: "set aside as outliers")
                + Self.told(named.levelShifts, as: "on another level since")
        }.joined(separator: "\n")
    }

    private static func told(_ times: [TimePoint], as what: String) -> String {
        times.isEmpty ? "" : "; \(what): " + times.map { $0.text }.joined(separator: ", ")
    }

    /// A row for each series, then their means; says where repeating the last season wins.
    var backtestTable: String {
        let measures = ["mase", "smape", "pinball", "coverage"]
        let header = ["unique_id", "origins"] + measures + measures.map { "naive_" + $0 }
        var lines = [(header + ["better"]).joined(separator: ",")]
        var sums = [Double](repeating: 0, count: 2 * measures.count)
        var counts = sums
        var (naiveWins, tried, origins) = (0, 0, 0)
        for named in forecasts {
            guard let own = named.accuracy, let naive = named.naiveAccuracy else {
                let empty = String(repeating: ",", count: sums.count + 1)
                lines.append("\(Self.field(named.name)),0\(empty)too short to say")
                continue
            }
            let figures = [own, naive]
                .flatMap { [$0.mase, $0.smape, $0.pinball, $0.coverage] }
            for (index, figure) in figures.enumerated() where figure.isFinite {
                sums[index] += figure
                counts[index] += 1
            }
            naiveWins += named.naiveWins ? 1 : 0
            tried += 1
            origins += named.forecast.backtest.count
            lines.append(
                "\(Self.field(named.name)),\(named.forecast.backtest.count),"
                    + figures.map(Self.figure).joined(separator: ",")
                    + (named.naiveWins ? ",naive" : ",model"))
        }
        let means = zip(sums, counts).map { Self.figure($0 / $1) }
        lines.append(
            "ALL,\(origins),\(means.joined(separator: ",")),"
                + "naive wins on \(naiveWins) of \(tried)")
        return lines.joined(separator: "\n") + "\n"
    }

    /// Says where the past could not be tried as far ahead as is forecast; nil where it was.
    var shortReach: String? {
        let reaches = forecasts.filter { 1..<$0.times.count ~= $0.reach }.map(\.reach)
        guard let least = reaches.min(), let most = reaches.max(),
            let horizon = forecasts.first?.times.count
        else { return nil }
        let steps = least == most ? "\(least)" : "\(least) to \(most)"
        let series = forecasts.count == 1 ? "" : " of \(reaches.count) series"
        return "forecast: these figures\(series) are of \(steps) steps ahead, not of all "
            + "\(horizon): past origins reach a quarter of the past and 60 steps (of parts of "
            + "days a week) at most"
    }

    /// What has to be known of the figures of the past; nil where they are those of values that
    /// the model had not seen.
    var warning: String? {
        guard forecasts.contains(where: { !$0.isHeldOut && $0.accuracy != nil }) else { return nil }
        return "forecast: weights, forms and interval widths were found with these same origins "
            + "in view; on values never seen expect larger errors and a coverage a few points lower"
    }

    private static func field(_ text: String) -> String {
        guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
        return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }

    private static func figure(_ value: Double) -> String {
        value.isFinite ? String(format: "%.4f", value) : ""
    }
}
