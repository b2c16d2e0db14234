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

    @Option(
        name: [.long, .customLong("positive")],
        help: """
            The target's value for the event, the bad outcome. Without it the word that says so, \
            yes, or the larger number, which is refused where the target's name is of a good one.
            """)
    var event: String?

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

    @Option(
        parsing: .upToNextOption,
        help: "Columns to use although they know the outcome or name rows.")
    var keep: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: """
            COLUMN=REASON: columns that only look as if the law protected them, each with what it \
            is about. The card keeps it, and whoever approves the model agrees to it.
            """)
    var notProtected: [String] = []

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
            let options = try options()
            let bytes = [UInt8](content)
            let table = try TrainingTable(
                csv: bytes, target: target, event: event, ignore: Set(ignore), keep: Set(keep),
                notProtected: try declared())
            say("event: \(target) = \(table.event) (\(table.eventCount) of \(table.rowCount))")
            for warning in table.warnings { say("warning: \(warning)") }
            let model = try fit(table, options)
            for doubt in model.doubts { say("warning: \(doubt)") }
            try ModelFolder(output).write(
                model, target: target, event: table.event, tableHash: Wire.sha256(bytes).hex)
            let result = json ? object(model, table) : summary(model)
            Console.output.write(Data((result + "\n").utf8))
        } catch let error as TrainingRefusal {
            throw failure("\(input): \(error)")
        }
    }

    private func fit(
        _ table: TrainingTable, _ options: TrainingRun.Options
    ) throws -> TrainedModel {
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

    /// By column: why it is about no person.
    private func declared() throws(TrainingRefusal) -> [String: String] {
        var reasons: [String: String] = [:]
        for entry in notProtected {
            guard let sign = entry.firstIndex(of: "=") else {
                throw TrainingRefusal(
                    "--not-protected says of \(entry) what it is about: \"\(entry)=male and female "
                        + "plugs\"")
            }
            let name = String(entry[..<sign])
            let reason = String(entry[entry.index(after: sign)...])
            guard reasons.updateValue(reason, forKey: name) == nil else {
                throw TrainingRefusal("--not-protected names \(name) twice")
            }
        }
        return reasons
    }

    private func options() throws(TrainingRefusal) -> TrainingRun.Options {
        var options = TrainingRun.Options()
        options.seed = seed
        for entry in monotone {
            guard !entry.hasSuffix(":up") else {
                throw TrainingRefusal(
                    "--monotone takes \(entry.dropLast(3)) where its growth never lowers the risk, "
                        + "and \(entry.dropLast(3)):down where it never raises it")
            }
            let isDown = entry.hasSuffix(":down")
            let name = isDown ? String(entry.dropLast(":down".count)) : entry
            let sign = isDown ? -1 : 1
            guard options.monotone.updateValue(sign, forKey: name) ?? sign == sign else {
                throw TrainingRefusal("\(name) cannot rise and fall: --monotone names it twice")
            }
        }
        return options
    }

    private func object(_ model: TrainedModel, _ table: TrainingTable) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("model")
        writer.string(output)
        writer.key("target")
        writer.string(target)
        writer.key("event")
        writer.string(table.event)
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
