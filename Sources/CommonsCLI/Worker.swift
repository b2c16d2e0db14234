import ArgumentParser
import Commons
import Foundation
import Jobs
import Logging
import Recognition
import ServiceLifecycle
import Storage
import UnixSignals

/// Runs jobs without answering HTTP: another process beside the server, on PostgreSQL.
struct Worker: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker", _superCommandName: "commons",
        abstract: "Run background jobs only, beside servers.")

    @OptionGroup var place: DataOption
    @Option(help: "Jobs that run at the same time (2).") var workers: String?
    @Option(help: "A folder, sqlite:/path/file or postgresql://user@host/name.")
    var database: String?

    func run() async throws {
        let configuration = try place.configuration(flags: [
            .workers: workers, .database: database,
        ])
        try Node.requireInstallation(configuration)
        let node = try await Node.open(configuration)
        node.warnOfOpenFiles()
        guard let worker = try node.worker(), let keeper = node.logKeeper() else {
            throw ValidationError("With 0 workers there is nothing to run.")
        }
        let services = [keeper, node.jobNotice(), worker].compactMap { $0 }
        let group = ServiceGroup(
            configuration: .init(
                services: services.map { .init(service: $0) },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: node.logger))
        node.logger.notice("working")
        try await group.run()
        await node.close()
    }
}

extension Node {
    /// The worker of this process; nil when another process works.
    func worker() throws -> Background? {
        let count = try configuration.number(.workers, in: 0...64)
        guard count > 0, let objects = installation.objects else { return nil }
        let pool = ReaderPool(configuration: try readers(count))
        let languages = try configuration.text(.languages).split { "+, ".contains($0) }
        let reader = PaperReader(
            executor: executor, objects: objects, pool: pool,
            languages: languages.map(String.init))
        let clock = executor.clock
        let worker = Jobs.Worker(
            name: "\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString)",
            database: database,
            handlers: [
                ReadPaperJob(reader: reader, limit: count),
                LearnTemplateJob(teacher: TemplateTeacher(executor: executor)),
                SweepJob(sweep: Sweep(executor: executor)),
                MonitorJob(monitoring: Monitoring(executor: executor)),
            ],
            schedules: [SweepJob.schedule, MonitorJob.schedule], signal: installation.jobs,
            // One process owns an SQLite file.
            isAlone: database.engine == .sqlite, logger: logger, now: { clock.now() })
        return Background("jobs") {
            await worker.run()
            await pool.shutDown()
        }
    }

    private func readers(_ count: Int) throws -> ReaderPool.Configuration {
        var readers = ReaderPool.Configuration()
        readers.readers = count
        readers.executable = configuration[.reader]
        readers.folder = configuration.folder + "/readers"
        readers.said = { [logger] line in
            logger.notice("the reader said", metadata: ["line": "\(line)"])
        }
        return readers
    }
}
