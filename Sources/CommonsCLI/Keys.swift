import ArgumentParser
import Commons
import Wire

/// The keys that sign for this installation.
struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", _superCommandName: "commons",
        abstract: "Look after the keys that sign for this installation.",
        subcommands: [RotateKey.self])
}

struct RotateKey: FolderVerb {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Sign with a new key from now on; earlier proofs stay valid.")

    @OptionGroup var place: DataOption
    @Option(help: "Also write every public key here, for commons verify --issuer.")
    var issuerOutput: String?
    @Flag(help: "Print one JSON object.") var json = false

    func perform(on node: Node, at terminal: any Terminal) async throws {
        let keys = try await IssuerRotation(
            executor: node.executor, file: IssuerFile(folder: node.configuration.folder)
        ).run()
        if let issuerOutput {
            let issuer = try await node.executor.ask(IssuerDetail(), as: .nobody)
            try await terminal.write(try WireEncoder.encode(issuer) + [0x0A], to: issuerOutput)
        }
        let line = JSONValue.object([
            ("key_id", .string(keys.current)), ("retired_key_id", .string(keys.retired)),
        ])
        terminal.show(
            json
                ? String(decoding: line.bytes, as: UTF8.self)
                : "Key \(keys.current) signs from now on. What \(keys.retired) signed stays valid; "
                    + "give verifiers the new list of keys.")
    }
}
