import ArgumentParser
import Commons
import Foundation
import Ledger
import Wire

/// `commons models`: the registry of models, from the table to train on to the model that scores.
struct Models: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", _superCommandName: "commons",
        abstract: "List, register, check, approve and place the models of an organisation.",
        discussion: """
            The way of a model: table, commons train, register, check, approve (twice, by two \
            people), place. Models are called by id or by a part of their name.
            """,
        subcommands: [
            ModelList.self, ModelTable.self, ModelRegister.self, ModelCheckUp.self,
            ModelApprove.self, ModelDecline.self, ModelPlace.self, ModelRollBack.self,
            ModelRetire.self,
        ])
}

/// Who does it, and where.
struct ModelOptions: ParsableArguments {
    @OptionGroup var place: DataOption
    @Option(name: .customLong("as"), help: "The address of the member who does it.")
    var email: String
    @Option(help: "The organisation's name or a part of it, for a member of several.")
    var organisation: String?
    @Flag(help: "Print one JSON object.") var json = false

    func desk(on node: Node) async throws -> ModelDesk {
        try await ModelDesk(as: email, of: organisation, with: node.executor)
    }

    func show(_ model: ModelRecord, _ sentence: String, at terminal: any Terminal) throws {
        terminal.show(
            json ? String(decoding: try WireEncoder.encode(model), as: UTF8.self) : sentence)
    }
}

/// A verb of `commons models`.
protocol ModelVerb: FolderVerb {
    var options: ModelOptions { get }
}

extension ModelVerb {
    var place: DataOption { options.place }
}

struct ModelList: ModelVerb {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the models, the one that scores first.")

    @OptionGroup var options: ModelOptions

    func perform(on node: Node, at terminal: any Terminal) async throws {
        for model in try await options.desk(on: node).list() {
            let area = model.auc.map { String(format: "  AUC %.4f", $0) } ?? ""
            try options.show(
                model, "\(model.id)  \(model.state.rawValue)  \(model.kind)\(area)  \(model.name)",
                at: terminal)
        }
    }
}

struct ModelTable: ModelVerb {
    static let configuration = CommandConfiguration(
        commandName: "table", abstract: "Write the table to train on: features with outcomes.",
        discussion: """
            With --loans: a CSV with the columns borrower (an id, or a name that only one has), \
            day (of the decision, 2026-03-31) and bad (1 or 0). Features are what the books knew \
            at the end of that day. Without it: the scores whose outcome was kept.
            """)

    @OptionGroup var options: ModelOptions
    @Option(help: "A list of past loans.") var loans: String?
    @Option(help: "Where the table goes.") var output: String

    func perform(on node: Node, at terminal: any Terminal) async throws {
        let desk = try await options.desk(on: node)
        var list: [UInt8]?
        if let loans { list = try await terminal.read(loans) }
        let table = try await desk.outcomeTable(of: list)
        try await terminal.write(table.bytes, to: output)
        let rows = table.rowCount
        for note in table.notes { terminal.note("commons models table: " + note) }
        terminal.show(
            options.json
                ? #"{"rows":\#(rows)}"#
                : "\(rows) rows; now: commons train --input \(output) --target bad")
    }
}

struct ModelRegister: ModelVerb {
    static let configuration = CommandConfiguration(
        commandName: "register", abstract: "Enter a model folder as commons train writes it.")

    @OptionGroup var options: ModelOptions
    @Argument(help: "The folder: model.txt, card.json and calibration.json if there is one.")
    var folder: String
    @Option(help: "What people will call it.") var name: String

