import ArgumentParser
import Commons
import Foundation
import Storage

/// A verb that works on the books of a data folder. One process owns a folder: where a server
/// runs, the verb runs inside it and is shown here; else this process takes the folder itself.
/// Both give the same answer.
protocol FolderVerb: AsyncParsableCommand {
    var place: DataOption { get }
    /// Settings that the command line gave.
    var flags: [Setting: String?] { get }
    /// Whether a folder without an installation is an error, as a mistyped name is, rather than the
    /// place of a new one.
    var needsInstallation: Bool { get }

    /// What can be refused before anything is opened.
    func check() throws

    /// The work itself, in the owner of the folder.
    func perform(on node: Node, at terminal: any Terminal) async throws
}

extension FolderVerb {
    var flags: [Setting: String?] { [:] }
    var needsInstallation: Bool { true }

    func check() throws {}

    func run() async throws {
        try check()
        let configuration = try place.configuration(flags: flags)
        if needsInstallation { try Node.requireInstallation(configuration) }
        let request = SocketRequest(
            version: Version.number, database: try Node.location(configuration).description,
            arguments: Array(CommandLine.arguments.dropFirst()),
            showsProgress: LocalTerminal().showsProgress)
        // A server that starts owns the folder a moment before it listens.
        let patience = ContinuousClock.now + .seconds(5)
        while true {
            if let client = try SocketClient(folder: configuration.folder),
                let status = try client.run(request)
            {
                if status != 0 { throw ExitCode(status) }
                return
            }
            do {
                return try await perform(in: configuration)
            } catch StorageFault.owned(let reason) {
                guard ContinuousClock.now < patience else { throw StorageFault.owned(reason) }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    private func perform(in configuration: Configuration) async throws {
        let node = try await Node.open(configuration)
        do {
            try await perform(on: node, at: LocalTerminal())
        } catch {
            await node.close()
            throw error
        }
        await node.close()
    }
}
