import Logging
import Storage

/// Tells the workers of other nodes that jobs were queued here, and hears it from them. A notice
/// that is lost costs a second: every worker also looks by itself.
public struct JobNotice: Sendable {
    static let channel = "jobs"
    private let cache: any Cache
    private let installation: Installation

    public init(cache: any Cache, installation: Installation) {
        self.cache = cache
        self.installation = installation
    }

    /// Until the task is cancelled.
    public func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await hear() }
            group.addTask { await tell() }
        }
    }

    private func hear() async {
        for await _ in cache.subscribe(to: Self.channel) { installation.jobs.notify() }
    }

    /// Commits that come together are told once.
    private func tell() async {
        while !Task.isCancelled {
            await installation.queued.wait(atMost: .seconds(3_600))
            if Task.isCancelled { return }
            try? await cache.publish("queued", to: Self.channel)
        }
    }
}
