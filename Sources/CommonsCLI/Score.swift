import ArgumentParser
import Foundation
import Insight
import Wire

/// `commons score --model M --input rows.csv`: one CSV line a row, as the rows come.
struct Score: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score", _superCommandName: "commons",
        abstract: "Score the rows of a table with a model, and say what made each score.",
        discussion: """
            The model is a LightGBM text model. Columns are found by the model's feature names, \
            or by position where there are as many columns as features, which is said on standard \
            error. So are categories that the model never met. A row that cannot be read keeps its \
            number and stays empty, is named there too, and the others go on.
            """)

    @Option(help: "A LightGBM text model, or a model folder with model.txt in it.")
    var model: String

    @Option(help: "A CSV file with a header, or - for standard input.")
    var input: String

    @Option(help: "Where the scores go; else to standard output.")
    var output: String?

    @Flag(help: "One column more for each feature: what it added to the raw score.")
    var contributions = false

    @Flag(help: "Columns more: the probability's 95% interval and up to four reasons.")
    var reasons = false

    @Option(
        parsing: .upToNextOption,
        help: "More features that are never named as a reason, as what the law protects never is.")
    var protected: [String] = []

    @Flag(help: "Print one JSON object a row.")
    var json = false

    func run() throws {
        guard protected.isEmpty || reasons else {
            throw failure("--protected says what no reason names: it goes with --reasons")
        }
        let card = readCard()
        let loaded = try loadModel(card)
        let attribution = contributions || reasons ? try attribution(of: loaded.model) : nil
        let explanation = try explanation(loaded.model, card)
        try checkOutput()
        let source = try open(input)
        let sink: FileHandle
        if let output {
            sink = try OutputFile.opened(output)
        } else {
            sink = .standardOutput
        }
        var run = ScoreRun(
            loaded.model, calibration: loaded.calibration, attribution: attribution,
            contributions: contributions, explanation: explanation,
            missingWords: missingWords(card), takesInfinity: card == nil, json: json,
            output: sink)
        do {
            try run.score(source, named: input == "-" ? "standard input" : input)
        } catch let error as FeatureColumnsError {
            throw failure("\(input): \(error.message)")
        } catch let error as UnusableFile {
            throw failure(error.description)
        }
        if let unnamed = explanation?.unnamed, !unnamed.isEmpty {
            let names = unnamed.joined(separator: ", ")
            complain("no reason names \(names), which the law protects: decide by no such model")
        }
        for doubt in run.doubts { complain(doubt) }
        if run.refused > 0 {
            throw failure("\(run.refused) of \(run.rowCount) rows could not be read")
        }
    }

    /// What cannot be done is said before anything is written.
    private func attribution(of model: LightGBMModel) throws -> PathAttribution {
        do {
            return try PathAttribution(TreeEnsemble(model))
        } catch {
            throw failure(
                "nothing can be said of what made a score, because \(error.message): leave out "
                    + "--contributions and --reasons")
        }
    }

    private func checkOutput() throws {
        guard let output, let place = Self.identity(output) else { return }
        if input != "-", Self.identity(input) == place {
            throw failure("\(output) is the table itself: write the scores to another file")
        }
        let folder = ["model.txt", "calibration.json", "card.json"].map { self.model + "/" + $0 }
        for file in [self.model] + folder where Self.identity(file) == place {
            throw failure("\(output) is the model's own file: write the scores to another file")
        }
    }

    /// Device and number of a plain file, whatever path or link leads to it; nil for anything else.
    private static func identity(_ path: String) -> [Int]? {
        let real = URL(filePath: path).resolvingSymlinksInPath().path
        guard let found = try? FileManager.default.attributesOfItem(atPath: real),
            found[.type] as? FileAttributeType == .typeRegular,
            let device = found[.systemNumber] as? NSNumber,
            let number = found[.systemFileNumber] as? NSNumber
        else { return nil }
        return [device.intValue, number.intValue]
    }

    /// A folder's own calibration takes the place of the objective's curve.
    private func loadModel(
        _ card: JSONValue?
    ) throws -> (model: LightGBMModel, calibration: Calibration?) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: model, isDirectory: &isFolder) else {
            throw failure("there is no model at \(model)")
        }
        let path = isFolder.boolValue ? model + "/model.txt" : model
        guard let content = FileManager.default.contents(atPath: path) else {
            throw failure("\(path) cannot be read")
        }
        let calibration = try isFolder.boolValue ? folderCalibration(card) : nil
        if !isFolder.boolValue { sayWhatLiesBeside() }
        do {
            return (try LightGBMModel(text: [UInt8](content)), calibration)
        } catch {
            throw failure("\(path), \(error)")
        }
    }

    /// Nil for a folder that has none, which is said.
    private func folderCalibration(_ card: JSONValue?) throws -> Calibration? {
        let place = model + "/calibration.json"
        if let text = FileManager.default.contents(atPath: place) {
            guard let calibration = Calibration(json: [UInt8](text)) else {
                throw failure("\(place) is no calibration")
            }
            return calibration
        }
        if let kind = card?["calibration"]?.string {
            throw failure("\(place) cannot be read, and the card says that it is there (\(kind))")
        }
        complain("there is no \(place), so probabilities are the model's own, uncalibrated")
        return nil
    }

    /// The model's text alone knows nothing of the folder that `commons train` wrote it to.
    private func sayWhatLiesBeside() {
        let folder = URL(filePath: model).deletingLastPathComponent().path
        guard (model as NSString).lastPathComponent == "model.txt",
            FileManager.default.fileExists(atPath: folder + "/calibration.json")
        else { return }
        complain(
            "probabilities are the model's own, uncalibrated: --model \(folder) takes "
                + "calibration and card with it")
    }

    /// Of a folder; nil where there is none that can be read.
    private func readCard() -> JSONValue? {
        FileManager.default.contents(atPath: model + "/card.json")
            .flatMap { try? JSONValue.parse([UInt8]($0)) }
    }

    /// By feature: the words that training took as missing numbers.
    private func missingWords(_ card: JSONValue?) -> [String: [String]] {
        guard case .object(let members)? = card?["missing_words"] else { return [:] }
        let words = members.map { ($0, $1.array?.compactMap(\.string) ?? []) }
        return Dictionary(words) { first, _ in first }
    }

    private func explanation(
        _ model: LightGBMModel, _ card: JSONValue?
    ) throws -> ScoreExplanation? {
        guard reasons else { return nil }
        for name in protected where !model.featureNames.contains(name) {
            throw failure("there is no feature \(name) to protect")
        }
        return ScoreExplanation(card: card, model: model, protected: Set(protected))
    }

    private func open(_ path: String) throws -> FileHandle {
        if path == "-" { return .standardInput }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
            isFolder.boolValue
        {
            throw failure("\(path) cannot be read: it is a folder")
        }
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw failure("\(path) cannot be read")
        }
        return file
    }

    private func complain(_ text: String) {
        Console.error.write(Data("commons score: \(text)\n".utf8))
    }

    private func failure(_ message: String) -> any Error {
        complain(message)
        return ExitCode(1)
    }
}
