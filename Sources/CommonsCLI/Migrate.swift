import ArgumentParser
import Commons
import Storage

/// Brings the schema forward and ends. Every other verb does the same first.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database's schema forward.")

    @OptionGroup var place: DataOption
    @Option(help: "A folder, sqlite:/path/file or postgresql://user@host/name.")
    var database: String?
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        let node = try await Node.open(place.configuration(flags: [.database: database]))
        let step = try await node.database.read { snapshot in
            try snapshot.first("SELECT MAX(number) FROM migration", []) { try $0.integer(0) }
        }
        await node.close()
        let number = step ?? 0
        print(
            json
                ? #"{"schema":\#(number),"engine":"\#(node.database.engine.rawValue)"}"#
                : "The schema is at step \(number) (\(node.database.engine.rawValue)).")
    }
}
