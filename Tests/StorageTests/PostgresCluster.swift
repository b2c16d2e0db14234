import Foundation
import Synchronization

@testable import Storage

/// A throw-away PostgreSQL server with fsync on, reached over a socket in its own folder.
final class PostgresCluster: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// One for the whole test process, stopped at its exit.
    static var shared: PostgresCluster {
        get throws { try started.get() }
    }

    private static let started: Result<PostgresCluster, Failure> = startShared()

    private static func startShared() -> Result<PostgresCluster, Failure> {
        do throws(Failure) {
            let cluster = try PostgresCluster()
            atexit { if let cluster = try? PostgresCluster.shared { cluster.remove() } }
            return .success(cluster)
        } catch {
            return .failure(error)
        }
    }

    private let folder: String
    private let binaries: String
    private let server: Mutex<TestServer>

    init() throws(Failure) {
        guard let binaries = Self.newestBinaries() else {
            throw Failure(
                description: "PostgreSQL is not installed. Install it with: "
                    + "apt-get install postgresql")
        }
        self.binaries = binaries
        folder = "/tmp/commons-pg-\(UUID().uuidString.prefix(8))"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            if getuid() == 0 { try TestServer.run(["chown", "postgres", folder]) }
            try TestServer.run(
                TestServer.asUser("postgres") + [
                    "\(binaries)/initdb", "-D", "\(folder)/data", "-U", "postgres", "-A", "trust",
                    "-E", "UTF8", "--no-locale",
                ])
            server = Mutex(try Self.start(folder, binaries))
        } catch {
            throw Failure(description: "PostgreSQL did not start: \(error)")
        }
    }

    func uri(_ database: String) -> String {
        "postgresql:///\(database)?host=\(folder)&user=postgres"
    }

    func withDatabase<T>(_ body: (String) async throws -> T) async throws -> T {
        let name = "t" + UUID().uuidString.replacing("-", with: "").lowercased()
        try script("CREATE DATABASE \(name) TEMPLATE template0")
        let result = try await body(uri(name))
        try script("DROP DATABASE \(name) WITH (FORCE)")
        return result
    }

    func script(_ sql: String, in database: String = "postgres") throws {
        try PostgresConnection(uri: uri(database)).script(sql)
    }

    /// Ends the server as a crash would: nothing is written, connections drop.
    func kill() { server.withLock { $0.stop(SIGQUIT) } }

    func startAgain() throws {
        let started = try Self.start(folder, binaries)
        server.withLock { $0 = started }
    }

    func remove() {
        kill()
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static func start(_ folder: String, _ binaries: String) throws -> TestServer {
        try TestServer(
            [
                "\(binaries)/postgres", "-D", "\(folder)/data", "-k", folder, "-h", "",
                "-c", "max_connections=300", "-c", "fsync=on", "-c", "shared_buffers=32MB",
            ], user: "postgres", readyWhen: "ready to accept connections")
    }

    private static func newestBinaries() -> String? {
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return versions.compactMap { Int($0) }.sorted().reversed()
            .map { "\(root)/\($0)/bin" }
            .first { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") }
    }
}
