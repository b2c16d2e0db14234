import ArgumentParser
import Commons
import Foundation
import Proof
import Storage
import Wire

/// Makes a proof for any file.
struct Attest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sign and log what a file contains, and write the proof.")

    @OptionGroup var place: DataOption
    @Argument(help: "The file.") var file: String
    @Option(help: "Where the proof goes.") var output: String
    @Option(help: "Also write the issuer's public key here, for commons verify --issuer.")
    var issuerOutput: String?
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        let statement = try Self.statement(about: file)
        let node = try await Node.open(try place.configuration())
        let bundle: ProofBundle
        do {
            bundle = try await statement.attest(with: node.executor)
            if let issuerOutput {
                let issuer = try await node.executor.ask(IssuerDetail(), as: .nobody)
                try write(try WireEncoder.encode(issuer) + [0x0A], to: issuerOutput)
            }
            await node.database.close()
        } catch {
            await node.database.close()
            throw error
        }
        try write(bundle.encoded(), to: output)
        report(bundle)
    }

    private func report(_ bundle: ProofBundle) {
        let statement = bundle.statementID.hex
        if json {
            print(
                String(
                    decoding: JSONValue.object([
                        ("file", .string(file)), ("output", .string(output)),
                        ("statement_id", .string(statement)),
                        ("position", .integer(Int64(bundle.leafIndex))),
                    ]).bytes, as: UTF8.self))
        } else {
            print("\(file): statement \(statement), place \(bundle.leafIndex) in the log")
            print("The proof is in \(output).")
        }
    }

    private static func statement(about path: String) throws -> FileStatement {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw UnusableFile(description: "There is no readable file \(path).")
        }
        defer { try? handle.close() }
        var hasher = Wire.SHA256()
        var size = 0
        // A folder opens like a file and fails here.
        while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
            piece.withUnsafeBytes { hasher.update($0) }
            size += piece.count
        }
        return FileStatement(
            name: URL(fileURLWithPath: path).lastPathComponent, size: size,
            content: hasher.finalize())
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
            throw UnusableFile(description: "\(path) cannot be written.")
        }
    }
}
