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
            Serve.self, Worker.self, LoadDemo.self, Migrate.self, Doctor.self, Read.self,
            Score.self, Train.self, Forecast.self, Attest.self, Verify.self, Keys.self, Fsck.self,
            Cash.self, OpenAPI.self,
            Models.self, Credit.self,
            Version.self,
        ])
}

struct Version: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", abstract: "Print the version.")
    static let number = "0.1.0"

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() {
        print(json ? #"{"version":"\#(Self.number)"}"# : "commons \(Self.number)")
    }
}
