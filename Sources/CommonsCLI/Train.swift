import ArgumentParser
import Foundation
import Insight
import Training
import Wire

/// `commons train --input rows.csv --target COLUMN`: a model folder with its card.
struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", _superCommandName: "commons",
        abstract: "Fit a model to a table with outcomes, and validate it.",
        discussion: """
            A points scorecard, a logistic regression, boosted trees and their blends compete on \
            the same folds unless --model names one. Writes model.txt (LightGBM's text), \
            calibration.json, card.json and card.md. Columns that say nothing, only name rows or \
            know the outcome are left out and named. Trees need LightGBM's library, which \
            `commons doctor` looks for.
            """)

    @Option(help: "A CSV file with a header.")
    var input: String

    @Option(help: "The column with the outcome: two different values.")
    var target: String

    @Option(help: "The target's value for the event, a default say.")
    var positive: String?

    enum Kind: String, CaseIterable, ExpressibleByArgument {
        case auto, trees, scorecard
    }

    @Option(
        help: "trees: boosted trees; scorecard: points that add up; auto: what tells best.")
    var model: Kind = .auto

    @Option(help: "The model's folder.")
    var output = "model"

    @Option(parsing: .upToNextOption, help: "Columns to leave out.")
    var ignore: [String] = []

    @Option(parsing: .upToNextOption, help: "Columns to use although they know the outcome.")
    var keep: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: "Columns whose growth never lowers the risk, or with :down never raises it.")
    var monotone: [String] = []

    @Option(help: "Decides the folds and all else that is drawn by lot.")
    var seed: UInt64 = 1

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        guard let content = FileManager.default.contents(atPath: input) else {
            throw failure("\(input) cannot be read")
        }
        do {
            let bytes = [UInt8](content)
            let table = try TrainingTable(
                csv: bytes, target: target, positive: positive, ignore: Set(ignore),
                keep: Set(keep))
            for warning in table.warnings { say("warning: \(warning)") }
            let model = try fit(table)
            try ModelFolder(output).write(
                model, target: target, tableHash: Wire.sha256(bytes).hex)
            print(json ? object(model) : summary(model))
        } catch let error as TrainingRefusal {
            throw failure("\(input): \(error)")
        }
    }

    private func fit(_ table: TrainingTable) throws -> TrainedModel {
        func step(_ text: String) {
            if isatty(STDERR_FILENO) != 0 { say(text) }
        }
        switch model {
        case .auto:
            let library: LightGBMLibrary?
            do {
                library = try LightGBMLibrary()
            } catch {
                guard monotone.isEmpty else { throw error }
                say("warning: no boosted trees compete: \(error)")
                library = nil
            }
            return try AutomaticRun(library, table, options).fit(progress: step)
        case .scorecard: return try ScorecardRun(table, options).fit(progress: step)
        case .trees:
            return try TrainingRun(LightGBMLibrary(), table, options).fit(progress: step)
        }
    }

    private var options: TrainingRun.Options {
        var options = TrainingRun.Options()
        options.seed = seed
        for entry in monotone {
            let isDown = entry.hasSuffix(":down")
            options.monotone[isDown ? String(entry.dropLast(":down".count)) : entry] =
                isDown ? -1 : 1
        }
        return options
    }

    private func object(_ model: TrainedModel) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("model")
        writer.string(output)
        model.writeMetrics(to: &writer)
        writer.endObject()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func summary(_ model: TrainedModel) -> String {
        func short(_ value: Double) -> String { String(format: "%.4f", value) }
        let found = model.discrimination
        let trials = model.trials.map { "  \($0.name): AUC \(short($0.area))\n" }.joined()
        let tried = "tried, of which \(model.kind.rawValue) was taken:\n" + trials
        return (trials.isEmpty ? "" : tried) + """
            AUC \(short(found.areaUnderCurve))  KS \(short(found.kolmogorovSmirnov))  \
            Gini \(short(found.gini))  Brier \(short(model.brier))  \
            log-loss \(short(model.logLoss))  (out of fold, \(model.calibration.name) calibration)
            \(model.treeCount) trees from \(model.rowCount) rows; model and card are in \(output)
            """
    }

    private func say(_ text: String) {
        Console.error.write(Data("commons train: \(text)\n".utf8))
    }

    private func failure(_ message: String) -> any Error {
        say(message)
        return ExitCode(1)
    }
}
