import Commons
import Foundation
import Jobs
import Recognition
import ServiceLifecycle

/// Work that goes on beside the answers, until the server is told to stop.
struct Background: Service {
    let body: @Sendable () async -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown { await body() }
    }
}

extension Node {
    /// Runs queued jobs, papers above all.
    ///
    /// - Parameter limit: papers that are read at the same time, each by a reader of its own.
    func worker(limit: Int) throws -> Background {
        var settings = ReaderPool.Configuration()
        settings.readers = limit
        settings.executable = configuration[.reader]
        settings.languages = try configuration.text(.languages).split(separator: "+")
            .map(String.init)
        let pool = ReaderPool(configuration: settings)
        let reader = PaperReader(executor: executor, objects: objects, pool: pool)
        let clock = executor.clock
        let worker = Worker(
            name: "\(ProcessInfo.processInfo.hostName)-\(UUID().uuidString)", database: database,
            handlers: [ReadPaperJob(reader: reader, limit: limit)], signal: installation.jobs,
            logger: logger, now: { clock.now() })
        return Background {
            await worker.run()
            await pool.shutDown()
        }
    }

    /// Extends the transparency log after each commit that left something for it.
    func logKeeper() -> Background? {
        guard let issuer = installation.issuer else { return nil }
        let integrator = LogIntegrator(
            database: database, issuer: issuer, clock: executor.clock)
        let (signal, logger) = (installation.log, logger)
        return Background { await integrator.run(signal: signal, logger: logger) }
    }
}
