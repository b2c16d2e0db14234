import ArgumentParser
import Foundation
import Insight
import Wire

/// `commons forecast --input F.csv --horizon N`: every series of a table, on all cores.
struct Forecast: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast", _superCommandName: "commons",
        abstract: "Forecast every series of a CSV with the columns ds, y and perhaps unique_id.",
        discussion: """
            Prints CSV: unique_id,ds,p10,p50,p90. With --explain also the parts of p50 \
            (level and season; with --model prophet trend, seasons, holidays and regressors), \
            and on standard error who took part. With --backtest how such \
            forecasts did on each series' own past, beside repeating the last season; the \
            forecasts then go only to --output. The parts of a step add up to its p50, digit by \
            digit. A series that cannot be forecast is named on \
            standard error and the others go on.
            """)

    @Option(help: "The table; - for standard input.")
    var input: String
    @Option(help: "Steps to forecast.")
    var horizon: Int
    @Option(help: "One of \(ForecastModel.allCases.map(\.rawValue).joined(separator: ", ")).")
    var model = "auto"
    @Option(help: "Steps of a season; 1 for none. Otherwise what the frequency suggests.")
    var season: Int?
    @Option(help: """
        Y, Q, M, W, D, B (workdays), H or min, with a number before it where a step is several: \
        2W, 6M, 15min. Otherwise as the dates show.
        """)
    var frequency: String?
    @Option(help: "A file for the forecasts instead of standard output.")
    var output: String?
    @Flag(help: "Print MASE, sMAPE, pinball loss and coverage on the past.") var backtest = false
    @Flag(help: "Add the parts of p50 as columns, and name the members.") var explain = false
    @Flag(help: "Print one JSON object a series.") var json = false
    @OptionGroup(title: "Prophet model") var prophet: ProphetOptions

    func validate() throws {
        guard ForecastModel(named: model) != nil else {
            throw ValidationError("there is no model \(model)")
        }
        guard 1...NamedForecast.longestHorizon ~= horizon else {
            throw ValidationError(
                "--horizon must be from 1 to \(NamedForecast.longestHorizon)")
        }
        guard 1...NamedForecast.longestSeason ~= season ?? 1 else {
            throw ValidationError("--season must be from 1 to \(NamedForecast.longestSeason)")
        }
        if season != nil, ForecastModel(named: model) == .prophet {
            throw ValidationError(
                "--season has no say in --model prophet, whose seasons follow from the dates")
        }
        if let frequency, Frequency(name: frequency) == nil {
            throw ValidationError(
                "there is no frequency \(frequency); use Y, Q, M, W, D, B, H or min, or 2W, 15min")
        }
        if ForecastModel(named: model) != .prophet, let option = prophet.given.first {
            throw ValidationError("\(option) needs --model prophet")
        }
        _ = try prophet.settings()
    }

    func run() async throws {
        let table = try readTable()
        guard !table.series.isEmpty else {
            throw UnusableFile(description: "\(source): there are no rows under the header.")
        }
        let run = ForecastRun(
            series: table.series, horizon: horizon,
            model: ForecastModel(named: model) ?? .auto,
            frequency: frequency.flatMap { Frequency(name: $0) }, season: season,
            prophet: try prophet.settingsWithHolidays(), triesPast: backtest || json)
        let results = await run.results()
        var report = ForecastReport(explains: explain)
        for (series, result) in zip(table.series, results) {
            switch result {
            case .success(let forecast):
                report.add(forecast)
                for warning in forecast.warnings {
                    Self.complain("forecast: \(series.name) \(warning.message)")
                }
            case .failure(let refusal):
                Self.complain("forecast: \(series.name) \(refusal.message)")
            }
        }
        try write(report)
        if explain, !json, !report.members.isEmpty { Self.complain(report.members) }
        if backtest, !json {
            for case let note? in [report.warning, report.shortReach] { Self.complain(note) }
        }
        if results.contains(where: \.isFailure) { throw ExitCode(1) }
    }

    /// Where the table comes from, as people call it.
    private var source: String { input == "-" ? "standard input" : input }

    private func readTable() throws -> SeriesTable {
        // Of standard input without a byte nothing is read, which is an empty table.
        let content = input == "-"
            ? try? FileHandle.standardInput.readToEnd() ?? Data()
            : FileManager.default.contents(atPath: input)
        guard let content else {
            throw UnusableFile(
                description: input == "-"
                    ? "Standard input cannot be read." : "There is no readable file \(input).")
        }
        do throws(SeriesTableError) {
            return try SeriesTable(csv: Array(content), columns: prophet.columns)
        } catch {
            throw UnusableFile(description: "\(source): \(error.message).")
        }
    }

    private func write(_ report: ForecastReport) throws {
        let forecasts = json ? report.jsonLines : report.table
        if let output { try OutputFile.write(forecasts, to: output) }
        if backtest, !json {
            Console.output.write(Data(report.backtestTable.utf8))
        } else if output == nil {
            Console.output.write(Data(forecasts))
        }
    }

    static func complain(_ text: String) {
        Console.error.write(Data((text + "\n").utf8))
    }
}

extension Result {
    fileprivate var isFailure: Bool { if case .failure = self { true } else { false } }
}
