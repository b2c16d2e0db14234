import ArgumentParser

/// The one executable. Exit status 0: done; 1: refused or failed; 64: wrong usage.
///
/// Every verb states its name: what the parser makes up from a type costs a fifth of a start.
@main
struct CommonsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "commons",
        abstract: "Books that balance and evidence that anyone can check, on one small machine.",
        subcommands: [
            Serve.self, Worker.self, Init.self, LoadDemo.self, Migrate.self, Doctor.self,
            Read.self, Score.self, Train.self, Forecast.self, Attest.self, Verify.self,
            Keys.self, Users.self, Fsck.self, Cash.self, OpenAPI.self, Models.self, Credit.self,
            Version.self,
        ])

    /// Hands over to the verb at once. Looking for one through the parser, which searches every
    /// command line for a wish to complete it, takes a fifth of a start; so each verb knows whose
    /// it is (`_superCommandName`). What cannot be read is read once more from the top, which
    /// names the whole way in its words.
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let verb = configuration.subcommands.first {
            $0.configuration.commandName == arguments.first
        }
        guard let verb, var command = try? await read(arguments.dropFirst(), as: verb) else {
            return await main(arguments)
        }
        do {
            if var patient = command as? any AsyncParsableCommand {
                try await patient.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: error)
        }
    }

    private static func read(
        _ arguments: ArraySlice<String>, as verb: any ParsableCommand.Type
    ) async throws -> any ParsableCommand {
        guard let patient = verb as? any AsyncParsableCommand.Type else {
            return try verb.parseAsRoot(Array(arguments))
        }
        return try await patient.asyncParseAsRoot(Array(arguments))
    }
}

struct Version: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", _superCommandName: "commons",
        abstract: "Print the version.")
    static let number = "0.1.0"

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() {
        print(json ? #"{"version":"\#(Self.number)"}"# : "commons \(Self.number)")
    }
}
