import ArgumentParser
import Commons
import Storage
import Wire

/// Makes an installation where none is: its folder, its database and its signing key. The server
/// and the demo do the same at their first start; every other verb refuses a folder without one.
struct Init: FolderVerb {
    static let configuration = CommandConfiguration(
        commandName: "init", _superCommandName: "commons",
        abstract: "Make an installation: its folder, its database and its signing key.")

    @OptionGroup var place: DataOption
    @Option(help: "A folder, sqlite:/path/file or postgresql://user@host/name.")
    var database: String?
    @Flag(help: "Print one JSON object.") var json = false

    var flags: [Setting: String?] { [.database: database] }
    var needsInstallation: Bool { false }

    func check() throws {
        let configuration = try place.configuration(flags: flags)
        if try Node.missing(configuration).isEmpty {
            throw UnusableFile(
                description: "\(configuration.folder) holds an installation already; nothing was "
                    + "made.")
        }
    }

    func perform(on node: Node, at terminal: any Terminal) async throws {
        let line = JSONValue.object([
            ("folder", .string(node.configuration.folder)),
            ("engine", .string(node.database.engine.rawValue)),
        ])
        terminal.show(
            json
                ? String(decoding: line.bytes, as: UTF8.self)
                : "An installation is in \(node.configuration.folder) "
                    + "(\(node.database.engine.rawValue)). Start it with commons serve.")
    }
}
