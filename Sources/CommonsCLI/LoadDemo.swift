import ArgumentParser
import Commons
import Foundation
import Ledger
import Wire

/// Loads the demo once, and says how to sign in, every time.
struct LoadDemo: FolderVerb {
    static let configuration = CommandConfiguration(
        commandName: "demo", _superCommandName: "commons",
        abstract: "Load a SACCO, four shops and an investor club into an empty data folder.")

    @OptionGroup var place: DataOption
    @Flag(help: "Print one JSON object a person.") var json = false

    var needsInstallation: Bool { false }

    /// Where the random passwords are kept for the next time, readable by the owner only.
    static let signInFile = "demo-sign-in.json"

    func perform(on node: Node, at terminal: any Terminal) async throws {
        let path = node.configuration.folder + "/" + Self.signInFile
        let loaded = try await load(node, at: terminal)
        if let loaded {
            try Self.write(loaded.people, to: path)
            terminal.note(
                "\(loaded.documents) documents and \(loaded.entries) journal entries loaded.")
        }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw ConfigurationFault(
                "\(node.configuration.folder) holds books that are not the demo's; "
                    + "give another --data")
        }
        let people = try WireDecoder().decode([Demo.Person].self, from: Array(bytes))
        if json { return terminal.show(String(decoding: bytes, as: UTF8.self)) }
        terminal.show("Sign in as one of these (kept in \(path)):")
        for person in people {
            let roles = person.roles.joined(separator: ", ")
            terminal.show("  \(person.email)  \(person.password)  \(roles)")
        }
    }

    private func load(
        _ node: Node, at terminal: any Terminal
    ) async throws -> Demo.Loaded? {
        let today = node.executor.clock.now().day
        let loaded = try await Demo.load(
            into: node.executor, passwords: PasswordWorker(), until: today
        ) { terminal.note($0) }
        guard let loaded else { return nil }
        for receipt in DemoReceipt.all(until: today) {
            _ = try await node.executor.receivePaper(
                receipt.bytes, declared: receipt.mediaType, fileName: receipt.fileName,
                as: loaded.papersFor)
        }
        return loaded
    }

    private static func write(_ people: [Demo.Person], to path: String) throws {
        let bytes = try WireEncoder.encode(people)
        do {
            try DurableFile.write(bytes, to: path, replacing: true)
        } catch {
            throw ConfigurationFault("\(path) cannot be written: \(error.localizedDescription)")
        }
    }
}
