import Commons
import Jobs
import Logging
import ServiceLifecycle

/// Work that goes on beside the answers, until the server is told to stop.
struct Background: Service, CustomStringConvertible {
    /// What the log calls it. Without a name of its own the whole value would be written there.
    let description: String
    private let body: @Sendable () async -> Void

    init(_ name: String, _ body: @escaping @Sendable () async -> Void) {
        description = name
        self.body = body
    }

    func run() async throws {
        await cancelWhenGracefulShutdown { await body() }
    }
}

extension Node {
    /// Extends the transparency log after each commit that left something for it.
    func logKeeper() -> Background? {
        guard let issuer = installation.currentIssuer else { return nil }
        let integrator = LogIntegrator(
            database: database, current: issuer, clock: executor.clock)
        let (signal, logger) = (installation.log, logger)
        return Background("transparency log") {
            await integrator.run(signal: signal, logger: logger)
        }
    }

    /// Takes what a scanner or a mail program drops into the watched folder; nil without one.
    func paperWatch() throws -> Background? {
        guard let folder = configuration[.watch] else { return nil }
        let email = try configuration.text(.watchAs)
        let watch = PaperWatch(
            executor: executor, folder: folder, email: email, logger: logger)
        return Background("watched folder") { await watch.run() }
    }

    /// Wakes and is woken by the workers of other nodes; nil without Redis.
    func jobNotice() -> Background? {
        guard let shared else { return nil }
        let notice = JobNotice(cache: shared, installation: installation)
        return Background("notice of jobs") { await notice.run() }
    }
}
