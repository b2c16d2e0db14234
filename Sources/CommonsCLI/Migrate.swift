import ArgumentParser
import Commons
import Storage

/// Brings the schema forward and ends. Every other verb does the same first.
struct Migrate: FolderVerb {
    static let configuration = CommandConfiguration(
        commandName: "migrate", _superCommandName: "commons",
        abstract: "Bring the database's schema forward.")

    @OptionGroup var place: DataOption
    @Option(help: "A folder, sqlite:/path/file or postgresql://user@host/name.")
    var database: String?
    @Flag(help: "Print one JSON object.") var json = false

    var flags: [Setting: String?] { [.database: database] }

    func perform(on node: Node, at terminal: any Terminal) async throws {
        let step = try await node.database.read { snapshot in
            try snapshot.first("SELECT MAX(number) FROM migration", []) { try $0.integer(0) }
        }
        let number = step ?? 0
        terminal.show(
            json
                ? #"{"schema":\#(number),"engine":"\#(node.database.engine.rawValue)"}"#
                : "The schema is at step \(number) (\(node.database.engine.rawValue)).")
    }
}
