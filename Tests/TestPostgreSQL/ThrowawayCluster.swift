import Foundation
import Storage
import Synchronization

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

    /// Databases that nobody uses any more. The next one is made in the same breath in which they
    /// are dropped: starting a process takes longer than either.
    private let finished = Mutex<[String]>([])
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
    ///
    /// - Parameter template: the database whose copy it is.
    public func withDatabase(
        startingAs template: String = "migrated", _ body: (DatabaseLocation) async throws -> Void
    ) async throws {
        try await Self.migrated.value
        let name = "t" + UUID().uuidString.replacing("-", with: "").lowercased()
        try copy(template, to: name)
        defer { finished.withLock { $0.append(name) } }
        try await body(try location(of: name))
    }

    /// A database that others start as; the body leaves nothing open in it.
    public func makeTemplate<Facts>(
        _ name: String, _ body: (DatabaseLocation) async throws -> Facts
    ) async throws -> Facts {
        try await Self.migrated.value
        try copy("migrated", to: name)
        return try await body(try location(of: name))
    }

    private func copy(_ template: String, to name: String) throws {
        let dropped = finished.withLock { list in
            defer { list = [] }
            return list
        }
        let statements =
            dropped.map { "DROP DATABASE \($0) WITH (FORCE)" }
            + ["CREATE DATABASE \(name) TEMPLATE \(template) STRATEGY file_copy"]
        try Self.run(
            ["\(binaries)/psql", "-q", "-v", "ON_ERROR_STOP=1", "-h", folder, "-U", "postgres"]
                + statements.flatMap { ["-c", $0] })
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