    func check() throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
            throw UnusableFile(description: "There is no readable folder \(folder).")
        }
        guard isFolder.boolValue else {
            throw UnusableFile(
                description: "\(folder) is a file: a model is registered as a folder with "
                    + "model.txt and card.json, because its card says what it was fitted to.")
        }
        let calibration = folder + "/calibration.json"
        guard !FileManager.default.fileExists(atPath: calibration)
            || FileManager.default.isReadableFile(atPath: calibration)
        else { throw UnusableFile(description: "\(calibration) cannot be read.") }
    }

    func perform(on node: Node, at terminal: any Terminal) async throws {
        let desk = try await options.desk(on: node)
        let text = try await terminal.read(folder + "/model.txt")
        let card = try await json("card.json", at: terminal)
        let calibration = try await calibration(at: terminal)
        let pack = ModelPack(
            text: String(decoding: text, as: UTF8.self), calibration: calibration, card: card)
        let model = try await desk.register(pack, name: name)
        try options.show(model, "\(model.name) is a draft: \(model.id)", at: terminal)
    }

    /// Nil where there is none, and the objective's own curve answers: `check` has seen to it that
    /// one that is there can be read.
    private func calibration(at terminal: any Terminal) async throws -> JSONValue? {
        let bytes: [UInt8]
        do {
            bytes = try await terminal.read(folder + "/calibration.json")
        } catch is UnusableFile {
            return nil
        }
        do {
            return try JSONValue.parse(bytes)
        } catch {
            throw UnusableFile(description: "\(folder)/calibration.json is no JSON.")
        }
    }

    private func json(_ file: String, at terminal: any Terminal) async throws -> JSONValue {
        let path = "\(folder)/\(file)"
        let bytes = try await terminal.read(path)
        do {
            return try JSONValue.parse(bytes)
        } catch {
            throw UnusableFile(description: "\(path) is no JSON.")
        }
    }
}

struct ModelCheckUp: ModelVerb {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Look whether a draft can be approved and can go live.")

    @OptionGroup var options: ModelOptions
    @Argument(help: "Its id, or a part of its name.") var model: String

    func perform(on node: Node, at terminal: any Terminal) async throws {
        let desk = try await options.desk(on: node)
        let detail = try await desk.validate(try await desk.find(model))
        let lines = detail.checks.map {
            "\($0.isMet ? "ok      " : "NOT MET ")\($0.name.rawValue): \($0.detail)"
        }
        try options.show(detail.model, lines.joined(separator: "\n"), at: terminal)
    }
}

struct ModelPlace: ModelVerb {
    static let configuration = CommandConfiguration(
        commandName: "place", abstract: "Let an approved model score, live or as a shadow.")

    @OptionGroup var options: ModelOptions
    @Argument(help: "Its id, or a part of its name.") var model: String
    @Argument(help: "live or shadow.") var target: PlaceModel.Place

    func perform(on node: Node, at terminal: any Terminal) async throws {
        let desk = try await options.desk(on: node)
        let placed = try await desk.place(try await desk.find(model), target)
        try options.show(placed, "\(placed.name) is \(placed.state.rawValue).", at: terminal)
    }
}

extension PlaceModel.Place: ExpressibleByArgument {}

struct ModelRollBack: ModelVerb {
    static let configuration = CommandConfiguration(
        commandName: "rollback", abstract: "Let the model before the live one score again.")

    @OptionGroup var options: ModelOptions
    @Option(help: "What went wrong.") var reason: String

    func perform(on node: Node, at terminal: any Terminal) async throws {
        let live = try await options.desk(on: node).rollBack(reason)
        try options.show(live, "\(live.name) scores now.", at: terminal)
    }
}

struct ModelRetire: ModelVerb {
    static let configuration = CommandConfiguration(
        commandName: "retire", abstract: "Take a model out of use for good.")

    @OptionGroup var options: ModelOptions
    @Argument(help: "Its id, or a part of its name.") var model: String
    @Option(help: "Why.") var reason: String

    func perform(on node: Node, at terminal: any Terminal) async throws {
        let desk = try await options.desk(on: node)
        let retired = try await desk.retire(try await desk.find(model), reason)
        try options.show(retired, "\(retired.name) is retired.", at: terminal)
    }
}
