import API
import Commons
import Foundation
import Logging
import Storage

/// An opened installation: its database, its secrets, and the executor through which everything is
/// written. The verbs share it.
struct Node {
    let configuration: Configuration
    let database: any Database
    let executor: CommandExecutor
    let installation: Installation
    /// What several nodes share, when Redis is configured.
    let shared: SharedCache?
    let logger: Logger

    /// Opens the data folder, making it when it is not there, and brings the schema forward.
    static func open(_ configuration: Configuration) async throws -> Node {
        try makeFolder(configuration.folder)
        FilePrivacy.narrow(dataFolder: configuration.folder)
        let database = try await openDatabase(
            at: try location(configuration),
            options: DatabaseOptions(
                inbox: try configuration.number(.waitingWrites, in: 1...4096),
                group: try configuration.number(.commitWrites, in: 1...4096)))
        do {
            return try await make(configuration, database)
        } catch {
            await database.close()
            throw error
        }
    }

    static func location(_ configuration: Configuration) throws -> DatabaseLocation {
        try DatabaseLocation(configuration[.database] ?? configuration.folder)
    }

    /// - Throws: `UnusableFile` where no installation is, so that none is made by looking for it.
    static func requireInstallation(_ configuration: Configuration) throws {
        guard let path = try missing(configuration).first else { return }
        throw UnusableFile(
            description: "Nothing is here: \(configuration.folder) is no data folder, because "
                + "there is no \(path). Name one with --data, or make one with commons init.")
    }

    /// The files of an installation that are not there.
    static func missing(_ configuration: Configuration) throws -> [String] {
        var needed = [configuration.folder + "/" + IssuerFile.name]
        if case .sqlite(let path) = try location(configuration) { needed.append(path) }
        return needed.filter { !FileManager.default.fileExists(atPath: $0) }
    }

    private static func make(
        _ configuration: Configuration, _ database: any Database
    ) async throws -> Node {
        let issuer = try IssuerFile(folder: configuration.folder).open(name: "Commons Ledger")
        let installation = Installation(
            issuer: issuer, objects: try ObjectPlace.open(configuration),
            paperLimit: try configuration.number(.uploadLimit, in: 1...32) << 20,
            pixelLimit: try configuration.number(.pixelLimit, in: 1...64) * 1_000_000)
        let logger = try makeLogger(configuration)
        let shared = try configuration[.redis].map {
            SharedCache(try RedisLocation($0), logger: logger)
        }
        let executor = CommandExecutor(
            database: database, registry: try CommandRegistry(
                Operations.all, files: Operations.files),
            installation: installation)
        try await LogIntegrator(database: database, issuer: issuer, clock: executor.clock)
            .registerKey()
        return Node(
            configuration: configuration, database: database, executor: executor,
            installation: installation, shared: shared, logger: logger)
    }

    func switchboard() async throws -> Switchboard {
        let secrets = try MasterSecret.open(configuration)
        let parts = SignInParts(
            secrets: secrets, tokens: await AccessTokenSigner(key: secrets.tokenKey),
            passwords: PasswordWorker(),
            registration: try configuration.choice(
                .registration, of: SignInParts.Registration.self),
            cache: shared ?? MemoryCache())
        return Switchboard(executor: executor, parts: parts)
    }

    func close() async {
        await database.close()
        await installation.objects?.close()
        await shared?.close()
    }

    private static func makeFolder(_ folder: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw StorageFault.unusable("The data folder \(folder) cannot be made or used.")
        }
    }

    private static func makeLogger(_ configuration: Configuration) throws -> Logger {
        let level = try configuration.choice(.logLevel, of: Logger.Level.self)
        return Logger(label: "commons") { JSONLogHandler(label: $0, level: level) }
    }
}

extension Node {
    /// Said at each start, for what could not be taken from others.
    func warnOfOpenFiles() {
        let open = FilePrivacy.openFiles(of: configuration.folder)
        guard !open.isEmpty else { return }
        logger.warning(
            "others can reach what belongs to this installation; chmod go= each",
            metadata: ["files": "\(open.joined(separator: ", "))"])
    }
}
