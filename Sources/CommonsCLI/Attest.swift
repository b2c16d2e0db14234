import ArgumentParser
import Commons
import Foundation
import Proof
import Storage
import Wire

/// Makes a proof for any file.
struct Attest: FolderVerb {
    static let configuration = CommandConfiguration(
        commandName: "attest", _superCommandName: "commons",
        abstract: "Sign and log what a file contains, and write the proof.")

    @OptionGroup var place: DataOption
    @Argument(help: "The file.") var file: String
    @Option(help: "Where the proof goes.") var output: String
    @Option(help: "Also write the issuer's public key here, for commons verify --issuer.")
    var issuerOutput: String?
    @Flag(help: "Print one JSON object.") var json = false

    func check() throws {
        guard FileManager.default.isReadableFile(atPath: file) else {
            throw UnusableFile(description: "There is no readable file \(file).")
        }
    }

    func perform(on node: Node, at terminal: any Terminal) async throws {
        let digest = try await terminal.digest(of: file)
        guard let content = SHA256Hash(hex: digest.sha256) else {
            throw UnusableFile(description: "\(digest.sha256) is no SHA-256.")
        }
        let statement = FileStatement(
            name: URL(fileURLWithPath: file).lastPathComponent, size: digest.size,
            content: content)
        let bundle = try await statement.attest(with: node.executor)
        if let issuerOutput {
            let issuer = try await node.executor.ask(IssuerDetail(), as: .nobody)
            try await terminal.write(try WireEncoder.encode(issuer) + [0x0A], to: issuerOutput)
        }
        try await terminal.write(bundle.encoded(), to: output)
        report(bundle, at: terminal)
    }

    private func report(_ bundle: ProofBundle, at terminal: any Terminal) {
        let statement = bundle.statementID.hex
        if json {
            let line = JSONValue.object([
                ("file", .string(file)), ("output", .string(output)),
                ("statement_id", .string(statement)),
                ("position", .integer(Int64(bundle.leafIndex))),
            ])
            terminal.show(String(decoding: line.bytes, as: UTF8.self))
        } else {
            terminal.show("\(file): statement \(statement), place \(bundle.leafIndex) in the log")
            terminal.show("The proof is in \(output).")
        }
    }
}
