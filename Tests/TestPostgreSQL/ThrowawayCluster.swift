import Foundation
import Storage

/// A throw-away PostgreSQL server for this test process, reached over a socket in its own folder
/// below `TMPDIR`: some hundred databases are made and removed there, so memory serves it best.
public final class ThrowawayCluster: Sendable {
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    public static let shared = Result { try ThrowawayCluster() }

    /// The database that the others start as: every migration has been walked there.
    private static let migrated = Task {
        let cluster = try shared.get()
        try cluster.run("createdb", "-h", cluster.folder, "-U", "postgres", "migrated")
        try await openDatabase(at: try cluster.location(of: "migrated")).close()
    }

    private let folder = NSTemporaryDirectory() + "commons-pg-\(UUID().uuidString.prefix(8))"
    private let binaries: String

    private init() throws {
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        guard let newest = versions.compactMap({ Int($0) }).max() else {
            throw Failure(
                description: "PostgreSQL is not installed. Install it with: "
                    + "apt-get install postgresql")
        }
        binaries = "\(root)/\(newest)/bin"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        if getuid() == 0 { try Self.run(["chown", "postgres", folder]) }
        try run(
            "initdb", "-D", "\(folder)/data", "-U", "postgres", "-A", "trust", "-E", "UTF8",
            "--no-locale")
        try run(
            "pg_ctl", "-D", "\(folder)/data", "-w", "-l", "\(folder)/log", "-o",
            "-k \(folder) -h '' -c max_connections=300 -c fsync=off", "start")
        atexit { if case .success(let cluster) = ThrowawayCluster.shared { cluster.remove() } }
    }

    /// A database of the test's own, with every migration.
    public func withDatabase(_ body: (DatabaseLocation) async throws -> Void) async throws {
        try await Self.migrated.value
        let name = "t" + UUID().uuidString.replacing("-", with: "").lowercased()
        try run("createdb", "-h", folder, "-U", "postgres", "-T", "migrated", name)
        try await body(try location(of: name))
        try run("dropdb", "-f", "-h", folder, "-U", "postgres", name)
    }

    private func location(of database: String) throws -> DatabaseLocation {
        try DatabaseLocation("postgresql:///\(database)?host=\(folder)&user=postgres")
    }

    private func remove() {
        try? run("pg_ctl", "-D", "\(folder)/data", "-m", "immediate", "stop")
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func run(_ tool: String, _ arguments: String...) throws {
        let user = getuid() == 0 ? ["runuser", "-u", "postgres", "--"] : []
        try Self.run(user + ["\(binaries)/\(tool)"] + arguments)
    }

    private static func run(_ command: [String]) throws {
        let process = Process()
        // Foundation waits until nobody holds its end of a socket any more; a server that starts
        // here would hold it for as long as it runs.
        let closing = """
            for held in /proc/self/fd/*; do
                [ "${held##*/}" -gt 2 ] && eval "exec ${held##*/}>&-"
            done
            exec "$@"
            """
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", closing, "bash"] + command
        process.currentDirectoryURL = URL(fileURLWithPath: "/tmp")
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: "\(command.joined(separator: " ")) failed.")
        }
    }
}
